// Who may read and write what, after any history of what an office does to access: the hub's own
// functions over a hub in memory, against an oracle that shares no code with them. One history is
// what happened to one person and one case; an office has people × cases of them at once.
#include "server-stub/service/caseload.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/hub_round.h"
#include "server-stub/service/import.h"
#include "server-stub/service/staff_roles.h"
#include "tests/support/history_oracle.h"
#include "tests/support/hub.h"
#include "tests/support/must.h"
#include "tests/support/seed.h"
#include "tests/support/table_copy.h"

#include <array>
#include <cstdlib>

using namespace lapwing;
using namespace lapwing::test;
using access::Role;

namespace {
constexpr std::size_t kPeople = 24, kCases = 16, kStepsOfOne = 500;
constexpr std::array kRoles{Role::Idva,
                            Role::IomOfficer,
                            Role::MaracCoordinator,
                            Role::IomCoordinator,
                            Role::ProbationPractitioner,
                            Role::AgencyRep,
                            Role::EvvpCoordinator,
                            Role::CmaracCoordinator};
constexpr std::array<std::string_view, 4> kPanels{"da_marac", "iom", "evvp", "cmarac"};

/// An office, and beside it the oracle that is told the same.
struct AccessOffice : HubSite {
    explicit AccessOffice(std::uint64_t seed) : HubSite(seed), draw(seed)
    {
        decider = staff(Role::IgOfficer, "Who decides");
        for (std::size_t i = 0; i < kCases; ++i) addCase(i);
        for (const auto role : kRoles) {
            auto& row = oracle.table.emplace_back();
            for (const auto& parts : strands) {
                auto& gives = row.emplace_back();
                for (const auto& strand : parts)
                    gives[static_cast<std::uint8_t>(strand.compartment)] =
                        access::strandRights(role, strand.compartment, strand.panel).bits;
            }
        }
        for (std::size_t i = 0; i < kPeople; ++i) {
            const auto role = any(kRoles.size());
            people.push_back(staff(kRoles[role], "Person " + std::to_string(i)));
            oracle.people.push_back({role, {}, {}});
            for (std::size_t j = 0; j <= any(2); ++j) {
                tablets.push_back(device(people.back()));
                oracle.tablets.push_back({i, false});
            }
        }
        kept.resize(tablets.size());
    }
    std::size_t any(std::size_t below) { return static_cast<std::size_t>(draw.below(below)); }
    std::string ref(std::size_t i) const { return "C-" + std::to_string(i); }
    void addCase(std::size_t i)
    {
        hub::Import import(core);
        must(import.run(R"({"case":")" + ref(i) + R"(","panel":")" +
                        std::string(kPanels[i % kPanels.size()]) +
                        R"(","record":"case","fields":{"title":"A"}})"));
        cases.push_back(must(core.registry.caseByRef(ref(i)))->id);
        strands.push_back(must(core.strands.strandsOfCase(cases.back())));
    }
    /// As one request of the office: all of it, or nothing.
    template <typename Act>
    bool office(Act&& act)
    {
        auto transaction = must(store::Transaction::begin(db));
        const auto done = act();
        if (done.ok()) must(transaction.commit());
        return done.ok();
    }

    /// The tablet's next round: it shows the word that it has, and takes the new one.
    void meet(std::size_t i)
    {
        wire::Hello hello;
        hello.hubEpoch = kept[i] ? kept[i]->hubEpoch : 0;
        if (kept[i]) hello.grantSerial = {kept[i]->serial};
        hello.nonce = must(random.id<wire::RoundNonce>());
        wire::FrameWriter out;
        out.put(wire::FrameType::Hello, wire::encodeMessage(hello));
        if (kept[i] && oracle.isDoubted(i)) out.put(wire::FrameType::GrantFrame, encode(*kept[i]));
        CHECK(office([&] { return hub::HubRound(core).handle(tablets[i].key, out.take()); }));
        kept[i] = must(core.makeGrant(*must(core.registry.device(tablets[i].id))));
        oracle.meet(i);
    }
    void restore()
    {
        putBack(db);
        core.idle.clear();
        core.keys.actor = seeded(random);
        ++core.keys.epoch;
        must(hub::found(core));
        must(core.registry.doubtAll());
        must(core.foundRows.rememberSerials(core.keys.epoch, must(core.registry.devices())));
        oracle.restore();
    }

