#include "server-stub/service/hub_enrolment.h"

#include "server-stub/service/administration.h"
#include "shared/base/code_text.h"
#include "shared/crypto/x509.h"
#include "sync/session/enrolment_key.h"

namespace lapwing::hub {

namespace {
struct Open {
    PendingCode pending;
    crypto::Secret key;
};

/// The pending code of a locator, if it still counts.
Result<std::optional<Open>> openCode(HubCore& core, ByteView locator)
{
    LAPWING_ASSIGN(auto pending, core.registry.code(textOf(locator)));
    if (!pending) return std::optional<Open>{};
    if (pending->expiresMs <= core.clock.wallMs()) {
        LAPWING_TRY(core.registry.dropCode(pending->locator));
        return std::optional<Open>{};
    }
    auto key = crypto::Secret::copyOf(pending->key.view());
    return std::optional(Open{std::move(*pending), std::move(key)});
}

Result<Proved> costATry(HubCore& core, PendingCode pending)
{
    if (--pending.triesLeft == 0) LAPWING_TRY(core.registry.dropCode(pending.locator));
    else LAPWING_TRY(core.registry.put(pending));
    return Proved{};
}

Result<KnownActor> actorFrom(HubCore& core, ByteView certificate, ActorKind kind,
                             const Device& device)
{
    KnownActor known;
    known.staff = device.staff;
    LAPWING_ASSIGN(known.certificate, decodeActorCertificate(certificate));
    const bool holds = known.certificate.kind == kind && known.certificate.device == device.id
                       && verify(known.certificate, device.key);
    if (!holds) return fail(ErrorCode::Rejected, {}, "an actor that the device did not certify");
    LAPWING_ASSIGN(const auto taken, core.registry.actor(known.certificate.actor()));
    if (taken) return fail(ErrorCode::Rejected, {}, "an actor that is already known");
    return known;
}

Result<std::uint64_t> nextSerial(HubCore& core)
{
    LAPWING_ASSIGN(const auto all, core.registry.devices());
    return all.empty() ? std::uint64_t{1} : all.back().serial + 1;
}

Result<Device> newDevice(HubCore& core, const crypto::PublicKey& key, const PersonId& staff,
                         std::uint64_t serial)
{
    Device device;
    device.id = deviceOf(key);
    device.staff = staff;
    device.key = key;
    device.serial = serial;
    LAPWING_ASSIGN(const auto taken, core.registry.device(device.id));
    if (taken) return fail(ErrorCode::Rejected, {}, "a device that is already known");
    LAPWING_ASSIGN(device.digestKey, core.random.id<DigestKey>());
    device.grantSerial = 1;
    return device;
}

/// The device with its certificate, actors and everything its person is a member of.
Result<DeviceCertificate> admit(HubCore& core, Device& device, const Staff& staff,
                                const wire::EnrolRequest& request)
{
    LAPWING_TRY(core.registry.put(device));
    LAPWING_ASSIGN(const auto vault,
                   actorFrom(core, request.vaultActor.bytes, ActorKind::Vault, device));
    LAPWING_TRY(core.registry.put(vault));
    LAPWING_ASSIGN(const auto field,
                   actorFrom(core, request.fieldActor.bytes, ActorKind::Field, device));
    LAPWING_TRY(core.registry.put(field));
    DeviceCertificate certificate;
    certificate.key = device.key;
    certificate.person = staff.id;
    certificate.agency = staff.agency;
    certificate.hubKey = core.keys.certificate.id;
    certificate.serial = device.serial;
    sign(certificate, core.keys.sign);
    LAPWING_TRY(core.registry.putCertificate(device.id, encode(certificate)));
    LAPWING_ASSIGN(const auto membership, core.registry.membership(staff.id));
    for (const auto& member : membership)
        LAPWING_TRY(core.setHolding(device, member.strand, member.rights));
    return certificate;
}
} // namespace

Result<MadeCode> madeCode(const Hash& hubSpki, Random& random)
{
    MadeCode made;
    LAPWING_ASSIGN(made.code, makeCode(random));
    LAPWING_ASSIGN(const auto key, codeKey(made.code, hubSpki));
    made.key = Hash::from(key.view());
    return made;
}

Result<std::uint64_t> offerCode(HubCore& core, const PersonId& person, const MadeCode& made)
{
    LAPWING_ASSIGN(const auto staff, staffWith(core, person));
    const auto now = core.clock.wallMs();
    LAPWING_TRY(core.registry.dropCodesBefore(now));
    PendingCode pending;
    pending.locator = made.code.substr(0, kLocatorLength);
    LAPWING_ASSIGN(const auto taken, core.registry.code(pending.locator));
    if (taken) return fail(ErrorCode::Conflict, "Too many tablets are being set up at once. Try "
                                                "again in 15 minutes.");
    pending.staff = staff.id;
    pending.key = made.key;
    pending.expiresMs = now + kCodeLifeMs;
    pending.triesLeft = kCodeTries;
    LAPWING_TRY(core.registry.put(pending));
    return pending.expiresMs;
}

Result<Proved> proveCode(HubCore& core, ByteView body)
{
    LAPWING_ASSIGN(const auto proof, wire::decodeMessage<wire::EnrolProof>(body));
    LAPWING_ASSIGN(auto open, openCode(core, proof.locator.bytes));
    if (!open) return Proved{};
    const auto device = crypto::PublicKey::from(proof.deviceKey.view());
    if (!crypto::sameSecret(proof.proof.view(), tabletProof(open->key, device).view()))
        return costATry(core, std::move(open->pending));
    const auto answer = hubProof(open->key, device);
    return Proved(Bytes(answer.bytes.begin(), answer.bytes.end()));
}

Result<Proved> certify(HubCore& core, ByteView body)
{
    LAPWING_ASSIGN(const auto request, wire::decodeMessage<wire::EnrolRequest>(body));
    LAPWING_ASSIGN(auto open, openCode(core, request.locator.bytes));
    if (!open) return Proved{};
    LAPWING_ASSIGN(const auto serial, nextSerial(core));
    auto client = crypto::issueClient({core.keys.ca, core.keys.caCertificate}, request.csr.bytes,
                                      serial);
    const auto key = client.ok() ? crypto::certificateKey(*client)
                                 : Result<crypto::PublicKey>(client.error());
    const bool proved =
        key.ok()
        && crypto::sameSecret(request.mac.view(), requestMac(open->key, *key, request).view());
    if (!proved) return costATry(core, std::move(open->pending));

    LAPWING_ASSIGN(const auto staff, staffWith(core, open->pending.staff));
    LAPWING_ASSIGN(auto device, newDevice(core, *key, staff.id, serial));
    LAPWING_ASSIGN(const auto certificate, admit(core, device, staff, request));
    LAPWING_TRY(core.registry.dropCode(open->pending.locator));

    wire::EnrolAnswer answer;
    answer.clientCertificate.bytes = std::move(*client);
    answer.caCertificate.bytes = core.keys.caCertificate;
    answer.root.bytes = core.keys.root.bytes;
    answer.hubKeyCertificate.bytes = encode(core.keys.certificate);
    answer.deviceCertificate.bytes = encode(certificate);
    answer.digestKey.bytes = device.digestKey.bytes;
    answer.hubEpoch = core.keys.epoch;
    answer.roles.bytes = encode(staff.roles);
    answer.person.bytes.assign(staff.name.begin(), staff.name.end());
    answer.mac = answerMac(open->key, *key, answer);
    return Proved(wire::encodeMessage(answer));
}

} // namespace lapwing::hub
