#pragma once

#include "server-stub/service/hub_core.h"
#include "tests/support/must.h"

namespace lapwing::test {

/// Makes a tablet known to the hub as enrolment does, with all that its person works on to come.
inline DeviceCertificate registered(hub::HubCore& core, const PersonId& person,
                                    const crypto::SigningKey& deviceKey,
                                    const crypto::SigningKey& actorKey,
                                    const hub::DigestKey& digestKey)
{
    DeviceCertificate certificate;
    certificate.key = deviceKey.publicKey();
    certificate.person = person;
    certificate.hubKey = core.keys.certificate.id;
    certificate.serial = must(core.registry.devices()).size() + 1;
    sign(certificate, core.keys.sign);
    hub::Device device;
    device.id = certificate.device();
    device.staff = person;
    device.key = certificate.key;
    device.serial = certificate.serial;
    device.digestKey = digestKey;
    must(core.registry.put(device));
    must(core.registry.putCertificate(device.id, encode(certificate)));
    ActorCertificate actor;
    actor.key = actorKey.publicKey();
    actor.device = device.id;
    sign(actor, deviceKey);
    must(core.registry.put(hub::KnownActor{actor, person, 0}));
    for (const auto& held : must(core.registry.membership(person)))
        must(core.setHolding(device, held.strand, held.rights));
    return certificate;
}

} // namespace lapwing::test
