#include "client/vault/vault_state.h"
#include "shared/base/mutant.h"
#include "sync/store/rekey.h"
#include "sync/store/seal/open_sealed.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::uint64_t kRekeyAfterMs = 30ull * 24 * 3600 * 1000;

constexpr const char* kKeepTable =
    "CREATE TABLE IF NOT EXISTS vault_keep(name TEXT PRIMARY KEY, value BLOB NOT NULL)";

Result<std::optional<PinSetting>> keptPins(store::Database& database)
{
    LAPWING_TRY(database.exec(kKeepTable));
    LAPWING_ASSIGN(auto select,
                   database.cached("SELECT value FROM vault_keep WHERE name='pins'"));
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return std::optional<PinSetting>{};
    LAPWING_ASSIGN(auto setting, decodePinSetting(select.blob(0)));
    return std::optional(std::move(setting));
}

Result<void> inTransaction(store::Database& database, store::CommitJournal& journal,
                           store::RootSum& sums, const std::function<Result<void>()>& write)
{
    constexpr std::uint8_t kAnythingElse = 2;
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(database));
    LAPWING_TRY(write());
    LAPWING_ASSIGN(const auto root, sums.root());
    LAPWING_TRY(journal.append(kAnythingElse, {}, root));
    LAPWING_TRY(transaction.commit());
    return journal.publish(false);
}

Error unknownPassphrase(Error error)
{
    error.message = "The disk did not say whether the passphrase was changed. Your work is safe. "
                    "Try the new passphrase first, then the old one.";
    return error;
}

Error unconfirmedPassphrase(Error error)
{
    error.message = "The new passphrase was written, but the disk did not confirm it. Your work is "
                    "safe. Use the new one; if it is refused after a restart, the old one is "
                    "right. Make room and change it again.";
    return error;
}

Error oldPassphrase(Error error)
{
    error.message = "The passphrase was not changed: the old one is in force. Your work is safe. "
                    "Make room and try again.";
    return error;
}
} // namespace

Error wrongPresentPassphrase()
{
    return fail(ErrorCode::Unauthorised,
                "The old passphrase was typed wrong. Nothing was changed. Try again.");
}

Result<void> Vault::changePassphrase(const crypto::Secret& current, const crypto::Secret& fresh,
                                     crypto::KdfCost cost)
{
    const auto& site = m_state->site;
    auto& keys = m_state->keys;
    if (cost.isBelow(site.kdfFloor)) return unlock::tooCheap();
    const auto verified = openSlotLock(keys.slots.newest(), current.view(), keys.deviceKey.view());
    if (!verified.ok() && verified.error().code == ErrorCode::Unauthorised)
        return wrongPresentPassphrase();
    if (!verified.ok()) return verified.error();
    LAPWING_ASSIGN(auto lock, makeSlotLock(fresh.view(), keys.deviceKey.view(), cost, site.random));
    auto slot = keys.slots.newest();
    const auto serial = ++slot.serial;
    LAPWING_ASSIGN(slot, sealKeySlot(std::move(slot), keys.data, lock, site.random));
    // A PIN that wraps the old lock would open nothing.
    LAPWING_TRY(PinLock(site, slot.uuid).destroy());
    const auto written = keys.slots.replace(slot);
    if (!written.ok()) {
        auto reread = KeySlots::open(site.disk, site.folder);
        if (!reread.ok()) return unknownPassphrase(written.error());
        keys.slots = std::move(reread).value();
    }
    const bool changed = keys.slots.newest().serial == serial;
    if (changed) keys.lock = std::move(lock);
    // What was read back may lie in the kernel's memory only, unless it is written once more.
    const auto sure = keys.slots.mend();
    (void)rearm(*m_state);
    if (changed && sure.ok()) return {};
    return changed ? unconfirmedPassphrase(sure.error()) : oldPassphrase(written.error());
}

Result<void> Vault::setTriesMost(unsigned most)
{
    const auto& state = *m_state;
    LAPWING_ASSIGN(auto tries,
                   TryCount::open(state.site.disk, state.paths.tries, state.site.keyring,
                                  state.keys.data.uuid, state.keys.deviceKey.view()));
    return tries.setMost(most);
}

Result<void> Vault::setRecoveryKey(const crypto::BoxPublicKey& key)
{
    auto& keys = m_state->keys;
    auto slot = keys.slots.newest();
    if (slot.recovery.key == key) return {};
    ++slot.serial;
    slot.recovery.key = key;
    LAPWING_ASSIGN(slot, sealKeySlot(std::move(slot), keys.data, keys.lock, m_state->site.random));
    return keys.slots.replace(slot);
}

