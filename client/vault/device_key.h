#pragma once

#include "shared/base/random.h"
#include "shared/crypto/secret.h"
#include "sync/store/seal/disk.h"

namespace lapwing {

/// Where the half of the key that never leaves the device is kept. Written in the key slots, so
/// that a vault is never opened, or made again, with another place than its own.
enum class DeviceKeyKind : std::uint8_t {
    PlainFile = 0, ///< a 0600 file beside the vault: told in `status`, it goes with a disk image
    Keystore = 1,  ///< the system's own store of secrets, in the session of the person
};

inline constexpr std::size_t kDeviceKeySize = 32;

/// The device key of one vault, in a place that outlives the process. A keystore may take some
/// seconds to answer, a file none.
/// Errors: those of the place; Locked when it is shut just now.
/// Thread: the vault's.
class DeviceKeyStore {
public:
    virtual ~DeviceKeyStore() = default;
    [[nodiscard]] virtual DeviceKeyKind kind() const = 0;
    /// True when there is a key, damaged or not.
    [[nodiscard]] virtual Result<bool> holds() = 0;
    /// Replaces what is there; durable when it returns.
    [[nodiscard]] virtual Result<void> put(ByteView key32) = 0;
    /// Errors: Corrupt when it is missing or is not what was put.
    [[nodiscard]] virtual Result<crypto::Secret> get() = 0;
    /// Removing what is not there succeeds.
    [[nodiscard]] virtual Result<void> erase() = 0;
};

/// A file of mode 0600, with a hash that tells damage. Errors: those of Disk.
class FileDeviceKey final : public DeviceKeyStore {
public:
    /// `disk` must outlive this.
    FileDeviceKey(store::Disk& disk, std::string path) : m_disk(disk), m_path(std::move(path)) {}
    [[nodiscard]] DeviceKeyKind kind() const override { return DeviceKeyKind::PlainFile; }
    [[nodiscard]] Result<bool> holds() override { return m_disk.exists(m_path); }
    [[nodiscard]] Result<void> put(ByteView key32) override;
    [[nodiscard]] Result<crypto::Secret> get() override;
    [[nodiscard]] Result<void> erase() override;

private:
    store::Disk& m_disk;
    std::string m_path;
};

} // namespace lapwing
