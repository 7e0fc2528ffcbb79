#include "server-stub/admin/hub_key.h"

#include "server-stub/service/hub_files.h"
#include "sync/store/terminal.h"

#include <cstdlib>
#include <unistd.h>

namespace lapwing::hub::admin {

std::string keyFileFor(const std::string& named)
{
    if (!named.empty()) return named;
    const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr || folder[0] != '/') return {};
    const auto path = std::string(folder) + "/" + kCredential;
    return ::access(path.c_str(), F_OK) == 0 ? path : std::string();
}

Result<crypto::Secret> askForKey()
{
    const auto typed = store::secretFromTerminal("Key of the hub (64 hex digits): ");
    if (!typed.ok() && typed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "There is no terminal to type the key at. Nothing was "
                                         "opened. Name its file with --key-file.");
    if (!typed.ok()) return typed.error();
    return files::keyFromText(typed->view());
}

} // namespace lapwing::hub::admin
