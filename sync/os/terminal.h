#pragma once

#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <string>

namespace lapwing::store {

/// Secrets as people give them to a program: in a file, or typed without being shown; never on
/// the command line. They lie in locked memory from the first byte on.
/// Errors: NotFound for a file that cannot be read or a machine without a terminal to ask at;
/// Rejected for an empty or over-long one. Source: termios(3).
[[nodiscard]] Result<crypto::Secret> secretFromFile(const std::string& path);
[[nodiscard]] Result<crypto::Secret> secretFromTerminal(std::string_view question);

} // namespace lapwing::store
