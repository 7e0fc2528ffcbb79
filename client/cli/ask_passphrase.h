#pragma once

#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <string>

namespace lapwing::cli {

/// What the person is asked for, in her words: "passphrase", "PIN".
enum class SecretKind : unsigned char { Passphrase, NewPassphrase, Pin };

/// A secret from a file, without the line's end, or typed at the terminal without being shown;
/// twice when it is a new one. It is never taken from the command line.
/// Errors: NotFound for a file that cannot be read; Rejected when there is neither file nor
/// terminal, for an empty one, or for two that differ.
[[nodiscard]] Result<crypto::Secret> readSecret(const std::string& file, SecretKind what);

} // namespace lapwing::cli
