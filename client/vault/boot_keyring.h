#pragma once

#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <string>

namespace lapwing {

/// Small secrets by name, of this person on this machine, that outlive every process but not the
/// machine's boot, and are never on a disk.
/// Errors: NotFound for a name that is not there; StorageFailed when this machine has no such
/// place, or it is full. Thread: any.
class BootKeyring {
public:
    virtual ~BootKeyring() = default;
    [[nodiscard]] virtual Result<void> put(const std::string& name, ByteView secret) = 0;
    [[nodiscard]] virtual Result<crypto::Secret> get(const std::string& name) = 0;
    /// Dropping what is not there succeeds.
    [[nodiscard]] virtual Result<void> drop(const std::string& name) = 0;
};

/// The kernel's keyring of the user. Every process of the same user can reach it.
/// Source: keyrings(7), user-keyring(7), by libkeyutils.
class KernelKeyring final : public BootKeyring {
public:
    [[nodiscard]] Result<void> put(const std::string& name, ByteView secret) override;
    [[nodiscard]] Result<crypto::Secret> get(const std::string& name) override;
    [[nodiscard]] Result<void> drop(const std::string& name) override;
};

} // namespace lapwing
