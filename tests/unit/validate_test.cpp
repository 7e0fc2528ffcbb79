#include "shared/schema/validate.h"

#include "shared/base/civil.h"
#include "shared/base/random.h"
#include "shared/schema/decimal.h"
#include "tests/support/field_named.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::schema;
using lapwing::test::fieldNamed;

namespace {
/// What validate() says of a value: "" when it passes.
std::string verdict(const Field& of, const Value& value)
{
    const auto result = validate(of, value);
    return result.ok() ? std::string() : result.error().message;
}
} // namespace

TEST_CASE("a value passes only in a field of its kind, within the field's bounds")
{
    const auto text = [](std::size_t size) { return Value::text(std::string(size, 'a')); };
    const struct {
        std::string_view type;
        std::string_view name;
        Value value;
        bool passes;
    } rows[] = {
        {"case", "title", Value::text("Neighbours"), true},
        {"case", "title", Value::text("two\nlines\tand a tab"), true},
        {"case", "title", Value::text(""), false},
        {"case", "title", Value::cleared(), false},
        {"case", "title", Value::integer(1), false},
        {"case", "title", Value::text("bell\a"), false},
        {"case", "title", Value::text("return\r"), false},
        {"case", "title", Value::text("delete\x7f"), false},
        {"case", "title", Value::text("next line \xc2\x85"), false},
        {"case", "title", Value::text("\xc3\x85ngstr\xc3\xb6m"), true},
        {"case", "title", Value::text("cafe\xcc\x81"), false},
        {"case", "title", Value::text("\xff"), false},
        {"case", "title", text(200), true},
        {"case", "title", text(201), false},
        {"case", "ref", Value::cleared(), true},
        {"case", "state", Value::code(7), true},
        {"case", "state", Value::code(99), false},
        {"case", "state", Value::code(65536 + 7), false},
        {"case", "opened", Value::day(20000), true},
        {"case", "opened", Value::day(kDayMax + 1), false},
        {"case", "coordinator", Value::ref(RecordId{{1}}), true},
        {"case", "coordinator", Value::ref({}), false},
        {"case", "subjects", Value::integer(1), true},
        {"case", "subjects", Value::integer(0), true},
        {"case", "subjects", Value::integer(2), false},
        {"case", "subjects", Value::ref(RecordId{{1}}), false},
        {"case", "subjects", Value::cleared(), false},
        {"referral", "assessment_score", Value::integer(24), true},
        {"referral", "assessment_score", Value::integer(-1), false},
        {"referral", "assessment_score", Value::integer(1001), false},
        {"contact_point", "verified_at", Value::instant(0), true},
        {"contact_point", "verified_at", Value::instant(-1), false},
        {"visit", "photo", Value::binary(ValueKind::BlobRef, Bytes(500)), true},
        {"visit", "photo", Value::binary(ValueKind::BlobRef, Bytes(501)), false},
    };
    for (const auto& row : rows) {
        const auto said = verdict(fieldNamed(row.type, row.name), row.value);
        CAPTURE(std::string(row.type) + "." + std::string(row.name));
        CAPTURE(said);
        CHECK(said.empty() == row.passes);
        if (!row.passes) CHECK(said.starts_with(std::string(row.type) + "."));
    }
}

TEST_CASE("a refusal names the field and what it takes, and has the code that says what to do")
{
    const auto& status = fieldNamed("action", "status");
    CHECK(parseText(status, "done").error().message ==
          "action.status: \"done\" is not one of proposed, agreed, in_progress, completed, "
          "not_completed, superseded.");
    CHECK(parseText(status, "done").error().code == ErrorCode::Rejected);
    const auto tooLong = parseText(fieldNamed("contact_point", "value"), std::string(201, '7'));
    CHECK(tooLong.error().code == ErrorCode::TooLarge);
    CHECK(tooLong.error().message == "contact_point.value: is over the limit of 200 bytes.");
    CHECK(parseText(fieldNamed("case", "title"), "\xff").error().code == ErrorCode::Malformed);
    CHECK(parseText(fieldNamed("action", "due"), "soon").error().message ==
          "action.due: takes a date like 2025-01-31.");
}

TEST_CASE("what was typed is repeated in a message only short and in plain letters")
{
    const auto said = parseText(fieldNamed("action", "status"), "\xff\n" + std::string(500, 'x'));
    CHECK(said.error().message.size() < 250);
    CHECK(said.error().message.find("\"??xxx") != std::string::npos);
}

