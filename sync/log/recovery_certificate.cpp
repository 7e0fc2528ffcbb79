#include "sync/log/recovery_certificate.h"

#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::string_view kLabel = "lapwing.reccert.1";

Bytes body(const RecoveryCertificate& c)
{
    wire::Writer w;
    w.u8(kFormat);
    w.id(c.key);
    w.u32(c.hubKey);
    return w.take();
}
} // namespace

void sign(RecoveryCertificate& c, const crypto::SigningKey& hub)
{
    c.signature = hub.sign(kLabel, body(c));
}

bool verify(const RecoveryCertificate& c, const crypto::PublicKey& hub)
{
    return crypto::verify(hub, kLabel, body(c), c.signature);
}

Bytes encode(const RecoveryCertificate& c)
{
    auto bytes = body(c);
    append(bytes, c.signature.view());
    return bytes;
}

Result<RecoveryCertificate> decodeRecoveryCertificate(ByteView bytes)
{
    wire::Decoder r(bytes);
    RecoveryCertificate c;
    const bool known = r.u8() == kFormat;
    c.key = r.id<crypto::BoxPublicKey>();
    c.hubKey = r.u32();
    c.signature = r.id<crypto::Signature>();
    if (!known || !r.done()) return fail(ErrorCode::Malformed, {}, "a recovery certificate");
    return c;
}

} // namespace lapwing
