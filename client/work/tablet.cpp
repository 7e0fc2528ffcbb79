#include "client/work/tablet.h"

namespace lapwing::work {

struct Tablet::State {
    State(const VaultSite& at, Vault open, Identity who)
        : site(at), vault(std::move(open)), identity(std::move(who)),
          keeper(vault, identity)
    {
    }
    VaultSite site;
    Vault vault;
    Identity identity;
    VaultKeeper keeper;
    std::optional<store::Replica> replica;
};

Tablet::Tablet(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Tablet::Tablet(Tablet&&) noexcept = default;
Tablet& Tablet::operator=(Tablet&&) noexcept = default;
Tablet::~Tablet() = default;

Result<Tablet> Tablet::open(VaultSite site, const crypto::Secret& passphrase,
                            Vault::Purpose purpose)
{
    LAPWING_ASSIGN(auto vault, Vault::open(site, passphrase, purpose));
    return over(site, std::move(vault));
}

Result<Unlocked> Tablet::openWarm(VaultSite site, const crypto::Secret& pin,
                                  Vault::Purpose purpose)
{
    LAPWING_ASSIGN(auto vault, Vault::openWarm(site, pin, purpose));
    Unlocked unlocked;
    if (!vault) return unlocked;
    unlocked.kind = Unlocked::Kind::Work;
    LAPWING_ASSIGN(unlocked.tablet, over(site, std::move(*vault)));
    return unlocked;
}

Result<Tablet> Tablet::over(VaultSite site, Vault vault)
{
    LAPWING_ASSIGN(auto identity, loadIdentity(vault.database()));
    if (!identity)
        return fail(ErrorCode::Rejected,
                    "Setting up this tablet was begun, and not finished. Nothing is in it "
                    "yet. Run setup again with the same passphrase and a new code.");
    Tablet tablet(std::make_unique<State>(site, std::move(vault), std::move(*identity)));
    LAPWING_TRY(tablet.stand());
    return tablet;
}

/// The replica over the vault's database.
Result<void> Tablet::stand()
{
    auto& state = *m_state;
    const auto& key = state.identity.vaultActor;
    const store::Author author{actorOf(key.publicKey()), key, state.site.random,
                               state.site.clock};
    LAPWING_ASSIGN(auto replica, store::Replica::open(state.vault.database(), author,
                                                      &state.keeper, &state.vault.rootSum()));
    state.replica.emplace(std::move(replica));
    LAPWING_TRY(state.keeper.createTables());
    state.keeper.attach(*state.replica);
    LAPWING_TRY(state.keeper.sealMissing());
    return {};
}

Vault& Tablet::vault() { return m_state->vault; }
store::Replica& Tablet::replica() { return *m_state->replica; }
VaultKeeper& Tablet::keeper() { return m_state->keeper; }
const Identity& Tablet::identity() const { return m_state->identity; }

Result<access::HeldRoles> Tablet::roles()
{
    LAPWING_ASSIGN(auto grant, replica().state().grant());
    return grant ? std::move(grant->roles) : identity().roles;
}

const VaultSite& Tablet::site() const { return m_state->site; }

Result<void> Tablet::close()
{
    LAPWING_TRY(m_state->keeper.settle());
    return m_state->vault.flush();
}

Result<void> Tablet::rekey()
{
    auto& state = *m_state;
    LAPWING_TRY(state.keeper.settle());
    state.replica.reset();
    const auto done = state.vault.rekey();
    if (state.vault.usable()) LAPWING_TRY(stand());
    return done;
}

Result<void> Tablet::setPins(const crypto::Secret& pin, const crypto::Secret& duress)
{
    auto& state = *m_state;
    Pins pins{pin.view(), duress.view(), {}};
    if (!duress.empty()) {
        LAPWING_ASSIGN(pins.alert, state.keeper.sealedAlert(state.site.random, state.site.clock));
    }
    return state.vault.setPins(pins);
}

Result<void> Tablet::noteForOffice(std::string_view text)
{
    if (text.empty() || text.size() > kNoteBodyMax)
        return fail(ErrorCode::Rejected, "A note for the office has 1 to 49,152 characters. "
                                         "Nothing was saved. Write it again.");
    return m_state->keeper.sealNote(text, m_state->site.clock);
}

Result<void> Tablet::lock()
{
    // Without a replica a rekey has failed, and there is nothing to read drafts from.
    const auto sealed = m_state->replica ? m_state->keeper.sealDrafts() : Result<void>();
    const auto closed = close();
    return sealed.ok() ? closed : sealed;
}

} // namespace lapwing::work
