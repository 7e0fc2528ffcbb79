#include "sync/log/grant.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 2;
constexpr std::string_view kGrantSignature = "lapwing.grantsig.1";

Bytes body(const Grant& g)
{
    wire::Writer w;
    w.u8(kFormat);
    w.u32(g.hubKey);
    w.u64(g.hubEpoch);
    w.u64(g.serial);
    w.id(g.device);
    w.id(g.person);
    w.bytes(encode(g.roles));
    w.varint(g.issuedMs);
    w.u32(g.leaseS);
    w.u16(g.mayCreate);
    w.id(g.nonce);
    w.varint(g.tags.size());
    for (const auto& tag : g.tags) {
        w.id(tag.tag);
        w.u8(tag.rights);
    }
    return w.take();
}
} // namespace

GrantTag grantTag(const GrantNonce& nonce, const StrandId& strand)
{
    wire::Writer w;
    w.id(nonce);
    w.id(strand);
    return GrantTag::from(crypto::hash16("lapwing.grant.1", w.view()).view());
}

std::uint8_t Grant::rightsOn(const StrandId& strand) const
{
    const auto wanted = grantTag(nonce, strand);
    const auto at = std::ranges::lower_bound(tags, wanted, {}, &Tag::tag);
    return at != tags.end() && at->tag == wanted ? at->rights : std::uint8_t{0};
}

void sign(Grant& g, const crypto::SigningKey& hub)
{
    std::ranges::sort(g.tags);
    g.signature = hub.sign(kGrantSignature, body(g));
}

bool verify(const Grant& g, const crypto::PublicKey& hub)
{
    return crypto::verify(hub, kGrantSignature, body(g), g.signature);
}

Bytes encode(const Grant& g)
{
    auto bytes = body(g);
    append(bytes, g.signature.view());
    return bytes;
}

Result<Grant> decodeGrant(ByteView bytes)
{
    wire::Decoder r(bytes);
    Grant g;
    const bool known = r.u8() == kFormat;
    g.hubKey = r.u32();
    g.hubEpoch = r.u64();
    g.serial = r.u64();
    g.device = r.id<DeviceId>();
    g.person = r.id<PersonId>();
    auto roles = access::decodeHeldRoles(r.bytes(access::kHeldRolesBytesMax));
    g.issuedMs = r.varint();
    g.leaseS = r.u32();
    g.mayCreate = r.u16();
    g.nonce = r.id<GrantNonce>();
    const auto tags = r.count(kGrantTagsMax, GrantTag::kSize + 1);
    for (std::size_t i = 0; i < tags && r.ok(); ++i) {
        Grant::Tag tag;
        tag.tag = r.id<GrantTag>();
        tag.rights = r.u8();
        if (!g.tags.empty() && !(g.tags.back().tag < tag.tag)) r.setFailed();
        g.tags.push_back(tag);
    }
    g.signature = r.id<crypto::Signature>();
    if (!known || !r.done() || !roles.ok())
        return fail(ErrorCode::Malformed, {}, "a grant that does not decode");
    g.roles = std::move(*roles);
    return g;
}

} // namespace lapwing