bool Vault::isRekeyDue() const
{
    const auto born = m_state->keys.slots.newest().bornMs;
    const auto now = m_state->anchor->state().hubTimeMs;
    // A birth in the future was told by a wrong clock.
    return now != 0 && (now > born ? now - born : born - now) >= kRekeyAfterMs;
}

Result<void> Vault::rekey()
{
    auto& state = *m_state;
    const auto& site = state.site;
    store::SealKey fresh;
    fresh.dataKey = crypto::Secret(32);
    LAPWING_TRY(site.random.fill(fresh.dataKey.span()));
    fresh.uuid = state.keys.data.uuid;
    fresh.epoch = state.keys.data.epoch + 1;
    auto slot = state.keys.slots.newest();
    ++slot.serial;
    slot.bornMs = std::max(state.anchor->state().hubTimeMs, slot.bornMs);
    LAPWING_ASSIGN(slot, sealKeySlot(std::move(slot), fresh, state.keys.lock, site.random));
    LAPWING_TRY(flush());
    state.close();

    const store::RekeyFiles files{state.paths.database, state.paths.anchor};
    auto done = store::prepareRekey(site.disk, files, state.keys.data, fresh, site.random);
    if (done.ok() && !mutant("rekey-keeps-slot")) done = state.keys.slots.replace(slot);
    // Whatever became of the switch, the disk knows which key counts: it, and no memory of the
    // kernel's, before the files of the other key go.
    LAPWING_ASSIGN(state.keys.slots, KeySlots::open(site.disk, site.folder));
    if (!mutant("rekey-believes-cache")) LAPWING_TRY(state.keys.slots.mend());
    LAPWING_ASSIGN(state.keys.data, openKeySlot(state.keys.slots.newest(), state.keys.lock));
    LAPWING_TRY(store::settleRekey(site.disk, files, state.keys.data, site.random));
    LAPWING_ASSIGN(auto anchor, store::Anchor::open(site.disk, state.paths.anchor,
                                                    state.keys.data, site.random));
    state.anchor.emplace(std::move(anchor));
    LAPWING_TRY(fill(state, false));
    return done;
}

Result<void> Vault::setPins(const Pins& pins)
{
    auto& state = *m_state;
    if (state.site.keyring == nullptr)
        return fail(ErrorCode::Rejected, "This machine has no place where a PIN would be safe. "
                                         "Nothing was changed. Use the passphrase.");
    LAPWING_ASSIGN(const auto setting,
                   makePinSetting(pins.work, pins.duress, pins.alert, state.keys.lock.terms.cost,
                                  state.site.random));
    auto& database = *state.database;
    LAPWING_TRY(database.exec(kKeepTable));
    // The one before must not open it until a restart and another one from then on.
    LAPWING_TRY(PinLock(state.site, state.keys.data.uuid).destroy());
    auto bytes = encode(setting);
    const auto kept = inTransaction(database, *state.journal, *state.sums, [&]() -> Result<void> {
        LAPWING_ASSIGN(auto put,
                       database.cached("INSERT OR REPLACE INTO vault_keep VALUES('pins',?)"));
        return put.bind(1, ByteView(bytes)).run();
    });
    crypto::wipe(bytes);
    if (!kept.ok()) (void)rearm(state);
    LAPWING_TRY(kept);
    return PinLock(state.site, state.keys.data.uuid).arm(setting, state.keys.lock.wrapKey.view());
}

Result<void> Vault::dropPins()
{
    auto& state = *m_state;
    LAPWING_TRY(PinLock(state.site, state.keys.data.uuid).destroy());
    auto& database = *state.database;
    LAPWING_TRY(database.exec(kKeepTable));
    return inTransaction(database, *state.journal, *state.sums, [&] {
        return database.exec("DELETE FROM vault_keep WHERE name='pins'");
    });
}

Result<void> Vault::disarmPin(const VaultSite& site)
{
    if (mutant("visit-keeps-pin")) return {};
    const auto slots = KeySlots::open(site.disk, site.folder);
    if (!slots.ok()) return slots.error();
    return PinLock(site, slots->newest().uuid).destroy();
}

/// After a cold unlock: the PIN works again, if they have chosen one.
Result<void> Vault::rearm(State& state)
{
    if (state.site.keyring == nullptr) return {};
    PinLock pin(state.site, state.keys.data.uuid);
    if (pin.triesLeft() == kPinTries) return {};
    LAPWING_ASSIGN(const auto setting, keptPins(*state.database));
    if (!setting) return {};
    return pin.arm(*setting, state.keys.lock.wrapKey.view());
}

} // namespace lapwing
