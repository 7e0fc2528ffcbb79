#include "client/work/set_up.h"

#include "client/vault/passphrase.h"
#include "sync/session/enrolment.h"
#include "sync/store/replica.h"
#include "sync/transport/curl_transport.h"

#include <optional>

namespace lapwing::work {

namespace {
Error notReached(Error error)
{
    if (error.code == ErrorCode::Offline)
        error.message = "The office's hub was not reached. This tablet was not set up, and the "
                        "code is still good. Check the address and the network, then try again.";
    return error;
}

Error wrongCode()
{
    return fail(ErrorCode::Unauthorised,
                "The office did not accept the code. This tablet was not set up. Check the code; "
                "it works once, for 15 minutes and 5 tries. If it still fails, ask the office for "
                "a new one.");
}

Error alreadySetUp()
{
    return fail(ErrorCode::Conflict,
                "This tablet is set up already. Nothing was changed. Use it as it is, or choose "
                "another folder for a new one.");
}

Result<Bytes> ask(transport::Transport& hub, std::string_view path, ByteView body)
{
    auto answer = hub.post(path, body);
    if (!answer.ok()) return notReached(answer.error());
    const auto status = answer->status;
    if (status == 200) return std::move(answer->body);
    const auto detail = "enrolment status " + std::to_string(status);
    if (status == 429)
        return fail(ErrorCode::Unauthorised,
                    "Too many tries from here in a short time. This tablet was not set up. Wait a "
                    "minute and try again.",
                    detail);
    if (status >= 500)
        return fail(ErrorCode::Offline,
                    "The office's hub cannot answer just now. This tablet was not set up. Wait a "
                    "minute and try again.",
                    detail);
    auto refused = wrongCode();
    refused.detail = detail;
    return refused;
}

/// The vault that an earlier, unfinished set-up left, or a new one.
Result<Vault> emptyVault(VaultSite site, const crypto::Secret& passphrase,
                         std::optional<Vault> left,
                         const std::function<Result<crypto::KdfCost>()>& cost)
{
    if (left) return std::move(*left);
    LAPWING_ASSIGN(const auto chosen, cost());
    return Vault::create(site, passphrase, chosen);
}

Result<std::optional<Vault>> unfinishedVault(VaultSite site, const crypto::Secret& passphrase)
{
    auto there = Vault::open(site, passphrase, Vault::Purpose::Renew);
    if (!there.ok()) {
        if (there.error().code == ErrorCode::NotFound) return std::optional<Vault>{};
        return there.error();
    }
    LAPWING_ASSIGN(const auto identity, loadIdentity(there->database()));
    if (identity) return alreadySetUp();
    return std::optional<Vault>(std::move(there).value());
}

Result<void> keep(Vault& vault, const Identity& identity, VaultSite site)
{
    const auto& key = identity.vaultActor;
    const store::Author author{actorOf(key.publicKey()), key, site.random, site.clock};
    LAPWING_ASSIGN(auto replica, store::Replica::open(vault.database(), author, nullptr,
                                                      &vault.rootSum()));
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(vault.database()));
    // From the start the tablet can name itself as an author, and seal to the hub.
    LAPWING_TRY(replica.state().putActor(author.actor, {key.publicKey(), identity.device.person}));
    LAPWING_TRY(replica.state().setHubKey(identity.hubKey));
    LAPWING_TRY(storeIdentity(vault.database(), identity));
    LAPWING_ASSIGN(const auto root, vault.rootSum().root());
    LAPWING_TRY(vault.journal().append(0, {}, root));
    LAPWING_TRY(transaction.commit());
    LAPWING_TRY(vault.updateIdentity({0, {}, author.actor,
                                      actorOf(identity.fieldActor.publicKey())}));
    return vault.flush();
}
} // namespace

Result<SetUpAnswer> setUp(VaultSite site, const crypto::Secret& passphrase,
                          const SetUpRequest& request,
                          const std::function<Result<crypto::KdfCost>()>& cost)
{
    LAPWING_TRY(requireStrong(passphrase.view()));
    LAPWING_ASSIGN(auto left, unfinishedVault(site, passphrase));
    transport::CurlOptions options;
    options.hubUrl = request.hubUrl;
    LAPWING_ASSIGN(auto hub, transport::CurlTransport::open(std::move(options),
                                                            crypto::ClientTls::firstContact()));
    // The hub's key is seen before the code is used; what it answers to this does not matter.
    const auto met = hub->post("/v1/hello", {});
    if (!hub->hubKey())
        return notReached(met.ok() ? fail(ErrorCode::Offline) : met.error());
    const auto pin = *hub->hubKey();

    LAPWING_ASSIGN(auto deviceKey, crypto::SigningKey::generate(site.random));
    LAPWING_ASSIGN(auto vaultActor, crypto::SigningKey::generate(site.random));
    LAPWING_ASSIGN(auto fieldActor, crypto::SigningKey::generate(site.random));
    LAPWING_ASSIGN(const auto client,
                   EnrolmentClient::open(request.code, pin, deviceKey, vaultActor.publicKey(),
                                         fieldActor.publicKey()));
    LAPWING_ASSIGN(const auto proof, ask(*hub, "/v1/enrol", client.proofBody()));
    LAPWING_ASSIGN(const auto body, client.requestBody(proof));
    LAPWING_ASSIGN(auto vault, emptyVault(site, passphrase, std::move(left), cost));
    LAPWING_ASSIGN(const auto certified, ask(*hub, "/v1/enrol/certify", body));
    LAPWING_ASSIGN(auto enrolled, client.finish(certified));

    const Identity identity{request.hubUrl,
                            std::move(deviceKey),
                            std::move(vaultActor),
                            std::move(fieldActor),
                            std::move(enrolled.clientCertificate),
                            std::move(enrolled.caCertificate),
                            pin,
                            enrolled.root,
                            enrolled.digestKey,
                            enrolled.hubKey,
                            enrolled.device,
                            enrolled.roles,
                            enrolled.person};
    LAPWING_TRY(keep(vault, identity, site));
    return SetUpAnswer{identity.device.device(), identity.person, identity.roles};
}

} // namespace lapwing::work
