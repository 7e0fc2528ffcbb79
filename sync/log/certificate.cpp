#include "sync/log/certificate.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::string_view kHubKeyLabel = "lapwing.hubkey.1";
constexpr std::string_view kDeviceLabel = "lapwing.devcert.1";
constexpr std::string_view kActorLabel = "lapwing.actcert.1";

Bytes body(const HubKeyCertificate& c)
{
    wire::Writer w;
    w.u8(kFormat);
    w.u32(c.id);
    w.id(c.signKey);
    w.id(c.boxKey);
    w.u64(c.hubEpoch);
    return w.take();
}

Bytes body(const DeviceCertificate& c)
{
    wire::Writer w;
    w.u8(kFormat);
    w.id(c.key);
    w.id(c.person);
    w.id(c.agency);
    w.u8(c.kind);
    w.u32(c.hubKey);
    w.varint(c.serial);
    return w.take();
}

Bytes body(const ActorCertificate& c)
{
    wire::Writer w;
    w.u8(kFormat);
    w.id(c.key);
    w.id(c.device);
    w.u8(static_cast<std::uint8_t>(c.kind));
    return w.take();
}

template <typename Certificate>
Bytes withSignature(const Certificate& certificate)
{
    auto bytes = body(certificate);
    append(bytes, certificate.signature.view());
    return bytes;
}

Error malformedCertificate()
{
    return fail(ErrorCode::Malformed, {}, "a certificate that does not decode");
}
} // namespace

ActorId actorOf(const crypto::PublicKey& key)
{
    return ActorId::from(crypto::hash16("lapwing.actor.1", key.view()).view());
}

DeviceId deviceOf(const crypto::PublicKey& key)
{
    return DeviceId::from(crypto::hash16("lapwing.device.1", key.view()).view());
}

DeviceId DeviceCertificate::device() const { return deviceOf(key); }
ActorId ActorCertificate::actor() const { return actorOf(key); }

void sign(HubKeyCertificate& c, const crypto::SigningKey& root)
{
    c.signature = root.sign(kHubKeyLabel, body(c));
}
void sign(DeviceCertificate& c, const crypto::SigningKey& hub)
{
    c.signature = hub.sign(kDeviceLabel, body(c));
}
void sign(ActorCertificate& c, const crypto::SigningKey& device)
{
    c.signature = device.sign(kActorLabel, body(c));
}

bool verify(const HubKeyCertificate& c, const crypto::PublicKey& root)
{
    return crypto::verify(root, kHubKeyLabel, body(c), c.signature);
}
bool verify(const DeviceCertificate& c, const crypto::PublicKey& hub)
{
    return crypto::verify(hub, kDeviceLabel, body(c), c.signature);
}
bool verify(const ActorCertificate& c, const crypto::PublicKey& device)
{
    return c.device == deviceOf(device)
           && crypto::verify(device, kActorLabel, body(c), c.signature);
}

Bytes encode(const HubKeyCertificate& c) { return withSignature(c); }
Bytes encode(const DeviceCertificate& c) { return withSignature(c); }
Bytes encode(const ActorCertificate& c) { return withSignature(c); }

Result<HubKeyCertificate> decodeHubKeyCertificate(ByteView bytes)
{
    wire::Decoder r(bytes);
    HubKeyCertificate c;
    const bool known = r.u8() == kFormat;
    c.id = r.u32();
    c.signKey = r.id<crypto::PublicKey>();
    c.boxKey = r.id<Id<struct BoxKeyTag, 32>>();
    c.hubEpoch = r.u64();
    c.signature = r.id<crypto::Signature>();
    if (!known || !r.done()) return malformedCertificate();
    return c;
}

Result<DeviceCertificate> decodeDeviceCertificate(ByteView bytes)
{
    wire::Decoder r(bytes);
    DeviceCertificate c;
    const bool known = r.u8() == kFormat;
    c.key = r.id<crypto::PublicKey>();
    c.person = r.id<PersonId>();
    c.agency = r.id<AgencyId>();
    c.kind = r.u8();
    c.hubKey = r.u32();
    c.serial = r.varint();
    c.signature = r.id<crypto::Signature>();
    if (!known || !r.done() || c.kind > 1) return malformedCertificate();
    return c;
}

Result<ActorCertificate> decodeActorCertificate(ByteView bytes)
{
    wire::Decoder r(bytes);
    ActorCertificate c;
    const bool known = r.u8() == kFormat;
    c.key = r.id<crypto::PublicKey>();
    c.device = r.id<DeviceId>();
    const auto kind = r.u8();
    c.signature = r.id<crypto::Signature>();
    if (!known || !r.done() || kind > 2) return malformedCertificate();
    c.kind = static_cast<ActorKind>(kind);
    return c;
}

} // namespace lapwing
