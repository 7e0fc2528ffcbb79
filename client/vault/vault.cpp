#include "client/vault/vault_state.h"
#include "sync/os/hygiene.h"
#include "sync/store/seal/open_sealed.h"

namespace lapwing {

namespace {

constexpr std::uint32_t kFirstEpoch = 1;

Result<bool> anyOf(store::Disk& disk, std::initializer_list<std::string> paths)
{
    for (const auto& path : paths) {
        LAPWING_ASSIGN(const bool there, disk.exists(path));
        if (there) return true;
    }
    return false;
}

/// Once its slots are there, a vault without one of its other files is damaged, not absent.
template <typename T>
Result<T> mustBeThere(Result<T> opened, const char* what)
{
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Corrupt, {}, std::string(what) + " is missing");
    return opened;
}

Result<store::SealKey> newKey(Random& random)
{
    store::SealKey key;
    key.dataKey = crypto::Secret(32);
    LAPWING_TRY(random.fill(key.dataKey.span()));
    LAPWING_ASSIGN(key.uuid, random.id<store::FileUuid>());
    key.epoch = kFirstEpoch;
    return key;
}

Result<FolderLock> holdFolder(const VaultPaths& paths)
{
    return FolderLock::take(paths.lock, "This tablet is already open in another window or program. "
                                        "Nothing was changed. Close it there, then try again.");
}

/// The folder of a vault that is there, held for this handle alone.
Result<FolderLock> enter(const VaultSite& site)
{
    const VaultPaths paths(site.folder);
    LAPWING_ASSIGN(const bool there,
                   anyOf(site.disk, {paths.slotsA, paths.slotsB, paths.database}));
    if (!there)
        return fail(ErrorCode::NotFound, "No tablet was set up in this folder. Nothing was "
                                         "changed. Check the folder, or set one up.");
    return holdFolder(paths);
}

} // namespace

