#pragma once

#include "tests/support/small_world.h"

namespace lapwing::test {

inline constexpr auto kMarac = {schema::Compartment::Visit, schema::Compartment::Core,
                                schema::Compartment::Safety};

/// A case with an action and a phone number, and the tablets of the two people who have it.
/// Two of one seed are the same: one goes on, the other is its backup, or a copy of its vaults.
struct TwoTablets {
    explicit TwoTablets(std::uint64_t seed = 7) : random(seed)
    {
        clock.wall = 1'830'000'000'000; // after every day that these tests write of
        hub.assign(caseId, idva, kMarac);
        hub.assign(caseId, coordinator, kMarac);
        must(one.sync(hub));
        must(two.sync(hub));
    }
    void syncAll()
    {
        for (auto* tablet : {&one, &two, &one}) must(tablet->sync(hub));
    }

    /// What a tablet shows of a field; "(conflict)" when it has several versions.
    static std::string text(SmallTablet& tablet, const RecordId& record, std::string_view type,
                            std::string_view field)
    {
        const auto& f = fieldNamed(type, field);
        const auto form = must(tablet.replica->display(record));
        const auto reading = readRegister(f, form.read(f.wire()).shown());
        return reading.value ? std::string(reading.value->asText()) : std::string("(conflict)");
    }

    SeededRandom random;
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("DA-1", "Case one");
    RecordId action = hub.addRecord(caseId, "action", "text", Value::text("Fit a new lock"));
    RecordId phone =
        hub.addRecord(caseId, "contact_point", "value", Value::text("020 7946 0001"));
    PersonId idva = hub.addStaff("Amara Ode", access::Role::Idva);
    PersonId coordinator = hub.addStaff("Ben Hart", access::Role::MaracCoordinator);
    SmallTablet one{hub, idva, random, clock};
    SmallTablet two{hub, coordinator, random, clock};
};

} // namespace lapwing::test
