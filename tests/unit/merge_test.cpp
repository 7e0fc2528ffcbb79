#include "sync/log/merge.h"
#include "tests/support/field_named.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using lapwing::test::fieldNamed;

namespace {
SiblingView sibling(std::uint8_t author, std::uint64_t ctr, Value value)
{
    SiblingView s;
    s.dot.actor.bytes.fill(author);
    s.dot.ctr = ctr;
    s.value = std::move(value);
    return s;
}

const schema::Field& fieldWith(schema::MergePolicy policy)
{
    for (const auto& type : schema::types())
        for (const auto& candidate : type.fields)
            if (candidate.policy == policy) return candidate;
    FAIL("no field has that policy");
    return schema::types().front().fields.front();
}

Value word(const schema::Field& of, std::size_t place)
{
    return Value::code(of.vocabulary->codes[place].number);
}

constexpr std::uint32_t kLifeCore = 2;
constexpr std::uint32_t kInCore = 110 * 8 + 2;
constexpr std::uint32_t kInSafety = 136 * 8 + 3;

DisplayedRegisters liveRecord()
{
    return {{{kLifeCore, {}}, {sibling(1, 1, Value::code(1))}},
            {{kInCore, {}}, {sibling(1, 1, Value::code(1))}},
            {{kInSafety, {}}, {sibling(1, 1, Value::text("wishes"))}}};
}

constexpr std::uint32_t kLifeSafety = 3;

/// As displayed here, and then removed by `author` in each part.
DisplayedRegisters removed(DisplayedRegisters shown, std::uint8_t author,
                           const std::vector<SeenDot>& confirms = {})
{
    const auto before = shown;
    for (const auto life : {kLifeCore, kLifeSafety}) {
        auto value = retiredValue(before, schema::compartmentOf(life), confirms);
        shown[{life, {}}] = {sibling(author, 9, std::move(value))};
    }
    return shown;
}
} // namespace

TEST_CASE("one value is plain, whatever the field's policy")
{
    for (const auto policy : {schema::MergePolicy::Protective, schema::MergePolicy::Identity,
                              schema::MergePolicy::AddWins, schema::MergePolicy::LongText,
                              schema::MergePolicy::LowValue}) {
        const auto reading = readRegister(fieldWith(policy), {sibling(1, 1, Value::code(1))});
        CHECK(reading.value == Value::code(1));
        CHECK_FALSE(reading.conflict);
    }
    const auto none = readRegister(fieldWith(schema::MergePolicy::Identity), {});
    CHECK_FALSE(none.value);
    CHECK(none.distinct.empty());
}

TEST_CASE("a protective field shows its most protective word, marked, and asks for a reason")
{
    const auto& risk = fieldNamed("case", "risk_level");
    REQUIRE(risk.policy == schema::MergePolicy::Protective);
    const auto& codes = risk.vocabulary->codes;
    const auto highest = std::ranges::max_element(codes, {}, &schema::Code::rank);
    const auto lowest = std::ranges::min_element(codes, {}, &schema::Code::rank);
    REQUIRE(highest->rank > lowest->rank);
    const auto most = Value::code(highest->number);
    const auto least = Value::code(lowest->number);
    for (const auto& siblings : {std::vector{sibling(1, 1, most), sibling(2, 5, least)},
                                 std::vector{sibling(1, 5, least), sibling(2, 1, most)}}) {
        const auto reading = readRegister(risk, siblings);
        CHECK(reading.value == most);
        CHECK(reading.conflict);
        CHECK(reading.needsReason);
        CHECK(reading.distinct.size() == 2);
    }
}

