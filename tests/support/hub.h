#pragma once

#include "server-stub/service/administration.h"
#include "shared/crypto/x509.h"

#include <doctest/doctest.h>

namespace lapwing::test {

/// A clock that stands where a test puts it.
struct StandingClock final : Clock {
    std::uint64_t now = 1'700'000'000'000;
    [[nodiscard]] std::uint64_t wallMs() const override { return now; }
    [[nodiscard]] std::uint64_t bootMs() const override { return now; }
    [[nodiscard]] std::uint32_t bootTag() const override { return 1; }
};

inline crypto::SigningKey seeded(Random& random)
{
    return crypto::SigningKey::generate(random).value();
}

/// Keys of a hub that is the same for the same random source.
inline hub::HubKeys hubKeys(Random& random)
{
    REQUIRE(crypto::initialise());
    const auto root = seeded(random);
    hub::HubKeys keys{seeded(random), seeded(random), crypto::BoxKeyPair::generate(random).value(),
                      root.publicKey(), {}, {}, 7, {}, seeded(random), {}};
    keys.certificate = {1, keys.sign.publicKey(), {keys.box.publicKey().bytes}, keys.epoch, {}};
    sign(keys.certificate, root);
    keys.device.key = keys.sign.publicKey();
    keys.device.kind = 1;
    keys.device.hubKey = 1;
    sign(keys.device, keys.sign);
    keys.caCertificate = crypto::selfSignedCa(keys.ca, "Test office", 1).value();
    const Hash spki = random.id<Hash>().value();
    keys.spkiHash.assign(spki.bytes.begin(), spki.bytes.end());
    return keys;
}

/// A founded hub in memory.
struct HubSite {
    explicit HubSite(std::uint64_t seed = 1)
        : random(seed), db(store::Database::inMemory().value()),
          core(db, hubKeys(random), random, clock)
    {
        REQUIRE(core.createTables(db).ok());
        REQUIRE(hub::found(core).ok());
        agency = hub::addAgency(core, "Brent Council", schema::agency::Sector::LocalAuthority)
                     .value()
                     .id;
    }
    PersonId staff(const access::HeldRoles& roles, std::string_view name = "Ada Okafor")
    {
        return hub::addStaff(core, name, agency, roles).value().id;
    }
    [[nodiscard]] Hash spki() const { return Hash::from(core.keys.spkiHash); }
    /// A tablet as enrolment leaves it, with nothing yet.
    hub::Device device(const PersonId& person)
    {
        const auto key = seeded(random);
        hub::Device made;
        made.id = deviceOf(key.publicKey());
        made.staff = person;
        made.key = key.publicKey();
        made.serial = ++devices;
        REQUIRE(core.registry.put(made).ok());
        return made;
    }

    StandingClock clock;
    SeededRandom random;
    store::Database db;
    hub::HubCore core;
    AgencyId agency;
    std::uint64_t devices = 0;
};

} // namespace lapwing::test
