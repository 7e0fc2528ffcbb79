#include "shared/base/civil.h"
#include "shared/base/random.h"
#include "shared/rules/date.h"
#include "shared/schema/text.h"
#include "shared/schema/value.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace lapwing;

namespace {
std::string randomText(SeededRandom& random)
{
    constexpr std::string_view pieces[] = {"a", "Z", " ", "\n", "\xc3\xa9", "\xe2\x82\xac",
                                           "\xf0\x9f\x90\xa6"};
    std::string text;
    for (auto n = random.below(40); n > 0; --n) text += pieces[random.below(std::size(pieces))];
    return text;
}

std::int64_t between(SeededRandom& random, std::int64_t least, std::int64_t greatest)
{
    const auto span = static_cast<std::uint64_t>(greatest - least) + 1;
    return least + static_cast<std::int64_t>(random.below(span));
}

Value randomValue(SeededRandom& random)
{
    constexpr auto kWide = (std::int64_t{1} << 62) - 1;
    const auto kind = static_cast<ValueKind>(random.below(12));
    switch (kind) {
    case ValueKind::Cleared: return Value::cleared();
    case ValueKind::Text: return Value::text(randomText(random));
    case ValueKind::Integer: return Value::integer(between(random, -kWide, kWide));
    case ValueKind::Day: return Value::day(between(random, kDayMin, kDayMax));
    case ValueKind::Instant: return Value::instant(between(random, 0, kInstantMax));
    case ValueKind::Code: return Value::code(static_cast<std::uint32_t>(random.next()));
    case ValueKind::Ref: return Value::ref(random.id<RecordId>().value());
    case ValueKind::Number:
        return Value::number({between(random, -kWide, kWide),
                              static_cast<std::int8_t>(random.below(256))});
    case ValueKind::Binary:
    case ValueKind::BlobRef:
    case ValueKind::Retired:
    case ValueKind::Late:
        break;
    }
    Bytes raw(random.below(50));
    REQUIRE(random.fill(raw).ok());
    return Value::binary(kind, raw);
}
} // namespace

TEST_CASE("every value survives encoding, and encodes to the same bytes again")
{
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < 20000; ++i) {
        const auto value = randomValue(random);
        const auto bytes = encodeValue(value);
        const auto back = decodeValue(bytes);
        REQUIRE(back.ok());
        REQUIRE(*back == value);
        REQUIRE(encodeValue(*back) == bytes);
    }
}

TEST_CASE("whatever bytes decode are the one encoding of what they decode to")
{
    SeededRandom random(seedOfThisRun());
    int decoded = 0;
    for (int i = 0; i < 100000; ++i) {
        Bytes bytes(random.below(14));
        REQUIRE(random.fill(bytes).ok());
        if (!bytes.empty() && random.oneIn(2)) bytes[0] = static_cast<std::uint8_t>(bytes[0] % 13);
        const auto value = decodeValue(bytes);
        if (!value.ok()) {
            REQUIRE(value.error().code == ErrorCode::Malformed);
            continue;
        }
        ++decoded;
        REQUIRE(encodeValue(*value) == bytes);
    }
    CHECK(decoded > 1000);
}

TEST_CASE("the bytes of each kind are those of the wire format")
{
    const auto hex = [](const Value& value) { return toHex(encodeValue(value)); };
    CHECK(hex(Value::cleared()) == "00");
    CHECK(hex(Value::text("h\xc3\xa9")) == "0168c3a9");
    CHECK(hex(Value::integer(-3)) == "0205");
    CHECK(hex(Value::binary(ValueKind::Binary, {0xab})) == "03ab");
    CHECK(hex(Value::day(-1)) == "04ffffffff");
    CHECK(hex(Value::instant(300)) == "05ac02");
    CHECK(hex(Value::code(4)) == "0604");
    CHECK(hex(Value::ref(RecordId::fromHex("0102030405060708").value())) == "070102030405060708");
    CHECK(hex(Value::binary(ValueKind::BlobRef, {1})) == "0801");
    CHECK(hex(Value::binary(ValueKind::Retired, {2})) == "0902");
    CHECK(hex(Value::number({125, -2})) == "0afa01fe");
    CHECK(hex(Value::binary(ValueKind::Late, {3})) == "0b03");
}

