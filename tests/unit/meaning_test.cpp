#include "shared/schema/meaning.h"

#include "shared/base/random.h"
#include "shared/schema/text.h"
#include "shared/schema/validate.h"
#include "tests/support/field_named.h"
#include "tests/support/must.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

#include <array>

using namespace lapwing;
using lapwing::test::fieldNamed;
using test::must;

namespace {
bool same(const schema::Field& of, std::string_view a, std::string_view b)
{
    return schema::sameMeaning(of, Value::text(std::string(a)), Value::text(std::string(b)));
}

const schema::Field& number() { return fieldNamed("contact_point", "value"); }
const schema::Field& name() { return fieldNamed("person", "legal_name"); }
} // namespace

TEST_CASE("every kind of blank and line end is stored as one, and none stands at an end")
{
    CHECK(must(schema::normaliseText("  Una\u00a0Hale \t\n")) == "Una Hale");
    CHECK(must(schema::normaliseText("a\r\nb\rc\vd\u2028e\n\rf")) == "a\nb\nc\nd\ne\n\nf");
    CHECK(must(schema::normaliseText("\u3000\u00a0")).empty());
    CHECK(must(schema::parseText(name(), "Una\r\n")).asText() == "Una");
    CHECK(must(schema::parseText(fieldNamed("person", "note"), " \u200b ")).kind ==
          ValueKind::Cleared);
}

TEST_CASE("marks that nobody sees are left out, and joiners kept where words are spelt with them")
{
    CHECK(must(schema::normaliseText("\ufeffU\u00adn\u200ba\u202e\u2066 H\u200f")) == "Una H");
    CHECK(must(schema::normaliseText("a\u200db\u200c")) == "ab");
    const std::string persian = "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc";
    CHECK(must(schema::normaliseText(persian)) == persian);
    CHECK(must(schema::normaliseText(persian + "\u200c")) == persian);
    CHECK(same(name(), persian, "\u0646\u0627\u0645\u0647\u0627\u06cc"));
}

TEST_CASE("names that look alike are one, and those that differ in a letter are two")
{
    CHECK(same(name(), "O'Brien", "O\u2019Brien"));
    CHECK(same(name(), "Una Hale-Brown", "Una  Hale-Brown "));
    CHECK(same(name(), "Cafe\u0301", "Caf\u00e9"));
    CHECK_FALSE(same(name(), "Una Hale", "Una Hales"));
    CHECK_FALSE(same(name(), "una hale", "Una Hale"));
    CHECK(schema::nameMeaning("UNA HALE") == schema::nameMeaning("Una Hale"));
    CHECK_FALSE(schema::sameMeaning(name(), Value::text("a"), Value::cleared()));
}

TEST_CASE("a number is one however it is spaced and whether dialled from here or abroad")
{
    for (const auto* other :
         {"07700900123", "+44 7700 900123", "+44 (0)7700-900123", "00447700900123", "447700900123",
          "7700 900123", " 07700\u00a0900123"})
        CHECK_MESSAGE(same(number(), "07700 900123", other), other);
    for (const auto* other : {"07700 900124", "07700 900123 ext 2", "+33 7700 900123",
                              "una@example.org", "07700 900123 07700 900124"})
        CHECK_FALSE_MESSAGE(same(number(), "07700 900123", other), other);
    CHECK(same(number(), "07700 900123 (Mum)", "+447700900123 (mum)"));
    CHECK_FALSE(same(number(), "una@example.org", "Una@example.org"));
    CHECK_FALSE(same(number(), "999", "9 99"));
    CHECK_FALSE(same(name(), "07700 900123", "07700900123"));
}

TEST_CASE("postcodes and references are one without regard to capitals, blanks and kinds of dash")
{
    CHECK(same(fieldNamed("address", "postcode"), "se15 4qy", "SE154QY"));
    CHECK(same(fieldNamed("case", "ref"), " DA-10 ", "da\u201110"));
    CHECK_FALSE(same(fieldNamed("case", "ref"), "DA-1-0", "DA-10"));
    CHECK(same(fieldNamed("person", "nhs_no"), "943 476 5919", "9434765919"));
}

TEST_CASE("what is stored is stored the same again, and to mean the same is an equivalence")
{
    constexpr std::array<std::string_view, 24> kParts{
        " ",      "\u00a0", "\n",     "\r\n", "\v",  "\u200c",  "\u200d", "\u200b",
        "\u00ad", "'",      "\u2019", "a",    "A",   "e\u0301", "\u00e9", "\u0646",
        "7",      "0",      "44",     "+",    "(0)", "-",       "\u2011", "x"};
    SeededRandom random(seedOfThisRun());
    const std::array fields{&name(), &number(), &fieldNamed("case", "ref")};
    std::vector<std::string> texts;
    for (int i = 0; i < 160; ++i) {
        std::string text;
        for (auto n = 1 + random.below(9); n > 0; --n) text += kParts[random.below(kParts.size())];
        const auto once = must(schema::normaliseText(text));
        CHECK(must(schema::normaliseText(once)) == once);
        for (const auto* of : fields) {
            CHECK(same(*of, text, text));
            CHECK(same(*of, text, once));
        }
        texts.push_back(std::move(text));
    }
    std::size_t pairs = 0;
    for (const auto* of : fields)
        for (const auto& a : texts)
            for (const auto& b : texts) {
                if (same(*of, a, b) != same(*of, b, a)) FAIL("not symmetric");
                if (!same(*of, a, b)) continue;
                ++pairs;
                for (const auto& c : texts)
                    if (same(*of, b, c) != same(*of, a, c)) FAIL("not transitive");
            }
    CHECK(pairs > 3 * texts.size());
}
