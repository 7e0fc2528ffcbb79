#pragma once

#include "sync/log/merge.h"
#include "sync/store/registers.h"

namespace lapwing::store {

/// A record as it is shown now, each of its registers read once for all that keep something of it.
struct ShownRecord {
    const DisplayedRecord& form;
    schema::Panel panel{};
    Life life{};
    struct Register {
        std::uint32_t field = 0;
        const Bytes& key;
        const std::vector<SiblingView>& siblings;
        const schema::Field* known = nullptr; ///< null for `life`
        Reading reading;                      ///< of a known field
        bool isConflict = false;              ///< waits for a person
    };
    std::vector<Register> registers; ///< what this version knows
};

/// What lists, checks or search keep of records: rows that are made again from the registers when
/// the engine has touched a record. Inside the transaction that touched it.
/// Errors: those of Database. Thread: the Database's.
class Projection {
public:
    virtual ~Projection() = default;
    /// Of what was put for the record nothing stays.
    [[nodiscard]] virtual Result<void> erase(const RecordKey& record) = 0;
    /// It was erased before, or never put.
    [[nodiscard]] virtual Result<void> put(const ShownRecord& record) = 0;
};

/// How a displayed record is put; nothing for what no projection shows.
[[nodiscard]] std::optional<ShownRecord> shownRecordOf(const Registers::Opened& opened);

} // namespace lapwing::store
