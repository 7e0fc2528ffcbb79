#pragma once

#include "server-stub/service/directory_names.h"
#include "server-stub/service/import_map.h"
#include "server-stub/service/import_people.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <string_view>

namespace lapwing::hub {

inline constexpr std::size_t kImportBytesMax = 64u << 20;
inline constexpr std::size_t kImportLabelBytesMax = 64;
inline constexpr std::size_t kImportFaultsMax = 1000;
inline constexpr std::uint64_t kImportTellEvery = 10'000; ///< lines, and records

enum class ImportMode : std::uint8_t {
    Write,
    Check, ///< judges everything, and writes nothing
};

/// A field whose record is there already and says something else, as texts of all versions.
struct ImportDifference {
    std::string field, here, told;
};
struct ImportFault {
    std::uint64_t line = 0; ///< from 1
    Error error;
    std::vector<ImportDifference> differs{};
};

/// How far an import has come: lines looked at, then records written of how many.
struct ImportProgress {
    std::uint64_t lines = 0, written = 0, records = 0;
};
/// Told now and then while it goes on, on its thread: not to wait in.
using ImportTold = std::function<void(const ImportProgress&)>;

struct ImportCount {
    std::uint64_t cases = 0;   ///< new ones
    std::uint64_t records = 0; ///< written, case records included
    std::uint64_t held = 0;    ///< that were there already and say the same
};

/// Cases and their records from a file: a sheet (import_sheet.h), or one JSON object per line:
/// {"case":REF,"panel":P,"record":TYPE,"id":optional,"fields":{…}}, the case record first for each
/// new case; a field may be written "text" or "action.text", a set as an array of its members.
/// "why":{field:text} gives the reason of a value. A record of a panel, a meeting, needs no case.
/// Where versions of a field stand side by side, the record's line has "conflict":1 and each next
/// version a line of the same id with "conflict":2, 3, …, right behind it: they are written as a
/// conflict, and null is a version that empties the field. Staff and agencies may be named.
/// An id of 16 lower-case hex digits is the record's own; any other is a label, known within its
/// case only, and may stand wherever a record of the case is referred to. A line without an id is
/// known by what it says: a file imported again adds nothing, whatever was edited since.
/// The whole file is judged before anything is written. Runs once, in the caller's transaction.
/// Errors: Rejected, TooLarge and Malformed for the file, the first of faults() if it is about a
/// line; those of the store. Thread: the Database's.
class Import {
public:
    explicit Import(HubCore& core, ImportTold told = {}) : m_core(core), m_told(std::move(told)) {}
    /// `map` (may be null) tells what a sheet's columns mean.
    [[nodiscard]] Result<ImportCount>
    run(std::string_view file, ImportMode mode = ImportMode::Write, const ImportMap* map = nullptr);
    /// In the order of their lines; at most kImportFaultsMax.
    [[nodiscard]] const std::vector<ImportFault>& faults() const { return m_faults; }
    [[nodiscard]] const ImportPreview& previewed() const { return m_preview; }

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
        std::vector<std::vector<store::Write>> versions; ///< that stand beside those, in turn
        std::vector<Reference> references;
        std::optional<Error> asked; ///< a day that wants a reason, if the record is new
        bool byContent = false;     ///< its line gave no id
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

    [[nodiscard]] Result<void> plan(std::string_view file, const ImportMap* map);
    [[nodiscard]] Result<void> planLine(const nlohmann::json& line);
    /// Of the line that is looked at; false when there are enough.
    [[nodiscard]] bool addFault(Error error);
    [[nodiscard]] Result<std::size_t> caseOf(const nlohmann::json& line,
                                             const schema::RecordType& type);
    [[nodiscard]] Result<std::size_t> addCase(const std::string& ref, schema::Panel panel,
                                              const schema::RecordType& type);
    [[nodiscard]] Result<RecordId> idOf(const nlohmann::json& line, const std::string& ref);
    [[nodiscard]] RecordId idOfContent(const nlohmann::json& line, const std::string& ref);
    /// A further version of fields of the record planned last.
    [[nodiscard]] Result<void> planVersion(const nlohmann::json& line, PlannedCase& at,
                                           const schema::RecordType& type, std::uint64_t number);
    /// What a line's fields and reasons say; an empty one counts where `isOfConflict`.
    [[nodiscard]] Result<std::vector<store::Write>> planFields(const nlohmann::json& line,
                                                               Planned& record,
                                                               const std::string& ref,
                                                               bool isOfConflict);
    [[nodiscard]] Result<void> planField(std::vector<store::Write>& writes, Planned& record,
                                         const schema::Field& field, const nlohmann::json& given,
                                         bool isOfConflict);
    [[nodiscard]] Result<void> planSet(std::vector<store::Write>& writes, Planned& record,
                                       const schema::Field& field, const nlohmann::json& given);
    [[nodiscard]] Result<void> askDays(std::span<const store::Write> writes, Planned& record);
    /// Names and labels in place of record ids become those ids.
    [[nodiscard]] Result<nlohmann::json> withIds(const schema::Field& field, nlohmann::json given,
                                                 const std::string& ref);
    [[nodiscard]] Result<RecordId> recordNamed(const schema::Field& field, const std::string& ref,
                                               const std::string& text);
    [[nodiscard]] Result<void> fillCase(Planned& record, const CaseEntry& entry);
    /// Drops what the hub holds already; finds fault with what it holds and says otherwise.
    [[nodiscard]] Result<void> settleHeld();
    [[nodiscard]] Result<bool> isHeldCase(const Planned& record, const PlannedCase& at);
    [[nodiscard]] Result<bool> isHeldRecord(const Planned& record, const CaseEntry& entry);
    [[nodiscard]] Result<std::vector<ImportDifference>> differences(const Planned& record,
                                                                    const RecordKey& held);
    /// Takes the fault, and says true: it is there, and nothing is written of it.
    [[nodiscard]] bool isAnother(const Planned& record, std::string why,
                                 std::vector<ImportDifference> differs);
    [[nodiscard]] Result<void> checkReferences();
    [[nodiscard]] Result<std::optional<Error>> faultOf(const PlannedCase& at, const Planned& record,
                                                       const Reference& reference);
    /// The type of a record that the hub holds where `entry` may refer to it; nullptr if none.
    [[nodiscard]] Result<const schema::RecordType*> heldType(const RecordId& id,
                                                             const CaseEntry& entry);
    [[nodiscard]] Result<bool> isHeld(const RecordId& id);
    [[nodiscard]] Result<void> preview();
    [[nodiscard]] Result<void> write(PlannedCase& planned);
    void tell(ImportProgress now);
    void count(const PlannedCase& planned);
    HubCore& m_core;
    ImportTold m_told; ///< may be empty
    ImportProgress m_lastTold;
    std::optional<DirectoryNames> m_names; ///< read when a name is met
    std::uint64_t m_line = 0;
    ImportMode m_mode{};
    ImportCount m_count;
    ImportPreview m_preview;
    std::vector<ImportFault> m_faults;
    std::vector<PlannedCase> m_cases;
    std::map<std::string, std::size_t, std::less<>> m_caseAt;
    std::map<RecordId, Known> m_known;
    std::map<Bytes, std::uint64_t> m_alike; ///< how many lines without an id said the same
};

} // namespace lapwing::hub
