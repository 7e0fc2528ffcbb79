#pragma once

#include "sync/store/projection.h"

#include <string>

namespace lapwing::store {

/// A register that a person has to decide.
struct Conflict {
    std::string id; ///< names the register and the very siblings it is about
    RecordKey record;
    std::uint32_t field = 0;
    Bytes key;
    std::vector<SiblingView> siblings; ///< different values, by (ctr, author)
};

/// What a list of conflicts shows at once: whoever wrote thousands must not stop the tablet.
inline constexpr std::size_t kConflictsPage = 200;

/// The registers that wait for a person. Owner of the table conflict.
/// Errors: those of Database. Thread: the Database's.
class ConflictList final : public Projection {
public:
    ConflictList(Database& database, RootSum* sum) : m_db(&database), m_registers(database, sum) {}
    [[nodiscard]] Result<void> createTables();
    [[nodiscard]] Result<void> erase(const RecordKey& record) override;
    [[nodiscard]] Result<void> put(const ShownRecord& record) override;

    /// The first `limit` of them, in an order of their own; each decided one lets another in.
    [[nodiscard]] Result<std::vector<Conflict>> first(std::size_t limit = kConflictsPage);
    /// How many there are, without reading what they are about.
    [[nodiscard]] Result<std::uint64_t> count();
    /// The one of that id. Errors: NotFound for what is no such id; Conflict when it is decided or
    /// its siblings have changed.
    [[nodiscard]] Result<Conflict> named(std::string_view id);
    /// The records with such a register, each as often as it has one.
    [[nodiscard]] Result<std::vector<RecordKey>> records();

private:
    Database* m_db;
    Registers m_registers;
};

} // namespace lapwing::store
