#pragma once

#include "shared/base/ids.h"
#include "shared/crypto/sign.h"

namespace lapwing {

/// The chain of trust behind a signature: actor ← device ← hub key ← offline root.
/// Layouts: docs/wire-format.md "Certificates". All signatures are Ed25519 under a label each.

/// A hub key certified by the organisation's offline root, which tablets pin at enrolment.
struct HubKeyCertificate {
    std::uint32_t id = 0;
    crypto::PublicKey signKey;
    Id<struct BoxKeyTag, 32> boxKey; ///< cargo is sealed to it
    std::uint64_t hubEpoch = 0;
    crypto::Signature signature;
};

struct DeviceCertificate {
    crypto::PublicKey key;
    PersonId person;
    AgencyId agency;
    std::uint8_t kind = 0; ///< 0 tablet, 1 hub
    std::uint32_t hubKey = 0;
    std::uint64_t serial = 0;
    crypto::Signature signature;
    [[nodiscard]] DeviceId device() const;
};

enum class ActorKind : std::uint8_t { Vault = 0, Field = 1, Hub = 2 };

struct ActorCertificate {
    crypto::PublicKey key;
    DeviceId device;
    ActorKind kind = ActorKind::Vault;
    crypto::Signature signature;
    [[nodiscard]] ActorId actor() const;
};

[[nodiscard]] ActorId actorOf(const crypto::PublicKey& key);
[[nodiscard]] DeviceId deviceOf(const crypto::PublicKey& key);

/// Fill in the signature, made by the key above in the chain.
void sign(HubKeyCertificate& certificate, const crypto::SigningKey& root);
void sign(DeviceCertificate& certificate, const crypto::SigningKey& hub);
void sign(ActorCertificate& certificate, const crypto::SigningKey& device);

/// True when the key above in the chain signed exactly this.
[[nodiscard]] bool verify(const HubKeyCertificate& certificate, const crypto::PublicKey& root);
[[nodiscard]] bool verify(const DeviceCertificate& certificate, const crypto::PublicKey& hub);
[[nodiscard]] bool verify(const ActorCertificate& certificate, const crypto::PublicKey& device);

[[nodiscard]] Bytes encode(const HubKeyCertificate& certificate);
[[nodiscard]] Bytes encode(const DeviceCertificate& certificate);
[[nodiscard]] Bytes encode(const ActorCertificate& certificate);
[[nodiscard]] Result<HubKeyCertificate> decodeHubKeyCertificate(ByteView bytes);
[[nodiscard]] Result<DeviceCertificate> decodeDeviceCertificate(ByteView bytes);
[[nodiscard]] Result<ActorCertificate> decodeActorCertificate(ByteView bytes);

} // namespace lapwing
