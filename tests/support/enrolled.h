#pragma once

#include "client/work/identity.h"
#include "server-stub/service/hub_core.h"
#include "tests/support/hub.h"

namespace lapwing::test {

/// A tablet's keys, registered as enrolment does, with all that its person works on to come.
inline work::Identity enrolled(hub::HubCore& core, const PersonId& person, const std::string& name,
                               access::Role role, Random& random)
{
    work::Identity identity{"https://127.0.0.1:1", seeded(random), seeded(random), seeded(random),
                            {}, {}, {}, core.keys.root, random.id<Hash>().value(),
                            core.keys.certificate, {}, role, name};
    auto& certificate = identity.device;
    certificate.key = identity.deviceKey.publicKey();
    certificate.person = person;
    certificate.hubKey = core.keys.certificate.id;
    certificate.serial = core.journal.devices().value().size() + 1;
    sign(certificate, core.keys.sign);
    hub::Device device;
    device.id = certificate.device();
    device.staff = person;
    device.key = certificate.key;
    device.serial = certificate.serial;
    device.digestKey = hub::DigestKey::from(identity.digestKey.view());
    REQUIRE(core.journal.put(device).ok());
    REQUIRE(core.journal.putCertificate(device.id, encode(certificate)).ok());
    ActorCertificate actor;
    actor.key = identity.vaultActor.publicKey();
    actor.device = device.id;
    sign(actor, identity.deviceKey);
    REQUIRE(core.journal.put(hub::KnownActor{actor, person, 0}).ok());
    const auto memberships = core.journal.membership(person).value();
    for (const auto& held : memberships)
        REQUIRE(core.setHolding(device, held.strand, held.rights).ok());
    return identity;
}

} // namespace lapwing::test
