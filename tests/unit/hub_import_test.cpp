#include "server-stub/service/import.h"
#include "server-stub/service/import_lines.h"
#include "shared/crypto/hash.h"
#include "tests/support/hub.h"
#include "tests/support/tells.h"

#include <algorithm>
#include <chrono>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {

const std::string kCase =
    R"({"case":"C-1","panel":"da_marac","record":"case","fields":{"title":"One"}})" "\n";

std::string record(const std::string& type, const std::string& id, const std::string& fields,
                   const std::string& ref = "C-1")
{
    const auto named = id.empty() ? "" : R"("id":")" + id + R"(",)";
    return R"({"case":")" + ref + R"(","panel":"da_marac","record":")" + type + R"(",)" + named
           + R"("fields":{)" + fields + "}}\n";
}

std::uint64_t badLine(const hub::Import& import)
{
    return import.faults().empty() ? 0 : import.faults().front().line;
}

/// That the text is refused because of one line, that nothing of it was written, and why.
std::string refusal(HubSite& site, const std::string& text, std::uint64_t line)
{
    const auto statements = site.core.strands.strands()->size();
    hub::Import import(site.core);
    const auto done = import.run(text);
    REQUIRE_FALSE(done.ok());
    CHECK(badLine(import) == line);
    CHECK(site.core.strands.strands()->size() == statements);
    CHECK(site.core.registry.caseCount().value() == 0);
    return done.error().message;
}

const store::Strand& of(const std::vector<store::Strand>& strands, Compartment compartment)
{
    return *std::ranges::find(strands, compartment, &store::Strand::compartment);
}
} // namespace

TEST_CASE("a case is imported into six strands, each field into that of its compartment")
{
    HubSite site;
    hub::Import import(site.core);
    const auto done =
        import.run(kCase + record("person", "victim", R"("legal_name":"Jo Bloggs")")
                   + record("action", "", R"("action.text":"Call her","status":"agreed")"));
    REQUIRE(done.ok());
    CHECK(done->cases == 1);
    CHECK(done->records == 3);
    const auto entry = site.core.registry.caseByRef("C-1").value();
    REQUIRE(entry);
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    CHECK(strands.size() == 6);
    for (const auto& strand : strands) {
        CHECK(strand.sseq == 1);
        const auto rows = site.core.registers.shownRecords(strand.ix).value();
        for (const auto& held : rows)
            for (const auto& reg : held.registers)
                CHECK(schema::compartmentOf(reg.field) == strand.compartment);
    }
    CHECK(site.core.registers.shownRecords(of(strands, Compartment::Core).ix)->size() >= 2);
}

TEST_CASE("a case record is filled with what its line says")
{
    HubSite site;
    REQUIRE(hub::Import(site.core).run(kCase).ok());
    const auto entry = site.core.registry.caseByRef("C-1").value();
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    const auto records =
        site.core.registers.shownRecords(of(strands, Compartment::Core).ix).value();
    REQUIRE(records.size() == 1);
    const auto form = site.core.registers.display(records[0].id).value();
    const auto* type = schema::findType("case");
    const auto shown = [&](std::string_view field) {
        return form->read(type->find(field)->wire()).shown().at(0).value;
    };
    CHECK(shown("ref").asText() == "C-1");
    CHECK(shown("panel").asInteger() == static_cast<int>(schema::Panel::DaMarac));
    CHECK(shown("state").asInteger() == 7);
    CHECK(form->read(schema::lifeField(Compartment::Core)).shown().at(0).value.asInteger() == 1);
}

