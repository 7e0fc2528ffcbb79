#include "shared/schema/json.h"

#include "shared/schema/validate.h"
#include "tests/support/field_named.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::schema;
using lapwing::test::fieldNamed;
using nlohmann::json;

namespace {
const Field kRate{.number = 1, .name = "rate", .compartment = Compartment::Core,
                  .kind = ValueKind::Number, .policy = MergePolicy::Identity};
} // namespace

TEST_CASE("a value of every kind has one JSON form and comes back from it")
{
    const RecordId id{{1, 2, 3, 4, 5, 6, 7, 8}};
    const struct {
        const Field& of;
        Value value;
        json form;
    } rows[] = {
        {fieldNamed("case", "ref"), Value::cleared(), nullptr},
        {fieldNamed("case", "title"), Value::text("Caf\xc3\xa9 \xf0\x9f\x90\xa6"),
         "Caf\xc3\xa9 \xf0\x9f\x90\xa6"},
        {fieldNamed("referral", "assessment_score"), Value::integer(14), 14},
        {fieldNamed("action", "due"), Value::day(20161), "2025-03-14"},
        {fieldNamed("visit", "left_at"), Value::instant(1736847005250), "2025-01-14T09:30:05.250Z"},
        {fieldNamed("action", "status"), Value::code(3), "in_progress"},
        {fieldNamed("action", "status"), Value::code(77), "#77"},
        {fieldNamed("case", "coordinator"), Value::ref(id), "0102030405060708"},
        {fieldNamed("visit", "photo"), Value::binary(ValueKind::BlobRef, {0xab, 0xcd}), "abcd"},
        {fieldNamed("contact_point", "best_times"), Value::integer(1), 1},
        {kRate, Value::number({-1250, -2}), "-12.50"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.form.dump());
        CHECK(toJson(row.of, row.value) == row.form);
        const auto back = fromJson(row.of, row.form);
        REQUIRE(back.ok());
        CHECK(*back == row.value);
    }
}

TEST_CASE("JSON of another shape than the field's is refused by the field's name")
{
    const struct {
        std::string_view type;
        std::string_view name;
        json form;
    } rows[] = {{"case", "title", 5},
                {"case", "title", true},
                {"case", "title", json::array({"a"})},
                {"case", "title", json::object()},
                {"action", "due", "14.03.2025"},
                {"action", "due", 20161},
                {"action", "status", "done"},
                {"action", "status", "#"},
                {"action", "status", "#-1"},
                {"case", "coordinator", "01"},
                {"referral", "assessment_score", "14"},
                {"referral", "assessment_score", 1.5},
                {"referral", "assessment_score", 18446744073709551615ull},
                {"contact_point", "best_times", "mon_morning"},
                {"visit", "photo", "abc"}};
    for (const auto& row : rows) {
        CAPTURE(row.form.dump());
        const auto back = fromJson(fieldNamed(row.type, row.name), row.form);
        REQUIRE_FALSE(back.ok());
        CHECK(back.error().code == ErrorCode::Rejected);
        CHECK(back.error().message.starts_with(std::string(row.type) + "."));
    }
    CHECK(*fromJson(fieldNamed("case", "ref"), "") == Value::cleared());
}

TEST_CASE("members of a set are told by their words or ids, known or not")
{
    const auto& times = fieldNamed("contact_point", "best_times");
    const auto& subjects = fieldNamed("case", "subjects");
    const std::vector<Bytes> words{{1}, {28}, {0xac, 0x02}};
    CHECK(keysToJson(times, words) == json({"mon_morning", "sun_night", "#300"}));
    CHECK(keysFromJson(times, keysToJson(times, words)).value() == words);
    const std::vector<Bytes> ids{{1, 2, 3, 4, 5, 6, 7, 8}};
    CHECK(keysToJson(subjects, ids) == json({"0102030405060708"}));
    CHECK(keysFromJson(subjects, keysToJson(subjects, ids)).value() == ids);

    CHECK_FALSE(keyFromText(times, "noon").ok());
    CHECK_FALSE(keyFromText(times, "").ok());
    CHECK_FALSE(keyFromText(subjects, "mon_morning").ok());
    CHECK_FALSE(keysFromJson(times, json("mon_morning")).ok());
    CHECK_FALSE(keysFromJson(times, json::array({1})).ok());
    CHECK(keyText(fieldNamed("case", "title"), {}).empty());
    CHECK(keyFromText(fieldNamed("case", "title"), "").value().empty());
    CHECK_FALSE(keyFromText(fieldNamed("case", "title"), "x").ok());
}

TEST_CASE("the description for scripts tells all of the table")
{
    const auto all = describe();
    REQUIRE(all.size() == types().size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i]["type"] == types()[i].name);
        CHECK(all[i]["fields"].size() == types()[i].fields.size());
    }
    const auto& safe = all[3]["fields"][3];
    CHECK(safe == json({{"name", "safe"}, {"number", 404}, {"wire", 3235}, {"kind", "code"},
                        {"compartment", "safety"}, {"policy", "protective"}, {"limit", 0},
                        {"vocabulary", {"safe", "unknown", "unsafe"}}, {"target", ""},
                        {"required", false}, {"searched", false}, {"listed", true},
                        {"set", false}}));
    CHECK(all[3]["home"] == "safety");
    CHECK(all[0]["fields"][0]["required"] == true);
    CHECK(all[0]["fields"][4]["set"] == true);
    CHECK(all[0]["fields"][4]["target"] == "person");
}
