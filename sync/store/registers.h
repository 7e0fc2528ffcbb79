#pragma once

#include "sync/log/displayed_record.h"
#include "sync/log/merge.h"
#include "sync/store/change_log.h"
#include "sync/store/root_sum.h"

#include <functional>
#include <map>

namespace lapwing::store {

/// The record rows of strands: what is accepted, and what is shown with the undecided on top. What
/// reads a record, reads here; only the Engine writes. Owner of the table record.
/// Every call runs inside the caller's transaction. Errors: those of Database; Corrupt for a row
/// that nothing here wrote. Thread: the Database's.
class Registers : protected RecordDisplay {
public:
    /// `sum` (may be null) is kept in step with every row.
    explicit Registers(Database& database, RootSum* sum = nullptr)
        : m_db(&database), m_strands(database), m_log(database), m_sum(sum)
    {
    }
    [[nodiscard]] Result<void> createTables();

    /// What a record's registers show now, over the strands of its scope that are held.
    [[nodiscard]] Result<std::optional<DisplayedRecord>> display(const RecordKey& record);
    /// The same by an id alone. Errors: Conflict when records of several scopes have it.
    [[nodiscard]] Result<std::optional<DisplayedRecord>> display(const RecordId& record);
    /// Strands and chains read on the way, for opening many forms in one transaction.
    struct Part {
        Strand strand;
        std::vector<Chain> chains;
    };
    using Parts = std::map<StrandIx, Part>;
    struct Opened {
        DisplayedRecord form;
        std::vector<const Part*> parts; ///< where it was found; they live as long as `parts`
    };
    [[nodiscard]] Result<std::optional<Opened>> display(const RecordKey& record, Parts& parts);
    /// No row of these strands is an old one put back. Errors: Corrupt.
    [[nodiscard]] Result<void> checkRows(const Parts& parts);
    [[nodiscard]] static DisplayedRecord blankRecord(const RecordId& record, std::uint16_t type);

    /// The scopes with a record of this id, in their order.
    [[nodiscard]] Result<std::vector<Scope>> scopesOf(const RecordId& record);
    /// What is shown of an id in each strand that has it, by strand.
    [[nodiscard]] Result<std::vector<std::pair<StrandIx, Record>>> partsOf(const RecordId& record);
    [[nodiscard]] Result<bool> isHeld(const RecordId& record);
    /// Whether an accepted, or here shown, change of the strand touched the record.
    [[nodiscard]] Result<bool> holds(StrandIx ix, const RecordId& record);
    /// By id.
    [[nodiscard]] Result<std::vector<RecordId>> idsOf(StrandIx ix);
    [[nodiscard]] Result<std::vector<Record>> shownRecords(StrandIx ix);
    [[nodiscard]] Result<std::vector<Record>> acceptedRecords(StrandIx ix);
    /// How many bytes the rows of a strand show.
    [[nodiscard]] Result<std::int64_t> shownBytes(StrandIx ix);
    /// Each row as it is stored; `shown` is empty when it is the same as accepted.
    using RowVisitor =
        std::function<Result<void>(const RecordId& record, ByteView accepted, ByteView shown)>;
    [[nodiscard]] Result<void> eachRow(StrandIx ix, const RowVisitor& visit);

private:
    friend class Engine;
    struct Row {
        Record accepted;
        std::optional<Record> shown;
        Bytes acceptedBefore; ///< as stored when read; empty when there was no row
        Bytes shownBefore;
    };
    [[nodiscard]] Result<Row> load(StrandIx ix, const RecordId& record);
    /// No row may grow beyond `room`. Errors: TooLarge.
    [[nodiscard]] Result<void> save(StrandIx ix, const Row& row, const RowLimit& room,
                                    RootSum::Change& sum);
    [[nodiscard]] Result<void> drop(StrandIx ix);
    [[nodiscard]] Result<const Part*> part(Parts& parts, StrandIx ix);
    /// Whose word took out what a version said, on each that lost it.
    [[nodiscard]] Result<void> tellWhoRedacted(const RecordId& record,
                                               const std::vector<const Part*>& parts,
                                               DisplayedRegisters& registers);
    [[nodiscard]] Result<std::vector<Record>> readRecords(StrandIx ix, std::string_view sql);

    Database* m_db;
    Strands m_strands;
    ChangeLog m_log;
    RootSum* m_sum;
};

} // namespace lapwing::store
