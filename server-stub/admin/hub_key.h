#pragma once

#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <string>

/// Where a hub's data key comes from: a file named on the command line, else the credential that
/// the service manager hands over, else the file that init was given; or a person types it.
/// It is never the value of an option, nor of an environment variable.
namespace lapwing::hub::admin {

/// The name under which systemd hands the key over (LoadCredential=, LoadCredentialEncrypted=).
inline constexpr const char* kCredential = "lapwing-hub-key";

/// `named`, or the credential's file if there is one; else empty.
/// Source: systemd.exec(5), $CREDENTIALS_DIRECTORY.
[[nodiscard]] std::string keyFileFor(const std::string& named);
/// 64 hex digits from the terminal. Errors: NotFound without one, Malformed.
[[nodiscard]] Result<crypto::Secret> askForKey();

} // namespace lapwing::hub::admin
