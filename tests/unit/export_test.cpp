#include "server-stub/service/export.h"

#include "server-stub/service/export_file.h"
#include "server-stub/service/import.h"
#include "server-stub/service/workbook.h"
#include "shared/base/civil.h"
#include "shared/domain/may_write.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/json.h"
#include "sync/log/merge.h"
#include "tests/support/hub.h"
#include "tests/support/seed.h"

#include <algorithm>
#include <map>

using namespace lapwing;
using namespace lapwing::test;
using hub::ExportFormat;
using nlohmann::json;

namespace {
constexpr ExportFormat kFormats[] = {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Xlsx};

hub::ExportedCases exported(HubSite& site, std::string_view ref = {})
{
    auto done = hub::Export(site.core).run(ref);
    REQUIRE_MESSAGE(done.ok(), done.error().text());
    return std::move(*done);
}

std::string fileOf(const hub::ExportedCases& done, ExportFormat format)
{
    auto file = hub::exportFile(done.lines, format);
    REQUIRE_MESSAGE(file.ok(), file.error().text());
    return std::move(*file);
}

hub::ImportCount imported(HubSite& site, const std::string& file)
{
    hub::Import import(site.core);
    const auto done = import.run(file);
    if (!import.faults().empty())
        INFO("line " << import.faults()[0].line << ": " << import.faults()[0].error.text());
    REQUIRE_MESSAGE(done.ok(), done.error().text());
    return *done;
}

std::string lineOf(const std::string& type, const std::string& id, const json& fields,
                   const std::string& ref = "C-1")
{
    json line{{"case", ref}, {"panel", "da_marac"}, {"record", type}, {"fields", fields}};
    if (!id.empty()) line["id"] = id;
    return line.dump() + "\n";
}

/// That each file of what the site holds changes nothing here, and says the same of an empty hub.
void checkComesBack(HubSite& site)
{
    const auto first = exported(site);
    for (const auto format : kFormats) {
        CAPTURE(static_cast<int>(format));
        const auto file = fileOf(first, format);
        const auto again = imported(site, file);
        CHECK(again.cases == 0);
        CHECK(again.records == 0);
        CHECK(again.held == first.records);
        CHECK(exported(site).lines == first.lines);
        HubSite other(2);
        other.staff(access::Role::Idva);
        const auto there = imported(other, file);
        CHECK(there.cases == first.cases);
        CHECK(there.records == first.records);
        const auto second = exported(other);
        CHECK(second.lines == first.lines);
        CHECK(second.conflicts == first.conflicts);
    }
}

/// A value that nobody would choose: texts that a spreadsheet runs, or makes something else of.
json oddValue(const schema::Field& field, SeededRandom& random)
{
    static const std::vector<std::string> kOdd{"=cmd|' /C calc'!A0",
                                               "+447700900123",
                                               "-2+3",
                                               "@SUM(1)",
                                               "07700900123",
                                               "7700900123",
                                               "012 345 6789",
                                               "123456789",
                                               "1E5",
                                               "7.7E+09",
                                               "'07700900123",
                                               "''",
                                               "'t Hart",
                                               "'=1",
                                               "#N/A",
                                               "#REF!",
                                               "4/3",
                                               "1988-03-14",
                                               "3-4",
                                               "(emptied)",
                                               "'(emptied)",
                                               "TRUE",
                                               "a, b; c",
                                               "\"quoted\"",
                                               "two\nlines",
                                               "tab\there",
                                               "_x0041_",
                                               "<b>&amp;</b>",
                                               "\uff1d1+1",
                                               "'\uff1d1",
                                               "Łukasz O’Brien",
                                               "محمد",
                                               "प्रिया",
                                               "C:\\x",
                                               "sep=;",
                                               "%20",
                                               "00",
                                               "0"};
    if (field.vocabulary) {
        const auto& codes = field.vocabulary->codes;
        return codes[random.below(codes.size())].name;
    }
    switch (field.kind) {
    case ValueKind::Text: {
        const auto& text = kOdd[random.below(kOdd.size())];
        return text.size() <= field.limit ? json(text) : json("x");
    }
    case ValueKind::Integer:
        return random.below(field.limit + 1);
    case ValueKind::Day:
        return formatDay(static_cast<std::int64_t>(random.below(19000)));
    case ValueKind::Instant:
        return formatInstant(static_cast<std::int64_t>(random.below(1'600'000'000)) * 1000 + 250);
    default:
        return nullptr;
    }
}

/// A case with a record of every type that is imported, and odd values in all plain fields.
std::string oddCase(SeededRandom& random)
{
    std::string cases, others;
    for (const auto& type : schema::types()) {
        if (schema::isOfDirectory(type) || domain::isOwnWords(type)) continue;
        auto fields = json::object();
        for (const auto& field : type.fields) {
            if (field.name == "panel" || field.name == "ref") continue;
            auto value = oddValue(field, random);
            if (!value.is_null())
                fields[std::string(field.name)] = field.isSet() ? json::array({value}) : value;
            else if (field.kind == ValueKind::Ref && !field.isSet() && field.target == "person")
                fields[std::string(field.name)] = "jo";
            else if (field.target == "staff")
                fields[std::string(field.name)] =
                    field.isSet() ? json::array({"Ada Okafor"}) : json("ada okafor");
            else if ((field.flags & schema::kRequired) != 0 && field.kind == ValueKind::Ref)
                fields[std::string(field.name)] =
                    field.target.empty() ? "jo" : std::string(field.target);
        }
        const auto id = type.name == "person" ? "jo"
                        : type.name == "case" ? ""
                                              : std::string(type.name);
        (type.name == "case" ? cases : others) += lineOf(std::string(type.name), id, fields);
    }
    return cases + others;
}
} // namespace

TEST_CASE("what is exported comes back unchanged, whatever a spreadsheet might make of it")
{
    const auto seed = seedOfThisRun();
    SeededRandom random(seed);
    for (int i = 0; i < 20; ++i) {
        HubSite site;
        site.staff(access::Role::Idva);
        imported(site, oddCase(random));
        checkComesBack(site);
    }
}

TEST_CASE("every version of a conflict is told, and stands as one again, an emptied one too")
{
    HubSite site;
    const auto line = [](int version, json fields) {
        return json{{"case", "C-1"}, {"panel", "da_marac"}, {"record", "contact_point"},
                    {"id", "phone"}, {"conflict", version}, {"fields", std::move(fields)}}
                   .dump() +
               "\n";
    };
    imported(site, lineOf("case", "", {{"title", "One"}}) +
                       line(1, {{"value", "07700900123"}, {"safe", "safe"}, {"note", nullptr}}) +
                       line(2, {{"value", "07700900999"}, {"safe", "unsafe"}, {"note", "Asleep"}}) +
                       line(3, {{"safe", nullptr}}));
    const auto done = exported(site);
    CHECK(done.conflicts == 1);
    CHECK(done.records == 2);
    REQUIRE(done.lines.size() == 4);
    CHECK(done.lines[1]["fields"]["safe"] == "safe");
    CHECK(done.lines[2]["fields"]["safe"] == "unsafe");
    CHECK(done.lines[3]["fields"]["safe"].is_null());
    const auto id = *RecordId::fromHex(done.lines[1]["id"].get<std::string>());
    const auto form = site.core.registers.display(id).value();
    REQUIRE(form);
    const auto safe = form->read(schema::contact::safe.field.wire());
    CHECK(safe.shown().size() == 3);
    CHECK(readRegister(schema::contact::safe.field, safe.shown()).conflict);
    checkComesBack(site);
}

TEST_CASE("a file that tells one of two versions is not what the hub holds")
{
    HubSite site;
    const auto both = lineOf("case", "", {{"title", "One"}}) +
                      R"({"case":"C-1","panel":"da_marac","record":"contact_point","id":"p",)"
                      R"("conflict":1,"fields":{"value":"1","safe":"safe"}})"
                      "\n"
                      R"({"case":"C-1","panel":"da_marac","record":"contact_point","id":"p",)"
                      R"("conflict":2,"fields":{"safe":"unsafe"}})"
                      "\n";
    imported(site, both);
    hub::Import one(site.core);
    CHECK_FALSE(one.run(lineOf("contact_point", "p", {{"value", "1"}, {"safe", "safe"}})).ok());
    REQUIRE(one.faults().size() == 1);
    REQUIRE(one.faults()[0].differs.size() == 1);
    CHECK(one.faults()[0].differs[0].field == "safe");
    CHECK(one.faults()[0].differs[0].here == "safe | unsafe");
    CHECK(one.faults()[0].differs[0].told == "safe");
}

TEST_CASE("a version of a conflict is refused anywhere but behind the one before it")
{
    const auto line = [](int version, const std::string& id, json fields) {
        return json{{"case", "C-1"}, {"panel", "da_marac"}, {"record", "contact_point"},
                    {"id", id},      {"conflict", version}, {"fields", std::move(fields)}}
                   .dump() +
               "\n";
    };
    const auto first = line(1, "p", {{"value", "1"}, {"safe", "safe"}});
    const std::pair<std::string, std::string> bad[] = {
        {line(2, "p", {{"safe", "safe"}}), "stands behind the one before"},
        {first + line(3, "p", {{"safe", "safe"}}), "stands behind the one before"},
        {first + line(2, "q", {{"safe", "safe"}}), "stands behind the one before"},
        {first + line(2, "p", {{"note", "x"}}), "no version before"},
        {first + line(2, "p", {{"best_times", {"mon_morning"}}}), "is a list"},
        {first + line(0, "p", {{"safe", "safe"}}), "takes a number from 1"},
    };
    for (const auto& [text, why] : bad) {
        HubSite site;
        hub::Import import(site.core);
        const auto done = import.run(lineOf("case", "", {{"title", "One"}}) + text);
        REQUIRE_FALSE(done.ok());
        INFO(done.error().text());
        CHECK(done.error().text().find(why) != std::string::npos);
        CHECK(site.core.registry.caseCount().value() == 0);
    }
}

TEST_CASE("a birth in the future that somebody gave a reason for comes back with the reason")
{
    HubSite site;
    auto line = json::parse(lineOf("person", "jo", {{"legal_name", "Jo"}, {"dob", "2199-01-01"}}));
    const auto head = lineOf("case", "", {{"title", "One"}});
    CHECK_FALSE(hub::Import(site.core).run(head + line.dump()).ok());
    line["why"]["dob"] = "=as the passport says";
    imported(site, head + line.dump());
    CHECK(exported(site).lines[1]["why"]["dob"] == "=as the passport says");
    checkComesBack(site);
}

TEST_CASE("a meeting goes without a case, and is imported twice as once")
{
    HubSite site;
    const std::string meeting = R"({"panel":"da_marac","record":"meeting","id":"aaaaaaaaaaaaaaaa",)"
                                R"("fields":{"starts_at":"2026-01-05T10:00:00Z"}})"
                                "\n";
    const auto file = lineOf("case", "", {{"title", "One"}}) + meeting +
                      lineOf("agenda_item", "", {{"meeting", "aaaaaaaaaaaaaaaa"}});
    CHECK(imported(site, file).records == 3);
    CHECK(imported(site, file).held == 3);
    CHECK(exported(site).records == 3);
    CHECK(exported(site, "c-1").records == 3);
    checkComesBack(site);
    HubSite empty;
    CHECK_FALSE(hub::Import(empty.core)
                    .run(R"({"panel":"da_marac","record":"action","fields":{"text":"x"}})")
                    .ok());
}

TEST_CASE("staff are told by a name that one person has, and by the id where two have it")
{
    HubSite site;
    site.staff(access::Role::Idva);
    imported(site, lineOf("case", "", {{"title", "One"}, {"idva", "Ada  okafor"}}));
    CHECK(exported(site).lines[0]["fields"]["idva"] == "Ada Okafor");
    site.staff(access::Role::Idva);
    CHECK(exported(site).lines[0]["fields"]["idva"].get<std::string>().size() == 16);
    CHECK(exported(site).leftOut.size() == 1); // no other hub knows the id
    hub::Import import(site.core);
    CHECK_FALSE(
        import.run(lineOf("case", "", {{"title", "Two"}, {"idva", "Ada Okafor"}}, "C-2")).ok());
}

TEST_CASE("what was removed is not exported; what is signed is left out, and told")
{
    HubSite site;
    imported(site, lineOf("case", "", {{"title", "One"}}) +
                       lineOf("person", "jo", {{"legal_name", "Jo"}}) +
                       lineOf("action", "00112233445566ff", {{"text", "Call"}}) +
                       lineOf("statement", "s", {{"about", "jo"}, {"kind", "saw"}, {"text", "x"}}));
    const auto entry = site.core.registry.caseByRef("C-1").value();
    const auto id = *RecordId::fromHex("00112233445566ff");
    const RecordKey key{Scope::ofCase(entry->id), id};
    const auto form = site.core.registers.display(key).value();
    const auto life = form->read(schema::lifeField(schema::Compartment::Core));
    auto removal =
        hub::newValue(id, life.field(), retiredValue(form->registers(), schema::Compartment::Core));
    for (const auto& shown : life.shown()) removal.seen.push_back(shown.dot);
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    const auto core =
        *std::ranges::find(strands, schema::Compartment::Core, &store::Strand::compartment);
    REQUIRE(site.core.write(core.ix, {removal}).ok());
    const auto done = exported(site);
    CHECK(done.removed == 1);
    CHECK(done.records == 2);
    REQUIRE(done.leftOut.size() == 1);
    CHECK(done.leftOut[0].record == "statement");
    hub::Import again(site.core);
    CHECK_FALSE(again.run(lineOf("action", "00112233445566ff", {{"text", "Call"}})).ok());
}

TEST_CASE("a word of a newer version is left out and told, and the rest comes back")
{
    HubSite site;
    const std::string id = "00112233445566ff";
    imported(site, lineOf("case", "", {{"title", "One"}}) +
                       lineOf("contact_point", id, {{"value", "07700900123"}}));
    const auto entry = site.core.registry.caseByRef("C-1").value();
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    const auto safety =
        *std::ranges::find(strands, schema::Compartment::Safety, &store::Strand::compartment);
    const auto write =
        hub::newValue(*RecordId::fromHex(id), schema::contact::safe.field.wire(), Value::code(999));
    REQUIRE(site.core.write(safety.ix, {write}).ok());
    const auto done = exported(site);
    REQUIRE(done.leftOut.size() == 1);
    CHECK(done.leftOut[0].field == "safe");
    CHECK_FALSE(done.lines[1]["fields"].contains("safe"));
    checkComesBack(site);
}

TEST_CASE("no cell of an exported sheet begins a formula")
{
    const auto seed = seedOfThisRun();
    SeededRandom random(seed);
    HubSite site;
    site.staff(access::Role::Idva);
    imported(site, oddCase(random));
    const auto csv = fileOf(exported(site), ExportFormat::Csv);
    bool starts = true;
    for (std::size_t i = 3; i < csv.size(); ++i) {
        if (starts && csv[i] == '"') continue;
        if (starts) CHECK(std::string("=+-@").find(csv[i]) == std::string::npos);
        starts = csv[i] == ',' || csv[i] == '\n';
    }
    CHECK(hub::isWorkbook(fileOf(exported(site), ExportFormat::Xlsx)));
}

TEST_CASE("a file is written as the ending of its name says")
{
    CHECK(hub::exportFormatOf("a.ndjson").value() == ExportFormat::Ndjson);
    CHECK(hub::exportFormatOf("a.csv").value() == ExportFormat::Csv);
    CHECK(hub::exportFormatOf("a.b.xlsx").value() == ExportFormat::Xlsx);
    CHECK_FALSE(hub::exportFormatOf("a.xls").ok());
    CHECK_FALSE(hub::exportFormatOf("csv").ok());
    HubSite site;
    CHECK(hub::Export(site.core).run("C-9").error().code == ErrorCode::NotFound);
    CHECK(exported(site).lines.empty());
}
