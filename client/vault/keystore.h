#pragma once

#include "client/vault/device_key.h"

namespace lapwing {

/// The desktop's own store of secrets, as this program reaches it: it may be missing, shut, slow,
/// or lose what it was given.
/// Errors: NotFound for a name that is not there; Locked when it is shut, refuses or does not
/// answer in time; StorageFailed when there is none. Thread: any but the one it answers on.
class Keystore {
public:
    virtual ~Keystore() = default;
    [[nodiscard]] virtual Result<void> put(const std::string& name, ByteView secret) = 0;
    [[nodiscard]] virtual Result<crypto::Secret> get(const std::string& name) = 0;
    /// Dropping what is not there succeeds.
    [[nodiscard]] virtual Result<void> drop(const std::string& name) = 0;
};

/// The device key in the desktop's keystore; in the vault's folder lies only the name of it, which
/// tells no more than whether a key is the right one.
/// Errors: those of Disk; StorageFailed for a keystore that does not give back what it took; of
/// get() Corrupt when the keystore has not got the key any more, or another thing in its place,
/// and Locked when it cannot be asked. Each says what is safe and what to do.
/// Source: docs/storage-format.md "Device key".
class KeystoreDeviceKey final : public DeviceKeyStore {
public:
    /// Both must outlive this. `path` is where a file with the key itself would lie.
    KeystoreDeviceKey(Keystore& keystore, store::Disk& disk, std::string path)
        : m_keystore(keystore), m_disk(disk), m_path(std::move(path))
    {
    }
    [[nodiscard]] DeviceKeyKind kind() const override { return DeviceKeyKind::Keystore; }
    [[nodiscard]] Result<bool> holds() override { return m_disk.exists(m_path); }
    [[nodiscard]] Result<void> put(ByteView key32) override;
    [[nodiscard]] Result<crypto::Secret> get() override;
    /// Also when the keystore does not answer: without its name nobody finds the key there.
    [[nodiscard]] Result<void> erase() override;

private:
    [[nodiscard]] Result<std::string> name();

    Keystore& m_keystore;
    store::Disk& m_disk;
    std::string m_path;
};

} // namespace lapwing