TEST_CASE("an emptied protective field never hides a word, and a word of a newer version is shown")
{
    const auto& risk = fieldNamed("case", "risk_level");
    for (std::size_t i = 0; i < risk.vocabulary->codes.size(); ++i) {
        const auto known = sibling(1, 1, word(risk, i));
        CHECK(readRegister(risk, {known, sibling(2, 9, Value::cleared())}).value == known.value);
        const auto newer = Value::code(60'000);
        CHECK(readRegister(risk, {known, sibling(2, 9, newer)}).value == newer);
    }
}

TEST_CASE("an identity field in a conflict shows every sibling and prefers none")
{
    const auto& name = fieldNamed("person", "legal_name");
    REQUIRE(name.policy == schema::MergePolicy::Identity);
    const auto reading = readRegister(name, {sibling(2, 4, Value::text("b")),
                                             sibling(1, 4, Value::text("a")),
                                             sibling(3, 1, Value::text("c"))});
    CHECK_FALSE(reading.value);
    CHECK(reading.conflict);
    CHECK(reading.needsReason);
    REQUIRE(reading.distinct.size() == 3);
    CHECK(reading.distinct[0].value == Value::text("c"));
    CHECK(reading.distinct[1].value == Value::text("a"));
    CHECK(reading.distinct[2].value == Value::text("b"));
}

TEST_CASE("a member of a set that one kept and another took away is present, marked")
{
    const auto& subjects = fieldNamed("case", "subjects");
    REQUIRE(subjects.isSet());
    for (const bool keptFirst : {true, false}) {
        const auto reading = readRegister(
            subjects, {sibling(1, keptFirst ? 1 : 9, Value::integer(1)),
                       sibling(2, keptFirst ? 9 : 1, Value::integer(0))});
        CHECK(reading.value == Value::integer(1));
        CHECK(reading.conflict);
    }
    const auto gone = readRegister(subjects, {sibling(1, 1, Value::integer(0)),
                                              sibling(2, 1, Value::integer(0))});
    CHECK(gone.value == Value::integer(0));
    CHECK_FALSE(gone.conflict);
}

TEST_CASE("a long text in a conflict waits for a person")
{
    const auto& text = fieldWith(schema::MergePolicy::LongText);
    const auto reading =
        readRegister(text, {sibling(1, 1, Value::text("a")), sibling(2, 1, Value::text("b"))});
    CHECK_FALSE(reading.value);
    CHECK(reading.conflict);
}

TEST_CASE("what is only appended shows everything and never conflicts")
{
    const auto& note = fieldWith(schema::MergePolicy::Append);
    const auto reading =
        readRegister(note, {sibling(1, 1, Value::text("a")), sibling(2, 1, Value::text("b"))});
    CHECK_FALSE(reading.value);
    CHECK_FALSE(reading.conflict);
    CHECK(reading.distinct.size() == 2);
}

TEST_CASE("of low value, the latest by counter and then by author is shown without a question")
{
    const auto& title = fieldNamed("case", "title");
    REQUIRE(title.policy == schema::MergePolicy::LowValue);
    auto reading =
        readRegister(title, {sibling(9, 1, Value::text("a")), sibling(1, 2, Value::text("b"))});
    CHECK(reading.value == Value::text("b"));
    CHECK_FALSE(reading.conflict);
    reading = readRegister(title, {sibling(2, 2, Value::text("a")),
                                   sibling(1, 2, Value::text("b"))});
    CHECK(reading.value == Value::text("a"));
    // Said twice, the later saying counts.
    reading = readRegister(title, {sibling(1, 1, Value::text("a")), sibling(2, 2, Value::text("b")),
                                   sibling(3, 3, Value::text("a"))});
    CHECK(reading.value == Value::text("a"));
}

TEST_CASE("equal values written side by side are shown once, and stay two siblings")
{
    const auto& name = fieldNamed("person", "legal_name");
    const std::vector<SiblingView> siblings{sibling(1, 1, Value::text("same")),
                                            sibling(2, 1, Value::text("same"))};
    const auto reading = readRegister(name, siblings);
    CHECK(reading.distinct.size() == 1);
    CHECK(reading.value == Value::text("same"));
    CHECK_FALSE(reading.conflict);
    CHECK(siblings.size() == 2);
}

TEST_CASE("a record lives until it is removed, and is gone when everything in it was seen")
{
    CHECK(lifeOf({}) == Life::Live);
    CHECK(lifeOf(liveRecord()) == Life::Live);
    CHECK(lifeOf(removed(liveRecord(), 2)) == Life::Retired);
}

TEST_CASE("an edit that the remover had not seen keeps the record in sight")
{
    auto registers = removed(liveRecord(), 2);
    registers[{kInCore, {}}] = {sibling(3, 1, Value::code(2))};
    CHECK(lifeOf(registers) == Life::RemovedButChanged);
}

TEST_CASE("an unseen edit in another compartment counts though author and counter look the same")
{
    auto seen = liveRecord();
    seen.erase({kInSafety, {}});
    auto registers = removed(seen, 2);
    registers[{kInSafety, {}}] = {sibling(1, 1, Value::text("unseen"))};
    CHECK(lifeOf(registers) == Life::RemovedButChanged);
}

TEST_CASE("a record removed by two people who each saw everything is gone")
{
    auto registers = removed(liveRecord(), 2);
    const auto other = removed(liveRecord(), 3);
    for (const auto life : {kLifeCore, kLifeSafety})
        registers[{life, {}}].push_back(other.at({life, {}}).front());
    CHECK(lifeOf(registers) == Life::Retired);
}

TEST_CASE("a record removed by one and brought back by another is shown as both")
{
    auto registers = removed(liveRecord(), 2);
    registers[{kLifeCore, {}}].push_back(sibling(3, 4, Value::code(1)));
    CHECK(lifeOf(registers) == Life::RemovedButChanged);
}

TEST_CASE("a removal in one part tells nothing of another")
{
    const auto shown = liveRecord();
    const auto safety = shown.at({kInSafety, {}}).front().dot;
    auto withoutSafety = shown;
    withoutSafety.erase({kInSafety, {}});
    CHECK(retiredValue(shown, schema::Compartment::Core) ==
          retiredValue(withoutSafety, schema::Compartment::Core));
    CHECK(safety.ctr == 1);
    auto registers = shown;
    registers[{kLifeCore, {}}] = {sibling(2, 9, retiredValue(shown, schema::Compartment::Core))};
    CHECK(lifeOf(registers) == Life::RemovedButChanged);
}

TEST_CASE("a record that warns is gone only when another removal confirms the first")
{
    const auto once = removed(liveRecord(), 2);
    CHECK(lifeOf(once, true) == Life::ToBeConfirmed);
    CHECK(lifeOf(once, false) == Life::Retired);
    const auto first = once.at({kLifeCore, {}}).front().dot;
    const auto twice = removed(once, 3, {first});
    CHECK(confirmedBy(twice.at({kLifeCore, {}}).front().value) == std::vector{first});
    CHECK(lifeOf(twice, true) == Life::Retired);
    auto edited = twice;
    edited[{kInCore, {}}] = {sibling(4, 4, Value::code(2))};
    CHECK(lifeOf(edited, true) == Life::RemovedButChanged);
}

TEST_CASE("a removal whose list of dots cannot be read hides nothing")
{
    auto registers = liveRecord();
    registers[{kLifeCore, {}}] = {
        sibling(2, 9, Value::binary(ValueKind::Retired, {0x05, 0x02, 0x01}))};
    CHECK(lifeOf(registers) == Life::RemovedButChanged);
}
