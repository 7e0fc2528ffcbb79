#pragma once

#include "server-stub/service/directory_names.h"

#include <nlohmann/json.hpp>

#include <set>

namespace lapwing::hub {

/// What an import would have to refuse or could only make up, and is therefore not in the file.
struct LeftOut {
    std::string caseRef, record, id; ///< the id in hex
    std::string field;               ///< empty: the whole record
    std::string why;                 ///< a sentence
};

struct ExportedCases {
    std::vector<nlohmann::json> lines; ///< as Import reads them (import.h)
    std::uint64_t cases = 0, records = 0;
    std::uint64_t conflicts = 0; ///< records of which several versions are told
    std::uint64_t removed = 0;   ///< left out, because they were removed here
    std::vector<LeftOut> leftOut;
};

/// Every accepted record of the hub's cases, or of one, as the lines of an import: what is read
/// back here changes nothing, and in an empty hub gives the same records under the same ids.
/// Every version of a conflict is told. Who wrote what and when is not: only tablets' changes carry
/// that, and a signature can not be copied, so that statements and attestations are left out.
/// Reads inside the caller's transaction; writes nothing. Errors: NotFound for a case that is not
/// there; those of the store. Thread: the Database's.
class Export {
public:
    explicit Export(HubCore& core) : m_core(core) {}
    /// All cases when `ref` is empty. With one case go its panel's meetings that it names.
    [[nodiscard]] Result<ExportedCases> run(std::string_view ref = {});

private:
    struct Shown {
        const schema::RecordType* type = nullptr;
        const DisplayedRecord* form = nullptr;
        const CaseEntry* entry = nullptr; ///< of a case, or with a zero id of a panel
    };
    [[nodiscard]] Result<void> addCase(const CaseEntry& entry);
    [[nodiscard]] Result<void> addPanels(bool all);
    [[nodiscard]] Result<void> addRecord(const RecordKey& key, const CaseEntry& entry);
    void addLines(const Shown& shown);
    void addField(const Shown& shown, const schema::Field& field,
                  std::vector<nlohmann::json>& lines);
    void addSet(const Shown& shown, const schema::Field& field, nlohmann::json& line);
    [[nodiscard]] std::string refText(const schema::Field& field, const RecordId& id);
    void leaveOut(const Shown& shown, std::string_view field, std::string why);
    void tellLooseEnds();

    HubCore& m_core;
    DirectoryNames m_names;
    ExportedCases m_done;
    std::set<RecordId> m_told;
    std::map<RecordId, std::size_t> m_named; ///< and which line named it first
};

} // namespace lapwing::hub
