#include "client/work/tablet.h"

#include <optional>

namespace lapwing::work {

struct Tablet::State {
    State(VaultSite site, Vault open, Identity who)
        : clock(site.clock), vault(std::move(open)), identity(std::move(who)),
          keeper(vault, identity)
    {
    }
    const Clock& clock;
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
    LAPWING_ASSIGN(auto identity, loadIdentity(vault.database()));
    if (!identity)
        return fail(ErrorCode::Rejected,
                    "This vault was made, but setting it up was not finished. Nothing is in it "
                    "yet. Run setup again with the same passphrase and a new code.");
    auto state = std::make_unique<State>(site, std::move(vault), std::move(*identity));
    const auto& key = state->identity.vaultActor;
    const store::Author author{actorOf(key.publicKey()), key, site.random, site.clock};
    LAPWING_ASSIGN(auto replica, store::Replica::open(state->vault.database(), author,
                                                      &state->keeper, &state->vault.rootSum()));
    state->replica.emplace(std::move(replica));
    LAPWING_TRY(state->keeper.createTables());
    state->keeper.attach(*state->replica);
    LAPWING_TRY(state->keeper.sealMissing());
    return Tablet(std::move(state));
}

Vault& Tablet::vault() { return m_state->vault; }
store::Replica& Tablet::replica() { return *m_state->replica; }
VaultKeeper& Tablet::keeper() { return m_state->keeper; }
const Identity& Tablet::identity() const { return m_state->identity; }
const Clock& Tablet::clock() const { return m_state->clock; }

Result<void> Tablet::close()
{
    LAPWING_TRY(m_state->keeper.settle());
    return m_state->vault.flush();
}

} // namespace lapwing::work
