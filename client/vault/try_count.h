#pragma once

#include "client/vault/boot_keyring.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

#include <optional>

namespace lapwing {

/// After so many different wrong passphrases in a row the vault's keys are erased, unless its owner
/// has set another number.
inline constexpr unsigned kTriesMax = 10;
inline constexpr unsigned kTriesLeast = 5, kTriesMost = 20;
/// A try that was cut short counts like a wrong one; but so many are erased without asking again.
inline constexpr unsigned kCutShortMax = 30;

/// A moment of this machine's boot clock.
struct BootMoment {
    std::uint32_t boot = 0;
    std::uint64_t ms = 0;
    [[nodiscard]] static BootMoment of(const Clock& clock)
    {
        return {clock.bootTag(), clock.bootMs()};
    }
};

/// How long to wait before the next try after so many wrong ones: nothing before the fourth, then
/// 5 s, doubled each time, at most 5 minutes. Milliseconds.
[[nodiscard]] std::uint64_t waitAfter(unsigned wrong);

/// How often a vault was tried since it was last opened. Each try is counted, durably, before it
/// is made, so that ending the program gains nothing. The count lies in a file, under a key made
/// of the device key, and for as long as the machine is up in the boot keyring as well: the higher
/// one counts. A file that is damaged in one place counts one try more, one that is damaged in both
/// or gone leaves one try. Beside the count lie how many there may be, and when the last one was.
/// Errors: those of Disk. Thread: the vault's. Source: docs/storage-format.md "Tries".
class TryCount {
public:
    /// All at zero. `keyring` may be null. What is referred to must outlive this.
    [[nodiscard]] static Result<TryCount> create(store::Disk& disk, const std::string& path,
                                                 BootKeyring* keyring, const store::FileUuid& uuid,
                                                 ByteView deviceKey, unsigned most = kTriesMax);
    [[nodiscard]] static Result<TryCount> open(store::Disk& disk, const std::string& path,
                                               BootKeyring* keyring, const store::FileUuid& uuid,
                                               ByteView deviceKey);

    [[nodiscard]] unsigned used() const { return m_used; }
    [[nodiscard]] unsigned most() const { return m_most; }
    [[nodiscard]] unsigned left() const { return m_used < m_most ? m_most - m_used : 0; }
    /// For how many milliseconds from `now` no try is to be taken; 0 for none.
    [[nodiscard]] std::uint64_t waitMs(BootMoment now) const;
    [[nodiscard]] Result<void> charge(BootMoment now = {});
    /// After a try that judged nothing.
    [[nodiscard]] Result<void> refund() { return change(m_used - 1, true); }
    /// After the vault has opened.
    [[nodiscard]] Result<void> reset();
    /// Errors: Rejected outside kTriesLeast … kTriesMost.
    [[nodiscard]] Result<void> setMost(unsigned most);

private:
    TryCount(store::Disk& disk, std::string path, BootKeyring* keyring,
             const store::FileUuid& uuid, ByteView deviceKey);
    /// What one place of the file says.
    struct Told {
        std::uint64_t serial = 0;
        std::uint8_t used = 0, most = kTriesMax;
        BootMoment last;
    };
    [[nodiscard]] Bytes encoded(const Told& told) const;
    [[nodiscard]] Bytes encodedAsFirst(const Told& told) const;
    [[nodiscard]] Result<std::optional<Told>> readPlace(store::RawFile& file,
                                                        std::uint64_t place) const;
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
    unsigned m_used = 0, m_most = kTriesMax;
    BootMoment m_last;
};

/// The wrong passphrases since a vault was last opened, so that one that is typed again costs no
/// further try. What is kept of each is 8 bytes, keyed with a random key, of what the slow KDF made
/// of it: to learn from them costs as much a guess as the vault itself. They and the key lie in the
/// boot keyring only; without one every try counts. Thread: the vault's.
class WrongBefore {
public:
    WrongBefore(BootKeyring* keyring, const store::FileUuid& uuid);
    /// True when it was here; it is from now on.
    [[nodiscard]] bool meet(ByteView made, Random& random);
    void forget();

private:
    BootKeyring* m_keyring;
    std::string m_name;
};

/// In place of the count: the keys of this vault are erased, or are just being erased.
[[nodiscard]] Result<void> markErased(store::Disk& disk, const std::string& path);
[[nodiscard]] Result<bool> isErased(store::Disk& disk, const std::string& path);

} // namespace lapwing
