#pragma once

#include "shared/access/held_roles.h"
#include "shared/base/ids.h"
#include "shared/crypto/sign.h"

#include <vector>

namespace lapwing {

inline constexpr std::size_t kGrantTagsMax = 65536;
using GrantTag = Id<struct GrantTagTag, 16>;
using GrantNonce = Id<struct GrantNonceTag, 16>;

/// What one device may do, signed by the hub; never replaced by one of a lower serial.
/// Strands are told by salted tags, padded with others, so that a peer learns none it does
/// not hold. The lease (seconds) is how long it holds without meeting the hub.
/// Layout: docs/wire-format.md "Grant".
struct Grant {
    std::uint32_t hubKey = 0;
    std::uint64_t hubEpoch = 0;
    std::uint64_t serial = 0;
    DeviceId device;
    PersonId person;
    access::HeldRoles roles; ///< at least one
    std::uint64_t issuedMs = 0;
    std::uint32_t leaseS = 0;
    std::uint16_t mayCreate = 0; ///< a bit for each panel
    GrantNonce nonce;
    struct Tag {
        GrantTag tag;
        std::uint8_t rights = 0; ///< bits of access::Rights
        auto operator<=>(const Tag&) const = default;
    };
    std::vector<Tag> tags; ///< sorted
    crypto::Signature signature;

    /// The rights on a strand; 0 when it is not named.
    [[nodiscard]] std::uint8_t rightsOn(const StrandId& strand) const;
};

[[nodiscard]] GrantTag grantTag(const GrantNonce& nonce, const StrandId& strand);
void sign(Grant& grant, const crypto::SigningKey& hub);
[[nodiscard]] bool verify(const Grant& grant, const crypto::PublicKey& hub);
[[nodiscard]] Bytes encode(const Grant& grant);
[[nodiscard]] Result<Grant> decodeGrant(ByteView bytes);

} // namespace lapwing