TEST_CASE("labels name records of their own case, forwards and backwards, in fields and sets")
{
    HubSite site;
    const auto text = record("case", "", R"("title":"One","subjects":["jo"])")
        + record("person", "jo", R"("legal_name":"Jo Bloggs")")
        + record("action", "00112233445566ff", R"("text":"Call","about":["jo"])");
    REQUIRE(hub::Import(site.core).run(text).ok());
    const auto action = site.core.registers.display(*RecordId::fromHex("00112233445566ff")).value();
    REQUIRE(action);
    Bytes named{'C', '-', '1', 0, 'j', 'o'};
    const auto jo = crypto::hash8("lapwing.import.1", named);
    const auto* about = schema::findType("action")->find("about");
    const auto shown = action->read(about->wire(), jo.view()).shown();
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].value.asInteger() == 1);
    CHECK(site.core.registers.display(RecordId::from(jo.view())).value());
}

TEST_CASE("a meeting goes to the strand of its panel, and cases of the panel may refer to it")
{
    HubSite site;
    const auto id = std::string("aaaaaaaaaaaaaaaa");
    const auto text = kCase + record("meeting", id, R"("starts_at":"2026-01-05T10:00:00Z")")
                      + record("agenda_item", "", R"("meeting":")" + id + R"(")");
    hub::Import import(site.core);
    const auto done = import.run(text);
    REQUIRE_MESSAGE(done.ok(), done.error().text() << " line " << badLine(import));
    const auto panel = hub::standingStrand(site.core, schema::Panel::DaMarac).value();
    const auto records = site.core.registers.shownRecords(panel.ix).value();
    REQUIRE(records.size() == 1);
    CHECK(records[0].id.hex() == id);
}

