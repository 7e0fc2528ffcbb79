#pragma once

#include "shared/access/held_roles.h"
#include "sync/log/certificate.h"
#include "sync/session/enrolment_key.h"

#include <string>

namespace lapwing {

/// What a tablet has once it is set up.
struct Enrolled {
    Bytes clientCertificate; ///< X.509 DER, of the device key
    Bytes caCertificate;     ///< X.509 DER: who signs the hub's certificate
    crypto::PublicKey root;  ///< pinned from now on
    HubKeyCertificate hubKey;
    DeviceCertificate device;
    Hash digestKey; ///< keys strandDigest() for this device
    std::uint64_t hubEpoch = 0;
    access::HeldRoles roles;
    std::string person; ///< their name
};

/// The tablet's side of being set up, without sockets: proofBody() goes to /v1/enrol, what comes
/// back to requestBody(), that to /v1/enrol/certify, what comes back to finish().
/// Errors: Unauthorised when the hub does not know the code, or is not the one whose key was seen;
/// Malformed. Thread: one at a time; open() blocks for a fraction of a second.
class EnrolmentClient {
public:
    /// `code` as typed; `hubSpki` of the server key that the first connection showed. `device` must
    /// outlive this. Errors: Rejected when it cannot be a code.
    [[nodiscard]] static Result<EnrolmentClient> open(std::string_view code, const Hash& hubSpki,
                                                      const crypto::SigningKey& device,
                                                      const crypto::PublicKey& vaultActor,
                                                      const crypto::PublicKey& fieldActor);

    [[nodiscard]] Bytes proofBody() const;
    /// Nothing of the tablet's is told to a hub that has not proved the code.
    [[nodiscard]] Result<Bytes> requestBody(ByteView hubAnswer) const;
    [[nodiscard]] Result<Enrolled> finish(ByteView hubAnswer) const;

private:
    EnrolmentClient(const crypto::SigningKey& device) : m_device(&device) {}
    [[nodiscard]] Bytes actorCertificate(const crypto::PublicKey& key, ActorKind kind) const;

    const crypto::SigningKey* m_device;
    Bytes m_locator;
    crypto::Secret m_key;
    crypto::PublicKey m_vaultActor;
    crypto::PublicKey m_fieldActor;
};

} // namespace lapwing
