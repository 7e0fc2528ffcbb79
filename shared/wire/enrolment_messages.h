#pragma once

#include "shared/wire/archive.h"

/// What is said while a tablet is set up. Fields in wire order; docs/wire-format.md "Enrolment".
namespace lapwing::wire {

/// Enrolment, first step: proof of the code by both sides before anything else is told.
struct EnrolProof {
    Blob<8> locator;  ///< the public part of the code
    Id<struct DeviceKeyTag, 32> deviceKey;
    Hash proof;
    template <typename Archive>
    void serialize(Archive& ar) { ar(locator, deviceKey, proof); }
};

/// Second step: what is to be certified.
struct EnrolRequest {
    Blob<8> locator;
    Blob<8192> csr;
    Blob<256> vaultActor; ///< actor certificates signed by the device key
    Blob<256> fieldActor;
    Hash mac; ///< over the fields before it
    template <typename Archive>
    void serialize(Archive& ar) { ar(locator, csr, vaultActor, fieldActor, mac); }
};

struct EnrolAnswer {
    Blob<8192> clientCertificate; ///< X.509 DER
    Blob<8192> caCertificate;
    Id<struct RootKeyTag, 32> root;
    Blob<256> hubKeyCertificate;
    Blob<256> deviceCertificate;
    Id<struct DigestKeyTag, 32> digestKey;
    std::uint64_t hubEpoch = 0;
    Blob<17> roles; ///< docs/wire-format.md "Held roles"
    Blob<400> person;
    Hash mac;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(clientCertificate, caCertificate, root, hubKeyCertificate, deviceCertificate, digestKey,
           hubEpoch, roles, person, mac);
    }
};

} // namespace lapwing::wire
