#include "server-stub/admin/hub_key.h"

#include "sync/os/terminal.h"

#include <cstdlib>
#include <unistd.h>

namespace lapwing::hub::admin {

namespace {
/// `named`, or the credential's file if there is one; else empty.
/// Source: systemd.exec(5), $CREDENTIALS_DIRECTORY.
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
} // namespace

Result<std::unique_ptr<HubStore>> openStore(const std::string& folder, const KeyOptions& key,
                                            Random& random, const Clock& clock)
{
    return HubStore::open(folder, keyFileFor(key.file), random, clock,
                          key.asks ? KeySource(askForKey) : KeySource());
}

} // namespace lapwing::hub::admin