TEST_CASE("typed text becomes a value of the field's kind")
{
    CHECK(*parseText(fieldNamed("case", "ref"), "") == Value::cleared());
    CHECK(*parseText(fieldNamed("case", "title"), "cafe\xcc\x81") == Value::text("caf\xc3\xa9"));
    CHECK(*parseText(fieldNamed("action", "status"), "agreed") == Value::code(2));
    CHECK(*parseText(fieldNamed("action", "due"), "2025-03-14") == Value::day(20161));
    CHECK(*parseText(fieldNamed("visit", "arrived_at"), "1970-01-01T00:00:01Z") ==
          Value::instant(1000));
    CHECK(*parseText(fieldNamed("action", "owner_person"), "0a00000000000001") ==
          Value::ref(RecordId{{10, 0, 0, 0, 0, 0, 0, 1}}));
    CHECK(*parseText(fieldNamed("agenda_item", "position"), "12") == Value::integer(12));
}

TEST_CASE("typed text that is no value of the field is refused")
{
    const struct {
        std::string_view type;
        std::string_view name;
        std::string_view text;
    } rows[] = {{"case", "title", ""},
                {"action", "status", "#77"},
                {"action", "status", "Agreed"},
                {"action", "owner_person", "0a"},
                {"action", "owner_person", "0000000000000000"},
                {"agenda_item", "position", "12a"},
                {"agenda_item", "position", " 12"},
                {"agenda_item", "position", "99999999999999999999"},
                {"contact_point", "best_times", "mon_morning"},
                {"visit", "photo", "00"}};
    for (const auto& row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(parseText(fieldNamed(row.type, row.name), row.text).error().code ==
              ErrorCode::Rejected);
    }
}

TEST_CASE("the key of a member is a known word or a record, and a plain field has none")
{
    const auto& times = fieldNamed("contact_point", "best_times");
    const auto& subjects = fieldNamed("case", "subjects");
    CHECK(validateKey(times, Bytes{1}).ok());
    CHECK_FALSE(validateKey(times, Bytes{0}).ok());
    CHECK_FALSE(validateKey(times, Bytes{29}).ok());
    CHECK_FALSE(validateKey(times, Bytes{0x81, 0x00}).ok());
    CHECK_FALSE(validateKey(times, Bytes{1, 1}).ok());
    CHECK_FALSE(validateKey(times, Bytes{}).ok());
    CHECK(validateKey(subjects, Bytes(8, 1)).ok());
    CHECK_FALSE(validateKey(subjects, Bytes(8, 0)).ok());
    CHECK_FALSE(validateKey(subjects, Bytes(7, 1)).ok());
    CHECK(validateKey(fieldNamed("case", "title"), {}).ok());
    CHECK_FALSE(validateKey(fieldNamed("case", "title"), Bytes{1}).ok());
}

TEST_CASE("a decimal keeps the places it was written with")
{
    CHECK(*parseDecimal("-12.50") == Value::Decimal{-1250, -2});
    CHECK(*parseDecimal("5e3") == Value::Decimal{5, 3});
    CHECK(*parseDecimal("0.05") == Value::Decimal{5, -2});
    CHECK(formatDecimal({5, -2}) == "0.05");
    CHECK(formatDecimal({-1250, -2}) == "-12.50");
    for (const auto bad : {"", "-", ".5", "5.", "1e", "1e+", "1e999", "1e-129", "0x1", "1 ", "+1",
                           "4611686018427387904", "1.2.3"})
        CHECK_FALSE(parseDecimal(bad).has_value());
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < 5000; ++i) {
        const auto mantissa = static_cast<std::int64_t>(random.next() >> random.below(63)) / 4;
        const Value::Decimal number{random.oneIn(2) ? mantissa : -mantissa,
                                    static_cast<std::int8_t>(random.below(256))};
        REQUIRE(parseDecimal(formatDecimal(number)) == number);
    }
}

TEST_CASE("a name that is not in the table is answered with those that come near it")
{
    const auto near = unknownField(*findType("action"), "staus");
    CHECK(near.code == ErrorCode::Rejected);
    CHECK(near.message == "\"staus\" is not a field of action. Near it: status.");
    CHECK(unknownType("contact").message ==
          "\"contact\" is not a type of record. Near it: contact_point.");
    CHECK(unknownType("zzzzzzzz").message.find("There are case, person, address") !=
          std::string::npos);
}
