#include "client/vault/vault.h"

#include "client/vault/folder_lock.h"
#include "client/vault/hygiene.h"
#include "client/vault/key_slots.h"
#include "sync/store/seal/open_sealed.h"

#include <optional>

namespace lapwing {

namespace {

constexpr std::uint32_t kFirstEpoch = 1;

struct Paths {
    explicit Paths(const std::string& folder)
        : lock(folder + "/lock"), slotsA(folder + "/slots.a"), slotsB(folder + "/slots.b"),
          deviceKey(folder + "/device.key"), database(folder + "/replica.db"),
          log(folder + "/replica.db-wal"), anchor(folder + "/anchor"), cargo(folder + "/cargo")
    {
    }
    std::string lock, slotsA, slotsB, deviceKey, database, log, anchor, cargo;
};

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

store::SealKey copyOf(const store::SealKey& key)
{
    return {crypto::Secret::copyOf(key.dataKey.view()), key.uuid, key.epoch};
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

} // namespace

struct Vault::State {
    VaultSite site;
    Paths paths;
    FolderLock lock; // the first taken and the last let go
    crypto::Secret deviceKey;
    store::SealKey key;
    std::optional<KeySlots> slots;
    std::optional<store::Anchor> anchor;
    std::optional<store::Database> database;
    std::optional<store::CommitJournal> journal;
    std::optional<store::RootSum> sums;
    std::optional<store::CargoFile> cargo;
};

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
                                                 copyOf(state.key), site.random, options),
                               "the database"));
    auto& database = *state.database;
    if (isNew) {
        LAPWING_TRY(store::CommitJournal::createTables(database));
        LAPWING_TRY(store::RootSum::createTables(database));
    }
    LAPWING_ASSIGN(state.journal, store::CommitJournal::open(database, &*state.anchor));
    state.sums.emplace(database, state.key.dataKey.view());
    LAPWING_ASSIGN(const auto root, state.journal->root());
    LAPWING_TRY(state.sums->checkRoot(root));
    LAPWING_ASSIGN(state.cargo, store::CargoFile::open(site.disk, state.paths.cargo));
    return {};
}

Result<Vault> Vault::create(VaultSite site, const crypto::Secret& passphrase, crypto::KdfCost cost)
{
    const Paths paths(site.folder);
    LAPWING_TRY(makePrivateFolder(site.folder));
    LAPWING_ASSIGN(auto lock, FolderLock::take(paths.lock));
    LAPWING_ASSIGN(const bool taken,
                   anyOf(site.disk, {paths.slotsA, paths.slotsB, paths.deviceKey, paths.database,
                                     paths.log, paths.anchor, paths.cargo}));
    if (taken)
        return fail(ErrorCode::Conflict, "This folder holds a vault, or what is left of one. "
                                         "Nothing was changed. Choose an empty folder.");
    LAPWING_ASSIGN(auto key, newKey(site.random));
    auto state = std::unique_ptr<State>(new State{
        site, paths, std::move(lock), {}, std::move(key), {}, {}, {}, {}, {}, {}});

    const auto build = [&]() -> Result<void> {
        LAPWING_ASSIGN(state->deviceKey,
                       createDeviceKey(site.disk, paths.deviceKey, site.random));
        LAPWING_ASSIGN(auto anchor, store::Anchor::create(site.disk, paths.anchor, state->key,
                                                          site.random, store::AnchorState{}));
        state->anchor.emplace(std::move(anchor));
        LAPWING_TRY(fill(*state, true));
        LAPWING_ASSIGN(const auto slot,
                       sealKeySlot(1, state->key, passphrase.view(), state->deviceKey.view(), cost,
                                   site.random));
        LAPWING_ASSIGN(state->slots, KeySlots::create(site.disk, site.folder, slot));
        return {};
    };
    if (const auto built = build(); !built.ok()) {
        state->sums.reset();
        state->journal.reset();
        state->database.reset();
        // The slots first: without them nothing that stays behind is a vault.
        for (const auto* path : {&paths.slotsA, &paths.slotsB, &paths.log, &paths.database,
                                 &paths.anchor, &paths.cargo, &paths.deviceKey})
            (void)site.disk.remove(*path); // the first error is the one to tell
        return built.error();
    }
    return Vault(std::move(state));
}

