#include "sync/log/introduction.h"

#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kCertificateMax = 256;
} // namespace

Bytes encode(const Introduction& one)
{
    wire::Writer w;
    w.u8(kFormat);
    w.bytes(encode(one.device));
    w.bytes(encode(one.vault));
    w.bytes(encode(one.field));
    w.id(one.digestKey);
    w.bytes(bytesOf(one.callsItself).first(std::min(one.callsItself.size(), kCallsItselfMax)));
    return w.take();
}

Result<Introduction> decodeIntroduction(ByteView bytes)
{
    wire::Decoder r(bytes);
    const bool known = r.u8() == kFormat;
    const auto device = r.bytes(kCertificateMax);
    const auto vault = r.bytes(kCertificateMax);
    const auto field = r.bytes(kCertificateMax);
    Introduction one;
    one.digestKey = r.id<Hash>();
    one.callsItself = textOf(r.bytes(kCallsItselfMax));
    if (!known || !r.done()) return fail(ErrorCode::Malformed, {}, "an introduction");
    LAPWING_ASSIGN(one.device, decodeDeviceCertificate(device));
    LAPWING_ASSIGN(one.vault, decodeActorCertificate(vault));
    LAPWING_ASSIGN(one.field, decodeActorCertificate(field));
    return one;
}

bool verify(const Introduction& one, const crypto::PublicKey& hub)
{
    const auto id = one.device.device();
    return one.device.kind == 0 && verify(one.device, hub) && one.vault.device == id &&
           one.vault.kind == ActorKind::Vault && verify(one.vault, one.device.key) &&
           one.field.device == id && one.field.kind == ActorKind::Field &&
           verify(one.field, one.device.key);
}

} // namespace lapwing
