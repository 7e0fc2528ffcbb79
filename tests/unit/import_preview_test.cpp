#include "server-stub/service/import.h"
#include "tests/support/hub.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using nlohmann::json;

namespace {
std::string line(const std::string& ref, const std::string& type, const std::string& id,
                 const json& fields)
{
    json said{{"case", ref}, {"panel", "da_marac"}, {"record", type}, {"fields", fields}};
    if (!id.empty()) said["id"] = id;
    return said.dump() + "\n";
}

/// A case with one person.
std::string person(const std::string& ref, const json& fields, const std::string& more = {})
{
    return line(ref, "case", "", {{"title", ref}}) + line(ref, "person", "p", fields) + more;
}

std::vector<std::string> reasons(HubSite& site, const std::string& file)
{
    hub::Import import(site.core);
    const auto done = import.run(file, hub::ImportMode::Check);
    REQUIRE_MESSAGE(done.ok(), done.error().text());
    std::vector<std::string> all;
    for (const auto& each : import.previewed().people)
        for (const auto& why : each.because) all.push_back(each.otherCase + ": " + why);
    return all;
}
using Reasons = std::vector<std::string>;
} // namespace

TEST_CASE("a check says who may be somebody the office has, by what, and writes nothing")
{
    HubSite site;
    const auto number = [](const std::string& ref, const std::string& value) {
        return line(ref, "contact_point", "t", {{"person", "p"}, {"value", value}});
    };
    const auto address = [](const std::string& ref, const std::string& lines) {
        return line(ref, "address", "a",
                    {{"person", "p"}, {"lines", lines}, {"postcode", "SE15 4QX"}});
    };
    REQUIRE(hub::Import(site.core)
                .run(person("C-1",
                            {{"legal_name", "Łukasz O’Brien"},
                             {"dob", "1988-03-14"},
                             {"aliases", "Luke, Big L"},
                             {"nhs_no", "012 345 6789"}},
                            number("C-1", "07700 900123 (mum)") + address("C-1", "4 Reed Street")))
                .ok());
    CHECK(reasons(site, person("N", {{"legal_name", "obrien lukasz"}, {"dob", "1988-03-14"}})) ==
          Reasons{"C-1: the same name and birth day"});
    CHECK(reasons(site, person("N", {{"legal_name", "Lukasz O'Brien"}})) ==
          Reasons{"C-1: the same name"});
    CHECK(reasons(site, person("N", {{"legal_name", "Big L"}})) == Reasons{"C-1: the same name"});
    CHECK(reasons(site, person("N", {{"legal_name", "Lukas O'Brien"}, {"dob", "1988-03-14"}})) ==
          Reasons{"C-1: the same birth day, and a name one letter off"});
    CHECK(reasons(site, person("N", {{"legal_name", "Jo"}, {"nhs_no", "0123456789"}})) ==
          Reasons{"C-1: the same NHS number"});
    CHECK(reasons(site, person("N", {{"legal_name", "Jo"}}, number("N", "+447700900123"))) ==
          Reasons{"C-1: the same number or email"});
    CHECK(reasons(site, person("N", {{"legal_name", "Jo"}}, address("N", "4, reed street"))) ==
          Reasons{"C-1: the same address"});
    // Nobody else: another day, two letters off, another flat, a short number.
    CHECK(reasons(site, person("N", {{"legal_name", "Lukas O'Brien"}, {"dob", "1988-03-15"}},
                               address("N", "5 Reed Street") + number("N", "999")))
              .empty());
    CHECK(reasons(site, person("N", {{"legal_name", "Lucas Briens"}, {"dob", "1988-03-14"}}))
              .empty());
    CHECK(site.core.registry.caseCount().value() == 1);
}

TEST_CASE("people of one file are compared too, each pair once, and a household is not one person")
{
    HubSite site;
    const std::string file =
        person("A", {{"legal_name", "Una Hale"}, {"pnc_id", "99/1A"}}) +
        person("B", {{"legal_name", "U. Hale"}, {"pnc_id", "99/1a"}}) +
        line("B", "person", "q", {{"legal_name", "Ed Hale"}}) +
        line("B", "contact_point", "t1", {{"person", "p"}, {"value", "07700900123"}}) +
        line("B", "contact_point", "t2", {{"person", "q"}, {"value", "07700900123"}});
    CHECK(reasons(site, file) == Reasons{"A: the same PNC number"});
    hub::Import import(site.core);
    REQUIRE(import.run(file, hub::ImportMode::Check).ok());
    CHECK(import.previewed().cases == std::vector<std::string>{"A", "B"});
    CHECK(import.previewed().records.at("person") == 3);
    CHECK(import.previewed().people[0].line == 4);
    CHECK(import.previewed().people[0].otherLine == 2);
}

TEST_CASE("what would change is told as it is here and as the file has it, and is not written")
{
    HubSite site;
    const auto file = person("C-1", {{"legal_name", "Una Hale"}, {"dob", "1988-03-14"}});
    REQUIRE(hub::Import(site.core).run(file).ok());
    CHECK(reasons(site, file).empty());
    hub::Import import(site.core);
    CHECK_FALSE(import
                    .run(person("C-1", {{"legal_name", "Una Hale"}, {"dob", "1988-03-15"}}),
                         hub::ImportMode::Check)
                    .ok());
    REQUIRE(import.faults().size() == 1);
    CHECK(import.faults()[0].line == 2);
    REQUIRE(import.faults()[0].differs.size() == 1);
    CHECK(import.faults()[0].differs[0].field == "dob");
    CHECK(import.faults()[0].differs[0].here == "1988-03-14");
    CHECK(import.faults()[0].differs[0].told == "1988-03-15");
}