    bool assignOne(std::size_t who, std::size_t caseNo);
    void step();
    void compare();

    SeededRandom draw;
    PersonId decider;
    std::vector<CaseId> cases;
    std::vector<std::vector<store::Strand>> strands; ///< by case
    std::vector<PersonId> people;
    std::vector<hub::Device> tablets;
    std::vector<std::optional<Grant>> kept; ///< by tablet, the office's last word
    HistoryOracle oracle;
};

bool AccessOffice::assignOne(std::size_t who, std::size_t caseNo)
{
    return office([&] { return hub::assign(core, ref(caseNo), people[who]); });
}

void AccessOffice::step()
{
    const auto who = any(kPeople), caseNo = any(kCases), tablet = any(tablets.size());
    const hub::Exclusion exclusion{people[who], cases[caseNo], {}, decider, "A relative", 0};
    switch (any(40)) {
    case 0: {
        const auto role = any(kRoles.size());
        const bool is = oracle.people[who].role != role;
        CHECK(office([&] { return hub::setRoles(core, people[who], kRoles[role]); }) == is);
        if (is) oracle.setRole(who, role);
        return;
    }
    case 1:
        CHECK(office([&] { return hub::exclude(core, exclusion); }));
        return oracle.exclude(who, caseNo);
    case 2:
        CHECK(office([&] { return hub::endExclusion(core, exclusion); }) ==
              oracle.endExclusion(who, caseNo));
        return;
    case 3: {
        const auto to = any(kPeople);
        CHECK(office([&] { return hub::handOver(core, people[who], people[to]); }) ==
              oracle.handOver(who, to));
        return;
    }
    case 4:
        if (!draw.oneIn(8)) return;
        CHECK(office([&] { return hub::stopDevice(core, tablets[tablet].id); }));
        return oracle.stop(tablet);
    case 5:
        if (!draw.oneIn(16)) return;
        CHECK(office([&] { return hub::leave(core, people[who]); }));
        return oracle.leave(who);
    case 6:
        if (!draw.oneIn(4)) return;
        keepCopy(db);
        return oracle.backUp();
    case 7:
        if (oracle.hasBackup() && draw.oneIn(4)) restore();
        return;
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
    case 14:
    case 15:
        return meet(tablet);
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
    case 21:
    case 22:
    case 23:
    case 24:
        CHECK(office([&] { return hub::unassign(core, ref(caseNo), people[who]); }) ==
              oracle.unassign(who, caseNo));
        return;
    default:
        CHECK(assignOne(who, caseNo) == oracle.assign(who, caseNo));
        return;
    }
}

/// What each tablet has in each part of each case, and what its next grant names.
void AccessOffice::compare()
{
    for (std::size_t i = 0; i < tablets.size(); ++i) {
        if (oracle.isDoubted(i)) meet(i);
    }
    for (std::size_t i = 0; i < tablets.size(); ++i) {
        const auto grant = must(core.makeGrant(*must(core.registry.device(tablets[i].id))));
        for (std::size_t c = 0; c < cases.size(); ++c)
            for (const auto& strand : strands[c]) {
                const auto should =
                    oracle.bits(i, c, static_cast<std::uint8_t>(strand.compartment));
                const auto held = must(core.registry.holding(tablets[i].id, strand.ix));
                CAPTURE(i);
                CAPTURE(c);
                CAPTURE(static_cast<int>(strand.compartment));
                REQUIRE((held ? held->rights : 0) == should);
                REQUIRE(grant.rightsOn(strand.id) == should);
            }
    }
}
} // namespace

TEST_CASE("after any history of access each tablet has what the rules say, and no more")
{
    const char* asked = std::getenv("LAPWING_HISTORIES");
    const std::uint64_t histories = asked ? std::strtoull(asked, nullptr, 10) : 40'000;
    const auto seed = seedOfThisRun();
    for (std::uint64_t done = 0, n = 0; done < histories; done += kPeople * kCases, ++n) {
        CAPTURE(seed + n);
        AccessOffice office(seed + n);
        for (std::size_t step = 0; step < kStepsOfOne; ++step) {
            CAPTURE(step);
            office.step();
            if (step % 100 == 99) office.compare();
        }
    }
}
