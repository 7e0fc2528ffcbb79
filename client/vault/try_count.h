#pragma once

#include "client/vault/boot_keyring.h"
#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

#include <optional>

namespace lapwing {

/// After so many wrong passphrases in a row the vault's keys are erased.
inline constexpr unsigned kTriesMax = 10;
/// A try that was cut short counts like a wrong one; but so many are erased without asking again.
inline constexpr unsigned kCutShortMax = 30;

/// How often a vault was tried since it was last opened. Each try is counted, durably, before it
/// is made, so that ending the program gains nothing. The count lies in a file, under a key made
/// of the device key, and for as long as the machine is up in the boot keyring as well: the higher
/// one counts. A file that is damaged in one place counts one try more, one that is damaged in both
/// or gone leaves one try.
/// Errors: those of Disk. Thread: the vault's. Source: docs/storage-format.md "Tries".
class TryCount {
public:
    /// All at zero. `keyring` may be null. What is referred to must outlive this.
    [[nodiscard]] static Result<TryCount> create(store::Disk& disk, const std::string& path,
                                                 BootKeyring* keyring, const store::FileUuid& uuid,
                                                 ByteView deviceKey);
    [[nodiscard]] static Result<TryCount> open(store::Disk& disk, const std::string& path,
                                               BootKeyring* keyring, const store::FileUuid& uuid,
                                               ByteView deviceKey);

    [[nodiscard]] unsigned used() const { return m_used; }
    [[nodiscard]] unsigned left() const { return m_used < kTriesMax ? kTriesMax - m_used : 0; }
    [[nodiscard]] Result<void> charge();
    /// After a try that judged nothing.
    [[nodiscard]] Result<void> refund() { return change(m_used - 1, true); }
    /// After the vault has opened.
    [[nodiscard]] Result<void> reset();

private:
    TryCount(store::Disk& disk, std::string path, BootKeyring* keyring,
             const store::FileUuid& uuid, ByteView deviceKey);
    [[nodiscard]] Bytes slot(std::uint64_t serial, std::uint8_t used) const;
    [[nodiscard]] Result<void> readFile();
    void readKeyring();
    [[nodiscard]] Result<void> change(unsigned used, bool sync);
    [[nodiscard]] Result<void> writeFile(std::uint8_t used, bool sync);
    void writeKeyring(std::uint8_t used);

    store::Disk* m_disk;
    std::string m_path;
    BootKeyring* m_keyring;
    store::FileUuid m_uuid;
    crypto::Secret m_key;
    std::uint64_t m_serial = 0;
    unsigned m_used = 0;
};

/// In place of the count: the keys of this vault are erased, or are just being erased.
[[nodiscard]] Result<void> markErased(store::Disk& disk, const std::string& path);
[[nodiscard]] Result<bool> isErased(store::Disk& disk, const std::string& path);

} // namespace lapwing
