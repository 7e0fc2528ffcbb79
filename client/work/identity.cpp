#include "client/work/identity.h"

#include "shared/wire/primitive.h"

namespace lapwing::work {

namespace {
constexpr std::size_t kCertificateMax = 8192;
constexpr std::size_t kTextMax = 400;
constexpr std::size_t kSeedSize = 32;

Result<void> createTable(store::Database& database)
{
    return database.exec(
        "CREATE TABLE IF NOT EXISTS identity(id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
}

Bytes encoded(const Identity& identity)
{
    wire::Writer w;
    w.bytes(bytesOf(identity.hubUrl));
    for (const auto* key : {&identity.deviceKey, &identity.vaultActor, &identity.fieldActor})
        w.raw(key->seed());
    w.bytes(identity.clientCertificate);
    w.bytes(identity.caCertificate);
    w.id(identity.hubPin);
    w.id(identity.root);
    w.id(identity.digestKey);
    w.bytes(encode(identity.hubKey));
    w.bytes(encode(identity.device));
    w.bytes(encode(identity.roles));
    w.bytes(bytesOf(identity.person));
    return w.take();
}

Bytes copied(ByteView view) { return {view.begin(), view.end()}; }

Result<Identity> decoded(ByteView body)
{
    wire::Decoder r(body);
    const std::string hubUrl(textOf(r.bytes(kTextMax)));
    const auto device = r.raw(kSeedSize);
    const auto vault = r.raw(kSeedSize);
    const auto field = r.raw(kSeedSize);
    if (!r.ok()) return fail(ErrorCode::Corrupt, {}, "the identity's keys");
    Identity identity{hubUrl, crypto::SigningKey::fromSeed(device),
                      crypto::SigningKey::fromSeed(vault), crypto::SigningKey::fromSeed(field),
                      {}, {}, {}, {}, {}, {}, {}, {}, {}};
    identity.clientCertificate = copied(r.bytes(kCertificateMax));
    identity.caCertificate = copied(r.bytes(kCertificateMax));
    identity.hubPin = r.id<Hash>();
    identity.root = r.id<crypto::PublicKey>();
    identity.digestKey = r.id<Hash>();
    const auto hubKey = r.bytes(kCertificateMax);
    const auto certificate = r.bytes(kCertificateMax);
    auto roles = access::decodeHeldRoles(r.bytes(access::kHeldRolesBytesMax));
    identity.person = textOf(r.bytes(kTextMax));
    if (!r.done() || !roles.ok()) return fail(ErrorCode::Corrupt, {}, "the identity");
    identity.roles = std::move(*roles);
    LAPWING_ASSIGN(identity.hubKey, decodeHubKeyCertificate(hubKey));
    LAPWING_ASSIGN(identity.device, decodeDeviceCertificate(certificate));
    return identity;
}
} // namespace

ActorCertificate Identity::certificateOf(ActorKind kind) const
{
    ActorCertificate certificate;
    certificate.key = (kind == ActorKind::Field ? fieldActor : vaultActor).publicKey();
    certificate.device = deviceOf(deviceKey.publicKey());
    certificate.kind = kind;
    sign(certificate, deviceKey);
    return certificate;
}

Result<void> storeIdentity(store::Database& database, const Identity& identity)
{
    LAPWING_TRY(createTable(database));
    LAPWING_ASSIGN(auto put, database.cached("INSERT INTO identity VALUES(1,?)"));
    auto body = encoded(identity);
    const auto stored = put.bind(1, ByteView(body)).run();
    crypto::wipe(body);
    return stored;
}

Result<std::optional<Identity>> loadIdentity(store::Database& database)
{
    LAPWING_TRY(createTable(database));
    LAPWING_ASSIGN(auto select, database.cached("SELECT body FROM identity WHERE id=1"));
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return std::optional<Identity>{};
    LAPWING_ASSIGN(auto identity, decoded(select.blob(0)));
    return std::optional(std::move(identity));
}

} // namespace lapwing::work