Vault::Vault(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

/// The database and what stands on it and on the anchor.
Result<void> Vault::fill(State& state, bool isNew)
{
    const auto& site = state.site;
    store::SealedOptions options;
    if (isNew) options.opening = store::SealedOptions::Opening::New;
    LAPWING_ASSIGN(state.database,
                   mustBeThere(store::openSealed(site.disk, state.paths.database,
                                                 copyOf(state.keys.data), site.random, options),
                               "the database"));
    auto& database = *state.database;
    if (isNew) {
        LAPWING_TRY(store::CommitJournal::createTables(database));
        LAPWING_TRY(store::RootSum::createTables(database));
    }
    LAPWING_ASSIGN(state.journal, store::CommitJournal::open(database, &*state.anchor));
    state.sums.emplace(database, state.keys.data.dataKey.view());
    LAPWING_ASSIGN(const auto root, state.journal->root());
    LAPWING_TRY(state.sums->checkRoot(root));
    LAPWING_ASSIGN(state.cargo, store::CargoFile::open(site.disk, state.paths.cargo));
    return {};
}

Result<Vault> Vault::create(VaultSite site, const crypto::Secret& passphrase, crypto::KdfCost cost)
{
    if (cost.isBelow(site.kdfFloor)) return unlock::tooCheap();
    const VaultPaths paths(site.folder);
    LAPWING_TRY(makePrivateFolder(site.folder));
    LAPWING_ASSIGN(auto lock, holdFolder(paths));
    unlock::DeviceKeyPlace place(site);
    LAPWING_ASSIGN(const bool taken,
                   anyOf(site.disk, {paths.slotsA, paths.slotsB, paths.deviceKey, paths.tries,
                                     paths.database, paths.log, paths.anchor, paths.cargo}));
    LAPWING_ASSIGN(const bool held, place.holds());
    if (taken || held)
        return fail(ErrorCode::Conflict, "This folder holds a tablet's work, or what is left of "
                                         "it. Nothing was changed. Choose an empty folder.");
    std::unique_ptr<State> state;
    const auto build = [&]() -> Result<void> {
        LAPWING_ASSIGN(auto key, newKey(site.random));
        crypto::Secret deviceKey(kDeviceKeySize);
        LAPWING_TRY(site.random.fill(deviceKey.span()));
        LAPWING_ASSIGN(auto slotLock,
                       makeSlotLock(passphrase.view(), deviceKey.view(), cost, site.random));
        KeySlot slot;
        LAPWING_ASSIGN(slot.deviceKey, place.putNew(deviceKey.view()));
        LAPWING_TRY(TryCount::create(site.disk, paths.tries, site.keyring, key.uuid,
                                     deviceKey.view()));
        slot.serial = 1;
        slot.bornMs = site.clock.wallMs();
        LAPWING_ASSIGN(slot, sealKeySlot(std::move(slot), key, slotLock, site.random));
        LAPWING_ASSIGN(auto anchor, store::Anchor::create(site.disk, paths.anchor, key,
                                                          site.random, store::AnchorState{}));
        state = std::make_unique<State>(
            site, std::move(lock),
            unlock::OpenKeys{std::move(key), std::move(slotLock), std::move(deviceKey),
                             KeySlots::planned(site.disk, site.folder, slot)});
        state->anchor.emplace(std::move(anchor));
        LAPWING_TRY(fill(*state, true));
        // Last: until then nothing here is a vault.
        return state->keys.slots.create();
    };
    if (const auto built = build(); !built.ok()) {
        if (state) state->close();
        // The slots first: without them nothing that stays behind is a vault.
        for (const auto* path : {&paths.slotsA, &paths.slotsB, &paths.log, &paths.database,
                                 &paths.anchor, &paths.cargo, &paths.tries})
            (void)site.disk.remove(*path); // the first error is the one to tell
        (void)place.erase();
        return built.error();
    }
    return Vault(std::move(state));
}

Result<Vault> Vault::open(VaultSite site, const crypto::Secret& passphrase, Purpose purpose)
{
    LAPWING_ASSIGN(auto lock, enter(site));
    LAPWING_ASSIGN(auto keys, unlock::cold(site, passphrase.view()));
    LAPWING_ASSIGN(auto vault, openWith(std::make_unique<State>(site, std::move(lock),
                                                                std::move(keys)),
                                        purpose));
    // Without it the PIN merely stays unarmed: status() tells.
    if (vault.lease().state == LeaseState::Valid) (void)rearm(*vault.m_state);
    return vault;
}

Result<std::optional<Vault>> Vault::openWarm(VaultSite site, const crypto::Secret& pin,
                                             Purpose purpose)
{
    LAPWING_ASSIGN(auto lock, enter(site));
    LAPWING_ASSIGN(auto keys, unlock::warm(site, pin.view()));
    if (!keys) return std::optional<Vault>{};
    LAPWING_ASSIGN(auto vault, openWith(std::make_unique<State>(site, std::move(lock),
                                                                std::move(*keys)),
                                        purpose));
    return std::optional(std::move(vault));
}

Result<Vault> Vault::recover(VaultSite site, const crypto::BoxKeyPair& recovery,
                             const crypto::Secret& fresh, crypto::KdfCost cost)
{
    LAPWING_ASSIGN(auto lock, enter(site));
    LAPWING_ASSIGN(auto keys, unlock::recovered(site, recovery, fresh.view(), cost));
    // The organisation may open it without a lease: the person who uses it afterwards may not.
    LAPWING_ASSIGN(auto vault, openWith(std::make_unique<State>(site, std::move(lock),
                                                                std::move(keys)),
                                        Purpose::Renew));
    // Anybody who knew the PIN may be the one it was taken back from.
    LAPWING_TRY(vault.dropPins());
    return vault;
}

Result<Vault> Vault::openWith(std::unique_ptr<State> state, Purpose purpose)
{
    const auto& site = state->site;
    LAPWING_ASSIGN(auto anchor,
                   mustBeThere(store::Anchor::open(site.disk, state->paths.anchor,
                                                   state->keys.data, site.random),
                               "the anchor"));
    const auto lease = judgeLease(anchor.state(), site.clock);
    LAPWING_TRY(anchor.write(ratcheted(anchor.state(), site.clock)));
    if (purpose == Purpose::Use && lease.state != LeaseState::Valid) {
        // An expired lease stays so, whatever the clock is put to later.
        LAPWING_TRY(anchor.sync());
        return mayOpen(lease).error();
    }
    state->anchor.emplace(std::move(anchor));
    LAPWING_TRY(fill(*state, false));
    LAPWING_TRY(state->journal->publish(false));
    return Vault(std::move(state));
}

store::Database& Vault::database() { return *m_state->database; }
store::CommitJournal& Vault::journal() { return *m_state->journal; }
store::RootSum& Vault::rootSum() { return *m_state->sums; }
store::CargoFile& Vault::cargo() { return *m_state->cargo; }
const store::AnchorState& Vault::anchorState() const { return m_state->anchor->state(); }
bool Vault::usable() const { return m_state->cargo.has_value(); }

Result<void> Vault::updateIdentity(const VaultIdentity& identity)
{
    auto state = m_state->anchor->state();
    state.ownSeq = identity.ownSeq;
    state.ownHead = identity.ownHead;
    state.vaultActor = identity.vaultActor;
    state.fieldActor = identity.fieldActor;
    return m_state->anchor->write(state);
}

Result<void> Vault::renewLease(std::uint64_t hubTimeMs, std::uint64_t leaseEndMs)
{
    if (leaseEndMs < hubTimeMs || leaseEndMs - hubTimeMs > kLeaseMaxMs)
        return fail(ErrorCode::Rejected, {}, "a lease of an impossible length");
    // Not a ratchet here: an estimate made with a wrong clock must not outlive the hub's word.
    auto state = m_state->anchor->state();
    state.hubTimeMs = hubTimeMs;
    state.bootTag = m_state->site.clock.bootTag();
    state.bootMs = m_state->site.clock.bootMs();
    state.leaseEndMs = leaseEndMs;
    LAPWING_TRY(m_state->anchor->write(state));
    return m_state->anchor->sync();
}

Lease Vault::lease() const { return judgeLease(m_state->anchor->state(), m_state->site.clock); }

VaultStatus Vault::status() const
{
    const auto& state = *m_state;
    const auto& slot = state.keys.slots.newest();
    VaultStatus out;
    out.kdf = slot.terms.cost;
    out.deviceKey = slot.deviceKey;
    out.memoryLocked = state.keys.data.dataKey.locked() && state.keys.lock.wrapKey.locked() &&
                       state.keys.deviceKey.locked() && memoryLocks();
    out.slotsWhole = state.keys.slots.whole();
    out.recoverable = slot.recovery.isThere();
    out.pinArmed = PinLock(state.site, slot.uuid).triesLeft() > 0;
    out.lease = lease();
    const auto tries = TryCount::open(state.site.disk, state.paths.tries, state.site.keyring,
                                      slot.uuid, state.keys.deviceKey.view());
    out.triesMost = tries.ok() ? tries->most() : kTriesMax;
    out.epoch = state.keys.data.epoch;
    out.cargoRecords = state.cargo->entries().size();
    out.cargoDamaged = state.cargo->damaged().size();
    return out;
}

Result<void> Vault::flush()
{
    LAPWING_TRY(m_state->anchor->write(ratcheted(m_state->anchor->state(), m_state->site.clock)));
    return m_state->journal->publish(true);
}

} // namespace lapwing