TEST_CASE("one bad line anywhere stops the whole file with its number and its reason")
{
    HubSite site;
    const auto line = [&](const std::string& bad, std::uint64_t at = 2) {
        return refusal(site, kCase + bad, at);
    };
    CHECK(tells(line("not json\n"), "not a JSON object"));
    CHECK(tells(line("[1]\n"), "not a JSON object"));
    CHECK(tells(line(record("action", "", R"("text":"a","text":"b")")), "same key twice"));
    CHECK(tells(line(record("action", "", R"("text":"a","action.text":"b")")), "twice"));
    CHECK(tells(line(record("action", "", R"("txet":"a")")), "text"));
    CHECK(tells(line(record("acton", "", "")), "acton"));
    CHECK(tells(line(record("action", "", R"("text":"a","status":"done")")), "is not one of"));
    CHECK(tells(line(record("action", "", R"("text":")" + std::string(4001, 'x') + '"')), "4000"));
    CHECK(tells(line(record("action", "", R"("status":"agreed")")), "required"));
    CHECK(tells(line(record("action", "", R"("text":null)")), "empty"));
    CHECK(tells(line(record("action", "", R"("text":"a","due":"tomorrow")")), "action.due"));
    CHECK(tells(line(record("person", "", R"("legal_name":"a","dob":"2199-01-01")")),
                "Is the year right?"));
    CHECK(tells(line(record("incident", "", R"("occurred_on":"2062-05-01")")),
                "incident.occurred_on"));
    CHECK(tells(line(record("action", "", R"("text":"a")", "C-2")), "case record comes first"));
    CHECK(tells(line(record("staff", "", R"("name":"A")")), "not imported"));
    CHECK(tells(line(kCase), "already there"));
    CHECK(tells(line(record("action", "x", R"("text":"a")")
                         + record("person", "x", R"("legal_name":"a")"), 3),
                "already there"));
    CHECK(tells(line(record("action", "", R"("text":"a","about":["nobody"])")), "not there"));
    CHECK(tells(line(record("action", "x", R"("text":"a")")
                     + record("action", "", R"("text":"a","about":["x"])"), 3),
                "another type"));
    CHECK(tells(line(record("action", std::string(65, 'x'), R"("text":"a")")), "label"));
    CHECK(tells(line(record("action", "0000000000000000", R"("text":"a")")), "zeros"));
    CHECK(tells(line(R"({"case":"C-1","panel":"iom","record":"action","fields":{"text":"a"}})"),
                "another panel"));
    CHECK(tells(line(R"({"case":"C-1","panel":"moon","record":"action","fields":{}})"), "moon"));
    CHECK(tells(line(R"({"case":"C-1","panel":"iom","record":"action","extra":1,"fields":{}})"),
                "extra"));
    CHECK(tells(line(R"({"case":"C-1","panel":"da_marac","record":"action"})"), "fields"));
    const auto deep = std::string(20, '[') + std::string(20, ']');
    CHECK(tells(line(R"({"case":"C-1","a":)" + deep + "}"), "nested"));
    CHECK(tells(line(std::string(hub::kImportLineBytesMax + 1, ' ') + "\n"), "1 MiB"));
    CHECK(tells(refusal(site, record("case", "", R"("title":"a","ref":"C-2")"), 1), "case.ref"));
}

TEST_CASE("records are added to a case that is there; its record again must be the same")
{
    HubSite site;
    REQUIRE(hub::Import(site.core).run(kCase).ok());
    const auto more = record("action", "a", R"("text":"Later")");
    CHECK(hub::Import(site.core).run(more)->records == 1);
    hub::Import again(site.core);
    const auto same = again.run(kCase + record("action", "b", R"("text":"Later still")"));
    REQUIRE(same.ok());
    CHECK(same->cases == 0);
    CHECK(same->records == 1);
    hub::Import differing(site.core);
    CHECK_FALSE(differing.run(record("action", "a", R"("text":"Something else")")).ok());
    CHECK(badLine(differing) == 1);
    hub::Import other(site.core);
    const auto differs =
        other.run(R"({"case":"C-1","panel":"da_marac","record":"case","fields":{"title":"Two"}})");
    REQUIRE_FALSE(differs.ok());
    CHECK(tells(differs.error().message, "already there"));
}

TEST_CASE("a file imported again adds nothing, whatever was edited since")
{
    HubSite site;
    const auto alike = record("action", "", R"("text":"Ring on Friday")");
    const auto file = kCase + record("person", "victim", R"("legal_name":"Jo Bloggs")") + alike +
                      alike + record("action", "", R"("about":["victim"],"text":"Locks")");
    const auto first = hub::Import(site.core).run(file);
    REQUIRE(first.ok());
    CHECK(first->records == 5); // two lines that say the same are two actions
    CHECK(first->held == 0);
    const auto recordsHeld = [&] {
        auto count = site.core.db.prepare("SELECT count(*) FROM record");
        REQUIRE(count->step().value());
        return count->integer(0);
    };
    const auto before = recordsHeld();
    const auto again = hub::Import(site.core).run(file);
    REQUIRE(again.ok());
    CHECK(again->records == 0);
    CHECK(again->held == 5);
    CHECK(recordsHeld() == before);
    // The keys of a line in another order, and the reference in another spelling, say the same.
    const auto respelt = hub::Import(site.core).run(
        R"({"record":"action","fields":{"text":"Ring on Friday"},"panel":"da_marac","case":"c-1"})"
        "\r\n");
    REQUIRE(respelt.ok());
    CHECK(respelt->held == 1);
    const auto more = hub::Import(site.core).run(alike + alike + alike);
    CHECK(more->records == 1);
    CHECK(more->held == 2);
}

TEST_CASE("an import of many lines tells how far it is, first of reading and then of writing")
{
    HubSite site;
    std::vector<hub::ImportProgress> heard;
    hub::Import import(site.core, [&](const hub::ImportProgress& now) { heard.push_back(now); });
    std::string text = kCase;
    const auto many = hub::kImportTellEvery + 5;
    for (std::uint64_t i = 1; i < many; ++i)
        text += record("chronology", "", R"("text":")" + std::to_string(i) + '"');
    CHECK(import.run(text)->records == many);
    REQUIRE(heard.size() == 2);
    CHECK(heard[0].lines == hub::kImportTellEvery);
    CHECK(heard[0].records == 0);
    CHECK(heard[1].written == many);
    CHECK(heard[1].records == many);
}

TEST_CASE("a line is not taken for imported because another case uses the id it would have")
{
    HubSite site;
    REQUIRE(hub::Import(site.core).run(kCase).ok());
    const std::string content =
        R"({"case":"c-1","fields":{"text":"Ring"},"panel":"da_marac","record":"action"})";
    auto named = Bytes(bytesOf(content).begin(), bytesOf(content).end());
    named.push_back(0);
    named.push_back('0');
    const auto guessed = crypto::hash8("lapwing.import.2", named).hex();
    const auto second =
        R"({"case":"C-2","panel":"da_marac","record":"case","fields":{"title":"Two"}})" "\n"
        + record("action", guessed, R"("text":"Theirs")", "C-2");
    REQUIRE(hub::Import(site.core).run(second).ok());
    hub::Import import(site.core);
    const auto told = import.run(record("action", "", R"("text":"Ring")"));
    REQUIRE_FALSE(told.ok());
    CHECK(badLine(import) == 1);
    CHECK(tells(told.error().message, "already there, and differs"));
}

TEST_CASE("staff of the directory may be named, records of other cases may not")
{
    HubSite site;
    const auto person = site.staff(access::Role::Idva).hex();
    const auto other = std::string("bbbbbbbbbbbbbbbb");
    const auto second =
        R"({"case":"C-2","panel":"da_marac","record":"case","fields":{"title":"Two"}})" "\n"
        + record("person", other, R"("legal_name":"Al")", "C-2");
    REQUIRE(hub::Import(site.core).run(kCase + second).ok());
    CHECK(hub::Import(site.core)
              .run(record("action", "", R"("text":"a","owner_person":")" + person + '"'))
              .ok());
    hub::Import crossing(site.core);
    const auto foreign = record("action", "", R"("text":"a","about":[")" + other + R"("])");
    CHECK_FALSE(crossing.run(foreign).ok());
    CHECK(badLine(crossing) == 1);
}

TEST_CASE("a record of many words is cut into changes that each stay under their limits")
{
    HubSite site;
    std::string text = kCase;
    for (int i = 0; i < 700; ++i)
        text += record("action", "a" + std::to_string(i),
                       R"("text":")" + std::string(100, 'x') + R"(","status":"agreed")");
    REQUIRE(hub::Import(site.core).run(text).ok());
    const auto entry = site.core.registry.caseByRef("C-1").value();
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    const auto core = of(strands, Compartment::Core);
    CHECK(core.sseq >= 5);
    CHECK(core.sseq <= 6);
    CHECK(site.core.registers.shownRecords(core.ix)->size() == 701);
}

TEST_CASE("a thousand cases of sixteen records go in as few changes as they have strands")
{
    HubSite site;
    std::string text;
    for (int c = 0; c < 1000; ++c) {
        const auto ref = "C-" + std::to_string(c);
        text += R"({"case":")" + ref
                + R"(","panel":"da_marac","record":"case","fields":{"title":"Case"}})" "\n";
        for (int r = 0; r < 15; ++r)
            text += record("action", "a" + std::to_string(r), R"("text":"Call","status":"agreed")",
                           ref);
    }
    REQUIRE(site.db.exec("BEGIN").ok());
    const auto started = std::chrono::steady_clock::now();
    const auto done = hub::Import(site.core).run(text);
    const auto took = std::chrono::steady_clock::now() - started;
    REQUIRE(done.ok());
    CHECK(done->cases == 1000);
    CHECK(done->records == 16000);
    MESSAGE("import of 16,000 records: "
            << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms");
    auto count = site.db.prepare("SELECT count(*) FROM change").value();
    REQUIRE(count.step().value());
    CHECK(count.integer(0) < 6000 + 50);
    REQUIRE(site.db.exec("COMMIT").ok());
}
