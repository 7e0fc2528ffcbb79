#include "shared/rules/repeat.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::rules;
using namespace std::chrono_literals;

namespace {

RecordId person(std::uint8_t n) { return RecordId{{n}}; }

const RecordId kVictim = person(1);
const RecordId kHim = person(2);
const RecordId kBrother = person(3);

Referral referral(Date submitted, std::vector<RecordId> by = {kHim})
{
    Referral r;
    r.submitted = submitted;
    r.victims = {kVictim};
    r.perpetrators = std::move(by);
    return r;
}

Incident incident(Date occurred, std::vector<RecordId> by = {kHim})
{
    Incident i;
    i.occurred = occurred;
    i.disclosed = occurred;
    i.victims = {kVictim};
    i.perpetrators = std::move(by);
    return i;
}

RepeatKind kindOf(const std::vector<Referral>& earlier, const Incident& now,
                  const RepeatSettings& settings = {})
{
    return findRepeat(earlier, now, settings).kind;
}

} // namespace

TEST_CASE("vector 1: the anniversary of 29 February is 28 February, and still inside")
{
    const std::vector earlier{referral(2024y / 2 / 29)};
    const auto inside = findRepeat(earlier, incident(2025y / 2 / 28));
    CHECK(inside.kind == RepeatKind::Repeat);
    CHECK(inside.anchor == 2024y / 2 / 29);
    CHECK(inside.windowEnd == 2025y / 2 / 28);
    CHECK(kindOf(earlier, incident(2025y / 3 / 1)) == RepeatKind::OutsideWindow);
}

TEST_CASE("vector 2: an accepted repeat becomes the new anchor")
{
    const std::vector earlier{referral(2024y / 1 / 10), referral(2024y / 11 / 1)};
    const auto chained = findRepeat(earlier, incident(2025y / 10 / 31));
    CHECK(chained.kind == RepeatKind::Repeat);
    CHECK(chained.referral == 1);
    CHECK(kindOf(earlier, incident(2025y / 11 / 1)) == RepeatKind::Repeat);
    CHECK(kindOf(earlier, incident(2025y / 11 / 2)) == RepeatKind::OutsideWindow);
}

TEST_CASE("vector 3: somebody else is a new case, one of the former two is a repeat")
{
    CHECK(kindOf({referral(2024y / 3 / 1)}, incident(2024y / 6 / 1, {kBrother})) ==
          RepeatKind::NewCase);
    CHECK(kindOf({referral(2024y / 3 / 1, {kHim, kBrother})},
                 incident(2024y / 6 / 1, {kBrother})) == RepeatKind::Repeat);
}

TEST_CASE("vector 4: counting from the meeting makes a repeat of what the referral missed")
{
    std::vector earlier{referral(2024y / 3 / 1)};
    earlier[0].lastMeeting = 2024y / 3 / 14;
    CHECK(kindOf(earlier, incident(2025y / 3 / 10)) == RepeatKind::OutsideWindow);
    const auto found =
        findRepeat(earlier, incident(2025y / 3 / 10), {.anchor = RepeatAnchor::LastMeeting});
    CHECK(found.kind == RepeatKind::Repeat);
    CHECK(found.anchor == 2024y / 3 / 14);
    CHECK(found.anchorIsMeeting);
}

TEST_CASE("vector 5: what is no crime repeats under any abuse and only prompts under crimes only")
{
    const std::vector earlier{referral(2024y / 3 / 1)};
    auto message = incident(2024y / 6 / 1);
    message.criminal = false;
    CHECK(kindOf(earlier, message) == RepeatKind::Repeat);
    const RepeatSettings crimesOnly{.scope = RepeatScope::CriminalOnly};
    CHECK(kindOf(earlier, message, crimesOnly) == RepeatKind::PromptOnly);
    message.criminal = true;
    CHECK(kindOf(earlier, message, crimesOnly) == RepeatKind::Repeat);
    message.criminal.reset();
    CHECK(findRepeat(earlier, message, crimesOnly).prompt == PromptReason::CrimeUnknown);
}

TEST_CASE("a referral that was rejected, withdrawn or not yet sent anchors nothing")
{
    std::vector earlier{referral(2024y / 1 / 10), referral(2024y / 11 / 1)};
    earlier[1].counts = false;
    CHECK(kindOf(earlier, incident(2025y / 1 / 11)) == RepeatKind::OutsideWindow);
    CHECK(findRepeat(earlier, incident(2025y / 1 / 10)).referral == 0);
    earlier[0].counts = false;
    CHECK(kindOf(earlier, incident(2025y / 1 / 10)) == RepeatKind::NoAnchor);
}

TEST_CASE("the day it was disclosed stands for a day nobody knows")
{
    const std::vector earlier{referral(2024y / 3 / 1)};
    auto told = incident(2024y / 6 / 1);
    told.occurred.reset();
    told.disclosed = 2025y / 3 / 1;
    const auto found = findRepeat(earlier, told);
    CHECK(found.kind == RepeatKind::Repeat);
    CHECK(found.incidentIsDisclosure);
    told.disclosed = 2025y / 3 / 2;
    CHECK(kindOf(earlier, told) == RepeatKind::OutsideWindow);
}

TEST_CASE("an incident of the day of the referral, or before it, is part of that referral")
{
    const std::vector earlier{referral(2024y / 3 / 1)};
    CHECK(kindOf(earlier, incident(2024y / 3 / 1)) == RepeatKind::NoAnchor);
    CHECK(kindOf(earlier, incident(2024y / 2 / 1)) == RepeatKind::NoAnchor);
    CHECK(kindOf(earlier, incident(2024y / 3 / 2)) == RepeatKind::Repeat);
}

