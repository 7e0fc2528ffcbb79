#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string_view>

namespace lapwing::hub {

inline constexpr std::size_t kImportBytesMax = 64u << 20;
inline constexpr std::size_t kImportLabelBytesMax = 64;
inline constexpr std::size_t kImportFaultsMax = 1000;

enum class ImportMode : std::uint8_t {
    Write,
    Check, ///< judges everything, and writes nothing
};

struct ImportFault {
    std::uint64_t line = 0; ///< from 1
    Error error;
};

struct ImportCount {
    std::uint64_t cases = 0;   ///< new ones
    std::uint64_t records = 0; ///< written, case records included
    std::uint64_t held = 0;    ///< that were there already and say the same
};

/// Cases and their records from a file: a sheet (import_sheet.h), or one JSON object per line:
/// {"case":REF,"panel":P,"record":TYPE,"id":optional,"fields":{…}}, the case record first for each
/// new case; a field may be written "text" or "action.text", a set as an array of its members.
/// An id of 16 lower-case hex digits is the record's own; any other is a label, known within its
/// case only, and may stand wherever a record of the case is referred to. A line without an id is
/// known by what it says: a file imported again adds nothing, whatever was edited since.
/// The whole file is judged before anything is written, and every fault of it is found at once.
/// Runs once, inside the caller's transaction.
/// Errors: Rejected, TooLarge and Malformed for the file, the first of faults() if it is about a
/// line; those of the store. Thread: the Database's.
class Import {
public:
    explicit Import(HubCore& core) : m_core(core) {}
    [[nodiscard]] Result<ImportCount> run(std::string_view file,
                                          ImportMode mode = ImportMode::Write);
    /// What is wrong with which lines, in their order; at most kImportFaultsMax.
    [[nodiscard]] const std::vector<ImportFault>& faults() const { return m_faults; }

private:
    struct Reference {
        RecordId target;
        const schema::Field* field = nullptr;
    };
    struct Planned {
        RecordId id;
        const schema::RecordType* type = nullptr;
        std::uint64_t line = 0;
        std::vector<store::Write> writes;
        std::vector<Reference> references;
    };
    struct PlannedCase {
        CaseEntry entry;
        bool isNew = false;
        std::vector<Planned> records;
    };
    struct Known {
        const schema::RecordType* type = nullptr;
        std::size_t caseAt = 0;
    };

    [[nodiscard]] Result<void> plan(std::string_view file);
    [[nodiscard]] Result<void> planLine(const nlohmann::json& line);
    /// Of the line that is looked at; false when there are enough.
    [[nodiscard]] bool addFault(Error error);
    [[nodiscard]] Result<std::size_t> caseOf(const nlohmann::json& line,
                                             const schema::RecordType& type);
    [[nodiscard]] Result<RecordId> idOf(const nlohmann::json& line, const std::string& ref);
    [[nodiscard]] RecordId idOfContent(const nlohmann::json& line, const std::string& ref);
    [[nodiscard]] Result<void> planField(Planned& record, const schema::Field& field,
                                         nlohmann::json given, const std::string& ref);
    [[nodiscard]] Result<void> planSet(Planned& record, const schema::Field& field,
                                       const nlohmann::json& given);
    [[nodiscard]] Result<void> fillCase(Planned& record, const CaseEntry& entry);
    /// Errors: Rejected when it is there and says something else.
    [[nodiscard]] Result<bool> isHeldCase(const Planned& record, const CaseEntry& entry);
    [[nodiscard]] Result<bool> isHeldRecord(const Planned& record, const CaseEntry& entry,
                                            bool byContent);
    [[nodiscard]] Result<bool> saysTheSame(const Planned& record, const RecordKey& held);
    [[nodiscard]] Result<void> checkReferences();
    [[nodiscard]] Result<std::optional<Error>> faultOf(const PlannedCase& at, const Planned& record,
                                                       const Reference& reference);
    /// The type of a record that the hub holds where `entry` may refer to it; nullptr if none.
    [[nodiscard]] Result<const schema::RecordType*> heldType(const RecordId& id,
                                                             const CaseEntry& entry);
    [[nodiscard]] Result<bool> isHeld(const RecordId& id);
    [[nodiscard]] Result<void> write(PlannedCase& planned);
    void count(const PlannedCase& planned);

    HubCore& m_core;
    std::uint64_t m_line = 0;
    ImportCount m_count;
    std::vector<ImportFault> m_faults;
    std::vector<PlannedCase> m_cases;
    std::map<std::string, std::size_t, std::less<>> m_caseAt;
    std::map<RecordId, Known> m_known;
    std::map<Bytes, std::uint64_t> m_alike; ///< how many lines without an id said the same
};

} // namespace lapwing::hub
