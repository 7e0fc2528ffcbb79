#include "shared/access/decide.h"
#include "shared/base/random.h"
#include "tests/support/access_oracle.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace lapwing;
using namespace lapwing::access;
using schema::Compartment;
using schema::Panel;

namespace {

constexpr int kQuestions = 400000;

struct Posed {
    std::array<Role, 2> roles{};
    Question request;
};

/// Mostly questions that fit together, so that the rules are reached; some that do not, and some
/// with numbers nobody knows.
void ask(SeededRandom& random, Posed& q)
{
    static constexpr std::array<std::string_view, 4> kReasons{"", " \t", "threat to life", "x"};
    const auto any = [&](std::uint64_t known) { return random.below(known + (random.oneIn(20))); };
    const auto mostly = [&] { return !random.oneIn(4); };
    Question& r = q.request;
    r = {};
    for (Role& role : q.roles) role = static_cast<Role>(1 + any(22) - random.oneIn(60));
    r.roles = {q.roles.data(), random.oneIn(5) ? 2u : random.oneIn(60) ? 0u : 1u};
    r.stopped = random.oneIn(12);
    r.leaseValid = !random.oneIn(12);
    r.channel = static_cast<Outlet>(any(6));
    r.action = static_cast<Action>(any(3));
    r.area = random.oneIn(2) ? Area::CaseContent : static_cast<Area>(any(7));
    r.panel = static_cast<Panel>(any(7));
    const bool ofCase = r.area == Area::CaseContent || r.area == Area::ActionRecord ||
                        r.area == Area::OwnWords;
    const auto fitting = ofCase ? 1 + random.below(6) : 0;
    r.compartment = static_cast<Compartment>(mostly() ? fitting : any(7));
    r.sensitivity = mostly() ? highestIn(r.compartment) : static_cast<ContentClass>(any(7));
    if (r.area == Area::Directory && mostly()) r.panel = Panel::Directory;
    r.aggregated = random.oneIn(2);
    r.panelMatch = mostly();
    r.assigned = mostly();
    r.ownRecord = random.oneIn(2);
    r.ownAgency = random.oneIn(2);
    r.sameTeam = random.oneIn(2);
    r.listedSoon = random.oneIn(2);
    if (random.oneIn(2))
        r.grant = ExplicitGrant{mostly() ? r.compartment : static_cast<Compartment>(any(7)),
                                kReasons[random.below(kReasons.size())]};
}

std::string inWords(const Question& r)
{
    std::string text = "roles";
    for (const Role role : r.roles) text += ' ' + std::to_string(static_cast<int>(role));
    const auto add = [&](const char* name, auto value) {
        text += std::string(" ") + name + ' ' + std::to_string(static_cast<int>(value));
    };
    add("channel", r.channel);
    add("action", r.action);
    add("area", r.area);
    add("panel", r.panel);
    add("compartment", r.compartment);
    add("class", r.sensitivity);
    add("panelMatch", r.panelMatch);
    add("assigned", r.assigned);
    add("ownRecord", r.ownRecord);
    add("ownAgency", r.ownAgency);
    add("sameTeam", r.sameTeam);
    add("listedSoon", r.listedSoon);
    add("aggregated", r.aggregated);
    add("grant", r.grant.has_value());
    return text;
}

} // namespace

TEST_CASE("decide() agrees with an oracle written from the matrix, for every role that may at all")
{
    SeededRandom random(seedOfThisRun());
    std::array<int, 23> allowedAlone{};
    Posed q;
    for (int i = 0; i < kQuestions; ++i) {
        ask(random, q);
        const Decision decision = decide(q.request);
        if (decision.allow != oracleAllows(q.request)) {
            CAPTURE(inWords(q.request));
            FAIL("decide() says " << decision.allow << ", the oracle the opposite; question " << i);
        }
        if (decision.allow != (decision.reason == Reason::Allowed)) FAIL("a reason that lies");
        if (decision.allow && q.request.roles.size() == 1 && q.request.area != Area::Directory)
            ++allowedAlone[static_cast<std::size_t>(q.roles[0])];
    }
    // The questions reached a yes for each role that has any: an oracle of noes proves nothing.
    for (std::size_t role = 1; role <= 21; ++role) {
        CAPTURE(role);
        CHECK(allowedAlone[role] > 0);
    }
    CHECK(allowedAlone[22] == 0);
}

TEST_CASE("taking a fact away never turns a no into a yes")
{
    SeededRandom random(seedOfThisRun());
    Posed q;
    int allowed = 0;
    for (int i = 0; i < kQuestions / 8; ++i) {
        ask(random, q);
        Question less = q.request;
        switch (random.below(8)) {
        case 0: less.assigned = false; break;
        case 1: less.ownRecord = false; break;
        case 2: less.ownAgency = false; break;
        case 3: less.sameTeam = false; break;
        case 4: less.listedSoon = false; break;
        case 5: less.panelMatch = false; break;
        case 6: less.grant.reset(); break;
        default: less.leaseValid = false; break;
        }
        const bool before = decide(q.request).allow;
        allowed += before;
        if (decide(less).allow && !before) {
            CAPTURE(inWords(q.request));
            FAIL("less opened more; question " << i);
        }
    }
    CHECK(allowed > 100);
}