TEST_CASE("a value that is cut, padded, out of range or not UTF-8 is refused")
{
    for (const std::string_view bad : {
             std::string_view("", 0),                                 // nothing at all
             std::string_view("\x00\x00", 2),                         // cleared holds no data
             std::string_view("\x01\xc0\xaf", 3),                     // an over-long slash
             std::string_view("\x01\xed\xa0\x80", 4),                 // a surrogate
             std::string_view("\x02", 1),                             // an integer without digits
             std::string_view("\x02\x80\x00", 3),                     // a padded varint
             std::string_view("\x04\x00\x00\x00", 4),                 // three bytes of a day
             std::string_view("\x04\xff\xff\xff\x7f", 5),             // a day in year five million
             std::string_view("\x05\xff\xff\xff\xff\xff\xff\x7f", 8), // after year 9999
             std::string_view("\x06\xff\xff\xff\xff\x7f", 6),         // a code over 32 bits
             std::string_view("\x07\x01\x02\x03\x04\x05\x06\x07", 8), // a short record id
             std::string_view("\x0a\x02", 2),                         // a number without exponent
             std::string_view("\x0c\x00", 2),                         // no such kind
         }) {
        CAPTURE(toHex(bytesOf(bad)));
        const auto value = decodeValue(bytesOf(bad));
        REQUIRE_FALSE(value.ok());
        CHECK(value.error().code == ErrorCode::Malformed);
    }
    Bytes longText(1 + kTextBytesMax, 'a');
    longText[0] = 1;
    CHECK(decodeValue(longText).ok());
    longText.push_back('a');
    CHECK_FALSE(decodeValue(longText).ok());
}

TEST_CASE("days are read and written as ISO dates, and only those that exist")
{
    CHECK(parseDay("1970-01-01") == 0);
    CHECK(parseDay("2024-02-29") == 19782);
    CHECK(parseDay("0001-01-01") == kDayMin);
    CHECK(parseDay("9999-12-31") == kDayMax);
    for (const auto bad : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01",
                           "2024-01-01 ", "2024/01/01", "0000-01-01", "-024-01-01", "2024-01-3a"})
        CHECK_FALSE(parseDay(bad).has_value());
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < 5000; ++i) {
        const auto day = between(random, kDayMin, kDayMax);
        REQUIRE(parseDay(formatDay(day)) == day);
    }
    CHECK(formatDay(kDayMax + 1) == "#2932897");
}

TEST_CASE("instants are read and written in UTC, with milliseconds only when there are any")
{
    CHECK(parseInstant("2025-01-14T09:30:05Z") == 1736847005000);
    CHECK(parseInstant("2025-01-14T09:30:05.250Z") == 1736847005250);
    CHECK(formatInstant(1736847005000) == "2025-01-14T09:30:05Z");
    CHECK(formatInstant(1736847005250) == "2025-01-14T09:30:05.250Z");
    CHECK(parseInstant(formatInstant(kInstantMax)) == kInstantMax);
    for (const auto bad : {"", "2025-01-14", "2025-01-14T24:00:00Z", "2025-01-14T09:60:05Z",
                           "2025-01-14T09:30:60Z", "2025-01-14T09:30:05", "1969-12-31T23:59:59Z",
                           "2025-01-14T09:30:05+0Z", "2025-01-14T09:30:05.25Z",
                           "2025-01-14 09:30:05Z"})
        CHECK_FALSE(parseInstant(bad).has_value());
}

TEST_CASE("months later is the same day, or the last of a shorter month")
{
    const auto later = [](const char* day, int months) {
        return formatDay(rules::dayOf(rules::addMonths(rules::dateOf(*parseDay(day)), months)));
    };
    CHECK(later("2024-02-29", 12) == "2025-02-28");
    CHECK(later("2024-01-31", 1) == "2024-02-29");
    CHECK(later("2024-03-14", 12) == "2025-03-14");
    CHECK(later("2024-12-31", 2) == "2025-02-28");
    CHECK(later("2024-03-31", -1) == "2024-02-29");
}

TEST_CASE("text is put into one normal form at entry, and what is not UTF-8 is refused")
{
    const std::string composed = "caf\xc3\xa9";
    CHECK(*schema::normaliseText("cafe\xcc\x81") == composed);
    CHECK(*schema::normaliseText(composed) == composed);
    CHECK(schema::normaliseText("").value().empty());
    CHECK(schema::normaliseText("\xff").error().code == ErrorCode::Malformed);
    CHECK(schema::normaliseText(std::string(kTextBytesMax + 1, 'a')).error().code ==
          ErrorCode::TooLarge);
}
