#pragma once

#include "server-stub/service/hub_core.h"

#include <map>
#include <string>

namespace lapwing::hub {

/// Staff and agencies by their names, as the directory has them: for people who write a name where
/// a reference is meant. Only a name that one alone has names anybody.
class DirectoryNames {
public:
    /// Inside the caller's transaction. Errors: those of the store. Thread: the Database's.
    [[nodiscard]] static Result<DirectoryNames> read(HubCore& core);

    /// Whether references of this field are to staff or agencies.
    [[nodiscard]] static bool isOfDirectory(const schema::Field& field);
    /// The one of that name; nullopt when nobody has it, or several.
    [[nodiscard]] std::optional<RecordId> named(const schema::Field& field,
                                                std::string_view name) const;
    /// A name by which named() finds this one again; empty when there is none.
    [[nodiscard]] std::string nameOf(const schema::Field& field, const RecordId& id) const;

private:
    std::multimap<std::string, RecordId> m_ids; ///< by type and folded name
    std::map<RecordId, std::string> m_names;
};

} // namespace lapwing::hub
