#pragma once

#include "client/work/identity.h"
#include "tests/support/hub.h"
#include "tests/support/registered.h"

namespace lapwing::test {

/// A tablet's keys, registered as enrolment does, with all that its person works on to come.
inline work::Identity enrolled(hub::HubCore& core, const PersonId& person, const std::string& name,
                               const access::HeldRoles& roles, Random& random)
{
    work::Identity identity{"https://127.0.0.1:1",
                            seeded(random),
                            seeded(random),
                            seeded(random),
                            {},
                            {},
                            {},
                            core.keys.root,
                            random.id<Hash>().value(),
                            core.keys.certificate,
                            {},
                            roles,
                            name};
    identity.device = registered(core, person, identity.deviceKey, identity.vaultActor,
                                 hub::DigestKey::from(identity.digestKey.view()));
    return identity;
}

} // namespace lapwing::test
