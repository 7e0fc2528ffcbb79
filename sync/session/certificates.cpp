#include "sync/session/certificates.h"

namespace lapwing {

Error notSigned(std::string_view what)
{
    return fail(ErrorCode::Corrupt,
                "Something arrived that the office did not sign. It was not used; everything saved "
                "is safe. Try again; if it stays, tell the office.",
                std::string(what));
}

Result<void> takeDeviceCertificate(store::Replica& replica, ByteView certificate,
                                   const crypto::PublicKey& hub)
{
    LAPWING_ASSIGN(const auto device, decodeDeviceCertificate(certificate));
    if (!verify(device, hub)) return notSigned("a device certificate");
    return replica.vouched().putCertificate(device.device().view(), certificate);
}

Result<void> takeActorCertificate(store::Replica& replica, ByteView certificate,
                                  const crypto::PublicKey& hub)
{
    LAPWING_ASSIGN(const auto actor, decodeActorCertificate(certificate));
    LAPWING_ASSIGN(const auto kept, replica.vouched().certificate(actor.device.view()));
    if (!kept) return notSigned("an actor certificate of an unknown device");
    LAPWING_ASSIGN(const auto device, decodeDeviceCertificate(*kept));
    if (!verify(device, hub) || !verify(actor, device.key))
        return notSigned("an actor certificate");
    LAPWING_TRY(replica.vouched().putCertificate(actor.actor().view(), certificate));
    return replica.state().putActor(actor.actor(), {actor.key, device.person});
}

Result<std::optional<CertifiedActor>> certifiedActor(store::Replica& replica, const ActorId& actor,
                                                     const crypto::PublicKey& hub)
{
    LAPWING_ASSIGN(const auto kept, replica.vouched().certificate(actor.view()));
    if (!kept) return std::optional<CertifiedActor>{};
    CertifiedActor known;
    LAPWING_ASSIGN(known.actor, decodeActorCertificate(*kept));
    LAPWING_ASSIGN(const auto device, replica.vouched().certificate(known.actor.device.view()));
    if (!device) return std::optional<CertifiedActor>{};
    LAPWING_ASSIGN(known.device, decodeDeviceCertificate(*device));
    const bool good = verify(known.device, hub) && verify(known.actor, known.device.key);
    return good ? std::optional(known) : std::optional<CertifiedActor>{};
}

} // namespace lapwing
