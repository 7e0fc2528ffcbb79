#pragma once

#include "server-stub/service/hub_store.h"

/// Where a hub's data key comes from: a file named on the command line, else the credential that
/// the service manager hands over, else the file that init was given; or a person types it.
/// It is never the value of an option, nor of an environment variable.
namespace lapwing::hub::admin {

/// The name under which systemd hands the key over (LoadCredential=, LoadCredentialEncrypted=).
inline constexpr const char* kCredential = "lapwing-hub-key";

struct KeyOptions {
    std::string file;  ///< empty: as found above
    bool asks = false; ///< at the terminal, instead: 64 hex digits
};

/// The store of a folder, opened with that key; it is asked for only when nobody else has the
/// folder. Errors: those of HubStore::open(); NotFound without a terminal, Malformed.
[[nodiscard]] Result<std::unique_ptr<HubStore>> openStore(const std::string& folder,
                                                          const KeyOptions& key, Random& random,
                                                          const Clock& clock);

} // namespace lapwing::hub::admin