Result<Vault> Vault::open(VaultSite site, const crypto::Secret& passphrase, Purpose purpose)
{
    const Paths paths(site.folder);
    LAPWING_ASSIGN(const bool there,
                   anyOf(site.disk, {paths.slotsA, paths.slotsB, paths.database}));
    if (!there)
        return fail(ErrorCode::NotFound, "There is no vault in this folder. Nothing was changed. "
                                         "Check the folder, or set up a new vault.");
    LAPWING_ASSIGN(auto lock, FolderLock::take(paths.lock));
    LAPWING_ASSIGN(auto slots, mustBeThere(KeySlots::open(site.disk, site.folder), "the key"));
    LAPWING_ASSIGN(auto deviceKey, readDeviceKey(site.disk, paths.deviceKey));
    LAPWING_ASSIGN(auto key, openKeySlot(slots.newest(), passphrase.view(), deviceKey.view()));
    LAPWING_ASSIGN(auto anchor,
                   mustBeThere(store::Anchor::open(site.disk, paths.anchor, key, site.random),
                               "the anchor"));

    const auto lease = judgeLease(anchor.state(), site.clock);
    LAPWING_TRY(anchor.write(ratcheted(anchor.state(), site.clock)));
    if (purpose == Purpose::Use && lease.state != LeaseState::Valid) {
        // An expired lease stays so, whatever the clock is put to later.
        LAPWING_TRY(anchor.sync());
        return mayOpen(lease).error();
    }
    auto state = std::unique_ptr<State>(new State{site, paths, std::move(lock),
                                                  std::move(deviceKey), std::move(key),
                                                  std::move(slots), std::move(anchor), {}, {}, {},
                                                  {}});
    LAPWING_TRY(fill(*state, false));
    LAPWING_TRY(state->journal->publish(false));
    // One good copy is enough to work with; status() tells when there is no second.
    (void)state->slots->mend();
    return Vault(std::move(state));
}

Result<void> Vault::changePassphrase(const crypto::Secret& current, const crypto::Secret& fresh,
                                     crypto::KdfCost cost)
{
    const auto& site = m_state->site;
    auto& slots = m_state->slots;
    const auto deviceKey = m_state->deviceKey.view();
    LAPWING_TRY(openKeySlot(slots->newest(), current.view(), deviceKey));
    const auto serial = slots->newest().serial + 1;
    LAPWING_ASSIGN(const auto slot, sealKeySlot(serial, m_state->key, fresh.view(), deviceKey, cost,
                                                site.random));
    const auto replaced = slots->replace(slot);
    if (replaced.ok()) return {};
    auto error = replaced.error();
    auto reread = KeySlots::open(site.disk, site.folder);
    if (!reread.ok()) {
        error.message = "The disk did not say whether the passphrase was changed. Your work is "
                        "safe. Try the new passphrase first, then the old one.";
        return error;
    }
    slots = std::move(reread).value();
    error.message = slots->newest().serial == serial
                        ? "The new passphrase is in force, but its second copy could not be "
                          "written. Your work is safe. Make room and open the vault again."
                        : "The passphrase was not changed: the old one is in force. Your work is "
                          "safe. Make room and try again.";
    return error;
}

store::Database& Vault::database() { return *m_state->database; }
store::CommitJournal& Vault::journal() { return *m_state->journal; }
store::RootSum& Vault::rootSum() { return *m_state->sums; }
store::CargoFile& Vault::cargo() { return *m_state->cargo; }
const store::AnchorState& Vault::anchorState() const { return m_state->anchor->state(); }

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
    VaultStatus out;
    out.kdf = state.slots->newest().cost;
    out.memoryLocked = memoryLocks();
    out.slotsWhole = state.slots->whole();
    out.lease = lease();
    out.epoch = state.key.epoch;
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
