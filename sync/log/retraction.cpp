#include "sync/log/retraction.h"

#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::string_view kLabel = "lapwing.retract.1";

Bytes body(const Retraction& told)
{
    wire::Writer w;
    w.u8(kFormat);
    w.u32(told.hubKey);
    w.u64(told.hubEpoch);
    w.u64(told.serial);
    w.id(told.device);
    w.varint(told.strands.size());
    for (const auto& strand : told.strands) w.id(strand);
    return w.take();
}
} // namespace

void sign(Retraction& told, const crypto::SigningKey& hub)
{
    check(told.strands.size() <= kRetractionStrandsMax, "a retraction that is too long");
    told.signature = hub.sign(kLabel, body(told));
}

bool verify(const Retraction& told, const crypto::PublicKey& hub)
{
    return crypto::verify(hub, kLabel, body(told), told.signature);
}

Bytes encode(const Retraction& told)
{
    auto bytes = body(told);
    append(bytes, told.signature.view());
    return bytes;
}

Result<Retraction> decodeRetraction(ByteView bytes)
{
    wire::Decoder r(bytes);
    Retraction told;
    const bool known = r.u8() == kFormat;
    told.hubKey = r.u32();
    told.hubEpoch = r.u64();
    told.serial = r.u64();
    told.device = r.id<DeviceId>();
    const auto count = r.count(kRetractionStrandsMax, StrandId::kSize);
    for (std::size_t i = 0; i < count && r.ok(); ++i) {
        const auto strand = r.id<StrandId>();
        if (!told.strands.empty() && !(told.strands.back() < strand)) r.setFailed();
        told.strands.push_back(strand);
    }
    told.signature = r.id<crypto::Signature>();
    if (!known || !r.done()) return fail(ErrorCode::Malformed, {}, "a retraction");
    return told;
}

} // namespace lapwing