TEST_CASE("an old incident told late repeats the referral before it, not the one after")
{
    const std::vector earlier{referral(2024y / 1 / 10), referral(2024y / 11 / 1)};
    const auto found = findRepeat(earlier, incident(2024y / 9 / 1));
    CHECK(found.kind == RepeatKind::Repeat);
    CHECK(found.referral == 0);
}

TEST_CASE("what happens between a referral and its meeting counts from the referral")
{
    std::vector earlier{referral(2024y / 3 / 1)};
    earlier[0].lastMeeting = 2024y / 3 / 14;
    const auto found =
        findRepeat(earlier, incident(2024y / 3 / 10), {.anchor = RepeatAnchor::LastMeeting});
    CHECK(found.kind == RepeatKind::Repeat);
    CHECK(found.anchor == 2024y / 3 / 1);
    CHECK_FALSE(found.anchorIsMeeting);
}

TEST_CASE("an incident by nobody named yet asks who it was")
{
    const auto found =
        findRepeat(std::vector{referral(2024y / 3 / 1)}, incident(2024y / 6 / 1, {}));
    CHECK(found.kind == RepeatKind::PromptOnly);
    CHECK(found.prompt == PromptReason::PerpetratorUnknown);
}

TEST_CASE("another victim's referral anchors nothing")
{
    auto other = referral(2024y / 3 / 1);
    other.victims = {person(9)};
    CHECK(kindOf({other}, incident(2024y / 6 / 1)) == RepeatKind::NoAnchor);
}

TEST_CASE("the order in which referrals are known does not change the finding")
{
    std::vector earlier{referral(2023y / 12 / 1, {kBrother}), referral(2024y / 1 / 10),
                        referral(2024y / 11 / 1), referral(2025y / 1 / 5, {kBrother})};
    const auto by = [](const Referral& a, const Referral& b) { return a.submitted < b.submitted; };
    std::ranges::sort(earlier, by);
    const auto expected = findRepeat(earlier, incident(2025y / 2 / 1)).anchor;
    CHECK(expected == 2024y / 11 / 1);
    do {
        CHECK(findRepeat(earlier, incident(2025y / 2 / 1)).anchor == expected);
    } while (std::next_permutation(earlier.begin(), earlier.end(), by));
}

TEST_CASE("a finding is said in plain words with its dates")
{
    const std::vector earlier{referral(2026y / 3 / 14)};
    CHECK(explain(findRepeat(earlier, incident(2026y / 6 / 2))) ==
          "This is a repeat (Happened on 2 June 2026, within 12 months of the referral of 14 "
          "March 2026).");
    CHECK(explain(findRepeat(earlier, incident(2026y / 6 / 2, {kBrother}))) ==
          "Happened on 2 June 2026, within 12 months of the referral of 14 March 2026, but by "
          "someone else: new case, not a repeat.");
    CHECK(explain(findRepeat(earlier, incident(2027y / 6 / 2))) ==
          "Happened on 2 June 2027. The 12 months of the referral of 14 March 2026 ended on "
          "14 March 2027: new referral, not a repeat.");
    CHECK(explain(findRepeat({}, incident(2026y / 6 / 2))) ==
          "There is no earlier referral to count from. Make a new referral if one is needed.");
}

TEST_CASE("a case lapses on the day after its last inclusive day")
{
    CHECK_FALSE(hasLapsed(2024y / 2 / 29, 2025y / 2 / 28));
    CHECK(hasLapsed(2024y / 2 / 29, 2025y / 3 / 1));
}

TEST_CASE("whoever is not named is not somebody else: every gap asks and none is silent")
{
    const auto named = [](bool is, RecordId who) {
        return is ? std::vector{who} : std::vector<RecordId>{};
    };
    for (unsigned gaps = 0; gaps < 16; ++gaps) {
        CAPTURE(gaps);
        auto before = referral(2024y / 3 / 1, named(!(gaps & 1), kHim));
        before.victims = named(!(gaps & 2), kVictim);
        auto now = incident(2024y / 6 / 1, named(!(gaps & 4), kHim));
        now.victims = named(!(gaps & 8), kVictim);
        const auto found = findRepeat(std::vector{before}, now);
        CHECK(found.kind == (gaps == 0 ? RepeatKind::Repeat : RepeatKind::PromptOnly));
        if (gaps == 0) continue;
        const bool perpetrator = (gaps & 5) != 0;
        CHECK(found.prompt ==
              (perpetrator ? PromptReason::PerpetratorUnknown : PromptReason::VictimUnknown));
        const bool sayNow = (gaps & (perpetrator ? 4u : 8u)) != 0;
        const std::string asks = sayNow ? "Say who " : "the same person? That referral";
        CHECK(explain(found).find(asks) != std::string::npos);
    }
}

TEST_CASE("of several victims that stand in one field each counts")
{
    auto before = referral(2024y / 3 / 1);
    before.victims = {person(9), kVictim};
    auto now = incident(2024y / 6 / 1);
    CHECK(kindOf({before}, now) == RepeatKind::Repeat);
    now.victims = {person(8), person(9)};
    CHECK(kindOf({before}, now) == RepeatKind::Repeat);
    now.victims = {person(8)};
    CHECK(kindOf({before}, now) == RepeatKind::NoAnchor);
}

TEST_CASE("a referral that is certain makes a repeat, though a later one does not say who")
{
    const std::vector both{referral(2024y / 3 / 1), referral(2024y / 5 / 1, {})};
    CHECK(kindOf(both, incident(2024y / 6 / 1)) == RepeatKind::Repeat);
    CHECK(kindOf(both, incident(2025y / 4 / 1)) == RepeatKind::PromptOnly);
}
