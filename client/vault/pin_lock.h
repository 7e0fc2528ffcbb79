#pragma once

#include "client/vault/vault_site.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/kdf.h"
#include "sync/store/seal/page_sealer.h"

#include <optional>

namespace lapwing {

inline constexpr std::size_t kPinDigits = 6;
/// After so many wrong PINs in a row only the passphrase opens the vault.
inline constexpr unsigned kPinTries = 5;
/// What a duress PIN gives back: a sealed alert, ready to be queued.
inline constexpr std::size_t kAlertMax = 1000;

/// Errors: Rejected, with what to do, unless it is six digits and not the first to be guessed.
[[nodiscard]] Result<void> requirePin(ByteView pin);

/// A PIN and, if they want one, a second that raises an alarm, as the open vault keeps them: good
/// for arming the lock again after a reboot, not for learning the PINs.
struct PinSetting {
    crypto::KdfCost cost;
    Id<struct PinSaltKind, crypto::kSaltSize> salt;
    crypto::Secret work;   ///< Argon2id of the PIN
    crypto::Secret duress; ///< of the duress PIN; empty when there is none
    Bytes alert;           ///< ≤ kAlertMax
};
/// Takes as long as the cost says, twice with a duress PIN. Errors: Rejected, also for two equal
/// PINs; those of crypto::argon2id.
[[nodiscard]] Result<PinSetting> makePinSetting(ByteView pin, ByteView duressPin, Bytes alert,
                                                crypto::KdfCost cost, Random& random);
[[nodiscard]] Bytes encode(const PinSetting& setting);
/// Errors: Corrupt.
[[nodiscard]] Result<PinSetting> decodePinSetting(ByteView bytes);

/// The vault's short way in while the machine stays up: what wraps the data key, wrapped itself
/// under Argon2id(PIN) and a random half that lies only in the boot keyring. The file is of one
/// size and looks the same whether there is a duress PIN or not.
/// Errors: those of Disk, BootKeyring and Random.
/// Thread: the vault's. Source: docs/storage-format.md "PIN lock".
class PinLock {
public:
    PinLock(const VaultSite& site, const store::FileUuid& uuid);

    /// How many PINs may still be tried; 0 when only the passphrase opens the vault.
    [[nodiscard]] unsigned triesLeft() const;
    /// A new half, a new file, all tries. `wrapKey` is 32 bytes.
    [[nodiscard]] Result<void> arm(const PinSetting& setting, ByteView wrapKey);
    /// What a PIN opened.
    struct Opened {
        crypto::Secret wrapKey; ///< empty: it was the duress PIN
        Bytes alert;            ///< of the duress PIN
    };
    /// Counts the try, then takes one Argon2id whatever the PIN is.
    /// Errors: Unauthorised for a wrong PIN, Locked when no PIN opens this vault (any more).
    [[nodiscard]] Result<Opened> open(ByteView pin);
    /// No PIN opens the vault until the passphrase has: the half is gone, then the file.
    [[nodiscard]] Result<void> destroy();
    /// Only the duress PIN still does what it did; the other is wrong from now on.
    [[nodiscard]] Result<void> forgetWork();

private:
    struct File;
    [[nodiscard]] Result<File> read() const;
    [[nodiscard]] Result<void> keepHalf(ByteView half, std::uint8_t triesLeft);

    store::Disk& m_disk;
    Random& m_random;
    BootKeyring* m_keyring;
    std::string m_path;
    store::FileUuid m_uuid;
    std::string m_name;
};

} // namespace lapwing
