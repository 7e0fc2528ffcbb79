#include "sync/session/enrolment.h"

#include "shared/base/code_text.h"
#include "shared/crypto/x509.h"
#include "shared/schema/text.h"

namespace lapwing {

namespace {
Error notThisHub()
{
    return fail(ErrorCode::Unauthorised,
                "This is not the office's hub, or the code is not for it. Nothing was sent and "
                "this tablet was not set up. Check the address and ask for a new code.");
}

Error badAnswer(std::string detail)
{
    return fail(ErrorCode::Malformed,
                "The office's answer could not be used. This tablet was not set up. Ask for a new "
                "code.",
                std::move(detail));
}
} // namespace

Result<EnrolmentClient> EnrolmentClient::open(std::string_view code, const Hash& hubSpki,
                                              const crypto::SigningKey& device,
                                              const crypto::PublicKey& vaultActor,
                                              const crypto::PublicKey& fieldActor)
{
    const auto normal = normaliseCode(code);
    if (!normal)
        return fail(ErrorCode::Rejected, "A code has 10 letters and digits. Check it and type it "
                                         "again.");
    EnrolmentClient client(device);
    LAPWING_ASSIGN(client.m_key, codeKey(*normal, hubSpki));
    const auto locator = bytesOf(*normal).first(kLocatorLength);
    client.m_locator.assign(locator.begin(), locator.end());
    client.m_vaultActor = vaultActor;
    client.m_fieldActor = fieldActor;
    return client;
}

Bytes EnrolmentClient::proofBody() const
{
    wire::EnrolProof proof;
    proof.locator.bytes = m_locator;
    proof.deviceKey.bytes = m_device->publicKey().bytes;
    proof.proof = tabletProof(m_key, m_device->publicKey());
    return wire::encodeMessage(proof);
}

Bytes EnrolmentClient::actorCertificate(const crypto::PublicKey& key, ActorKind kind) const
{
    ActorCertificate certificate;
    certificate.key = key;
    certificate.device = deviceOf(m_device->publicKey());
    certificate.kind = kind;
    sign(certificate, *m_device);
    return encode(certificate);
}

Result<Bytes> EnrolmentClient::requestBody(ByteView hubAnswer) const
{
    if (!crypto::sameSecret(hubAnswer, hubProof(m_key, m_device->publicKey()).view()))
        return notThisHub();
    wire::EnrolRequest request;
    request.locator.bytes = m_locator;
    LAPWING_ASSIGN(request.csr.bytes, crypto::makeCsr(*m_device));
    request.vaultActor.bytes = actorCertificate(m_vaultActor, ActorKind::Vault);
    request.fieldActor.bytes = actorCertificate(m_fieldActor, ActorKind::Field);
    request.mac = requestMac(m_key, m_device->publicKey(), request);
    return wire::encodeMessage(request);
}

Result<Enrolled> EnrolmentClient::finish(ByteView hubAnswer) const
{
    LAPWING_ASSIGN(auto answer, wire::decodeMessage<wire::EnrolAnswer>(hubAnswer));
    const auto& own = m_device->publicKey();
    if (!crypto::sameSecret(answer.mac.view(), answerMac(m_key, own, answer).view()))
        return notThisHub();
    Enrolled enrolled;
    enrolled.root.bytes = answer.root.bytes;
    LAPWING_ASSIGN(enrolled.hubKey, decodeHubKeyCertificate(answer.hubKeyCertificate.bytes));
    if (!verify(enrolled.hubKey, enrolled.root))
        return badAnswer("a hub key that is not the root's");
    LAPWING_ASSIGN(enrolled.device, decodeDeviceCertificate(answer.deviceCertificate.bytes));
    if (!verify(enrolled.device, enrolled.hubKey.signKey))
        return badAnswer("a device certificate that is not the hub's");
    if (enrolled.device.key != own || enrolled.device.kind != 0)
        return badAnswer("another device's certificate");
    LAPWING_ASSIGN(const auto certified, crypto::certificateKey(answer.clientCertificate.bytes));
    LAPWING_ASSIGN(const auto ca, crypto::certificateKey(answer.caCertificate.bytes));
    if (certified != own || ca == own) return badAnswer("another key's TLS certificate");
    // A hub put back from a backup goes on in a later epoch under the key it was certified with.
    if (answer.hubEpoch < enrolled.hubKey.hubEpoch) return badAnswer("another epoch's hub key");
    auto roles = access::decodeHeldRoles(answer.roles.bytes);
    if (!roles.ok()) return badAnswer("roles that do not decode");
    if (!roles->areKnown())
        return fail(ErrorCode::TooOld, {}, "a role that this version does not know");
    enrolled.roles = std::move(*roles);
    enrolled.person = std::string(textOf(answer.person.bytes));
    if (!schema::isUtf8(enrolled.person)) return badAnswer("a name that is not text");
    enrolled.clientCertificate = std::move(answer.clientCertificate.bytes);
    enrolled.caCertificate = std::move(answer.caCertificate.bytes);
    enrolled.digestKey.bytes = answer.digestKey.bytes;
    enrolled.hubEpoch = answer.hubEpoch;
    return enrolled;
}

} // namespace lapwing
