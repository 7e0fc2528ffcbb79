#include "tests/support/tablet_program.h"

using namespace lapwing::test;
using nlohmann::json;

namespace {
constexpr const char* kAction = "00000000000000a1";
constexpr const char* kPhone = "00000000000000c1";
constexpr const char* kMeeting = "00000000000000d1";
constexpr const char* kVictim = "00000000000000b1";
constexpr const char* kHim = "00000000000000b2";

/// {"case":"DA-1","panel":"da_marac","record":…,"id":…,"fields":…} on a line of its own.
std::string caseLine(const std::string& type, const std::string& id, const json& fields)
{
    json line{{"case", "DA-1"}, {"panel", "da_marac"}, {"record", type}, {"fields", fields}};
    if (!id.empty()) line["id"] = id;
    return line.dump() + "\n";
}

json fieldOn(const TabletProgram& tablet, const std::string& record, const std::string& name)
{
    return tablet.ask({"record", "show", record, "--json"})["fields"][name];
}

/// All that a vault keeps, but for the count of tried passphrases.
FileContents keptIn(const std::string& folder)
{
    auto files = filesOf(folder);
    files.erase("tries");
    return files;
}

std::string oneCase()
{
    return caseLine("case", "", {{"title", "Case one"}, {"state", "open"}})
           + caseLine("person", kVictim, {{"legal_name", "Victim"}})
           + caseLine("person", kHim, {{"legal_name", "Him"}})
           + caseLine("referral", "",
                      {{"submitted_on", "2026-03-14"},
                       {"state", "accepted"},
                       {"victim", kVictim},
                       {"perpetrators", json::array({kHim})}})
           + caseLine("action", kAction, {{"text", "Fit a new lock"}, {"status", "agreed"}})
           + caseLine("contact_point", kPhone, {{"value", "020 7946 0001"}, {"safe", "safe"}})
           + caseLine("meeting", kMeeting, {{"panel", "da_marac"}, {"held_on", "2020-06-19"}});
}

/// An office with one case and two people on it, and their tablets.
struct Borough : ServedOffice {
    std::string agency = hub.agency();
    std::string idva = staff("Amara Ode", "idva");
    std::string coordinator = staff("Ben Hart", "marac_coordinator");
    TabletProgram one = newTablet("one");
    TabletProgram two = newTablet("two");

    Borough()
    {
        importCases(oneCase());
        for (const auto& person : {idva, coordinator}) assign(person);
        serve();
    }
    std::string staff(const std::string& name, const std::string& role) const
    {
        return hub.admin({"staff", "add"}, {"--name", name, "--agency", agency, "--role", role})
            .json()["staff"];
    }
    void setUpBoth()
    {
        one.ask(setUpWords(code(idva)));
        two.ask(setUpWords(code(coordinator)));
        syncAll();
    }
    void syncAll()
    {
        for (auto* each : {&one, &two, &one}) each->ask({"sync"});
    }
};
} // namespace

TEST_CASE("a tablet is set up by its code, once, and holds nothing before it syncs")
{
    Borough b;
    CHECK(says(b.one.refused(b.setUpWords("AAAAAAAAAA")), "did not accept the code"));
    CHECK_FALSE(std::filesystem::exists(b.one.folder));
    const auto code = b.code(b.idva);
    const auto made = b.one.ask(b.setUpWords(code));
    CHECK(made["person"] == "Amara Ode");
    CHECK(made["role"] == "idva");
    CHECK(says(b.one.refused(b.setUpWords(code)), "set up already"));
    CHECK(says(b.two.refused(b.setUpWords(code)), "did not accept the code"));
    CHECK(says(b.one.refused({"case", "list", "--json"}), "Connect and sync"));
    CHECK(b.one.ask({"status", "--json"})["lease"]["state"] == "expired");

    const auto synced = b.one.ask({"sync"});
    for (const auto* name : {"round_trips", "bytes_up", "bytes_down", "pushed", "pulled",
                             "open_checks", "unsent"})
        CHECK(synced.contains(name));
    const json row{
        {"ref", "DA-1"}, {"panel", "da_marac"}, {"title", "Case one"}, {"state", "open"}};
    CHECK(b.one.ask({"case", "list", "--json"}) == json::array({row}));
    CHECK(b.one.ask({"case", "show", "DA-1", "--json"})["records"].size() == 6);
    CHECK(b.one.ask({"search", "new", "lock", "--json"})[0]["id"] == kAction);
    const auto status = b.one.ask({"status", "--json"});
    CHECK(status["lease"]["state"] == "valid");
    CHECK(status["kdf"]["memory_mib"] == 8);
    CHECK(status["unsent"] == 0);
}

TEST_CASE("what is saved without a network is kept, counted, and sent when there is one")
{
    Borough b;
    b.setUpBoth();
    b.stop();
    const auto saved = b.one.ask({"record", "set", kAction, "status=completed"});
    CHECK(saved["id"] == kAction);
    CHECK(saved["dots"].size() == 1);
    const auto incident = b.one.ask({"record", "add", "DA-1", "incident", "occurred_on=2026-05-01",
                                     std::string("victim=") + kVictim,
                                     std::string("perpetrators=") + kHim,
                                     "text=A text from his sister"});
    REQUIRE(incident["notices"].size() == 1);
    CHECK(incident["notices"][0]["rule"] == "R-REP2");
    CHECK(says(incident["notices"][0]["text"],
               "within 12 months of the referral of 14 March 2026"));
    CHECK(std::filesystem::file_size(b.one.folder + "/cargo") > 0);
    CHECK(says(b.one.refused({"sync"}, 2), "2 changes are not yet sent"));
    CHECK(b.one.ask({"status", "--json"})["unsent"] == 2);

    b.serve();
    CHECK(b.one.ask({"sync"})["pushed"] == 2);
    CHECK(std::filesystem::file_size(b.one.folder + "/cargo") == 0);
    b.two.ask({"sync"});
    CHECK(fieldOn(b.two, kAction, "status")["value"] == "completed");
    CHECK(b.one.ask({"export", "--json"}).dump() == b.two.ask({"export", "--json"}).dump());
}

TEST_CASE("a number changed on two tablets is a check on both, by name, and is decided once")
{
    Borough b;
    b.setUpBoth();
    b.one.ask({"record", "set", kPhone, "value=020 7946 0111"});
    b.two.ask({"record", "set", kPhone, "contact_point.value=020 7946 0222"});
    b.syncAll();
    const auto checks = b.one.ask({"check", "list", "--json"});
    REQUIRE(checks.size() == 1);
    CHECK(checks == b.two.ask({"check", "list", "--json"}));
    CHECK(checks[0]["record"] == kPhone);
    CHECK(checks[0]["field"] == "value");
    const auto& siblings = checks[0]["siblings"];
    REQUIRE(siblings.size() == 2);
    std::map<std::string, std::string> byAuthor;
    for (const auto& sibling : siblings) byAuthor[sibling["author"]] = sibling["value"];
    CHECK(byAuthor == std::map<std::string, std::string>{{"Amara Ode", "020 7946 0111"},
                                                         {"Ben Hart", "020 7946 0222"}});
    const auto shown = fieldOn(b.one, kPhone, "value");
    CHECK(shown["value"].size() == 2);
    CHECK(shown["siblings"] == siblings);
    CHECK(fieldOn(b.one, kPhone, "safe")["value"] == "unknown");

    const std::string id = checks[0]["id"];
    CHECK(says(b.one.refused({"check", "decide", id, "--keep", "2"}), "needs a reason"));
    CHECK(says(b.one.refused({"record", "set", kPhone, "value=020 7946 0333"}), "give a reason"));
    b.one.ask({"check", "decide", id, "--keep", "2", "--reason", "rang it today"});
    b.syncAll();
    CHECK(fieldOn(b.two, kPhone, "value")["value"] == siblings[1]["value"]);
    CHECK(b.two.ask({"check", "list", "--json"}).empty());
    CHECK(says(b.two.refused({"check", "decide", id, "--keep", "1", "--reason", "late"}),
               "changed since you looked"));
    CHECK(b.one.ask({"export", "--json"}).dump() == b.two.ask({"export", "--json"}).dump());
}

TEST_CASE("what is due on a case and for a meeting is told, with the day by every version")
{
    Borough b;
    b.setUpBoth();
    const auto row = [](const char* what, const char* on) {
        return std::pair<std::string, std::string>{what, on};
    };
    const auto told = [](const json& due) {
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& one : due) {
            CHECK(one["days_left"] < 0); // what is invented for this test is past
            all.emplace_back(one["what"], one["on"]);
        }
        return all;
    };
    CHECK(b.one.ask({"case", "due", "DA-1", "--json"}).empty());
    b.one.ask({"record", "set", kAction, "due=2020-03-05"});
    b.two.ask({"record", "set", kAction, "due=2020-03-02"});
    b.syncAll();
    for (const auto* tablet : {&b.one, &b.two})
        CHECK(told(tablet->ask({"case", "due", "DA-1", "--json"})) ==
              std::vector{row("action_due", "2020-03-02"), row("action_escalate", "2020-03-07")});
    const auto meeting = b.two.ask({"meeting", "show", kMeeting, "--json"});
    CHECK(meeting["room"].is_null()); // no quorum outside the steering group
    CHECK(told(meeting["due"]) ==
          std::vector{row("referral_cut_off", "2020-06-09"), row("agenda_out", "2020-06-10"),
                      row("research_final", "2020-06-17"), row("minutes_out", "2020-06-24")});
    CHECK(b.one.run({"case", "due", "DA-1"}).out.find("2020-03-02  action_due") !=
          std::string::npos);
    CHECK(says(b.one.refused({"meeting", "show", kAction, "--json"}), "no such record"));
}

TEST_CASE("what is refused leaves no trace, and a wrong passphrase only its count")
{
    Borough b;
    b.setUpBoth();
    const auto before = keptIn(b.one.folder);
    auto stranger = b.one;
    stranger.passphrase = b.file("wrong");
    writeFile(stranger.passphrase, "five other words\n");
    CHECK(says(stranger.refused({"case", "list", "--json"}), "does not open this tablet"));
    CHECK(keptIn(b.one.folder) == before);

    CHECK(says(b.one.refused({"record", "set", kAction, "colour=red"}), "not a field of action"));
    CHECK(says(b.one.refused({"record", "set", kAction, "status=done"}), "is not one of"));
    CHECK(says(b.one.refused({"record", "set", kAction, "text=" + std::string(5000, 'x')}),
               "over the limit"));
    CHECK(says(b.one.refused({"record", "show", "ffffffffffffffff", "--json"}), "no such record"));
    CHECK(says(b.one.refused({"record", "add", "DA-9", "action", "text=a"}), "no such case"));
    CHECK(b.one.ask({"status", "--json"})["unsent"] == 0);
    CHECK(b.one.run({"record", "paint", kAction}).status == 64);
}

TEST_CASE("a batch answers every line, goes on after a mistake, and tells of it in the end")
{
    Borough b;
    b.setUpBoth();
    const auto file = b.file("batch");
    writeFile(file, "# what happened today\n"
                "record add DA-1 action text=\"Ring the 'landlord'\" status=agreed\n"
                "\n"
                "record set 00000000000000a1 status=done\n"
                "nonsense\n"
                "sync\n"
                "search ring landlord\n");
    const auto ended = b.one.run({"batch", file});
    CHECK(ended.status == 1);
    std::vector<json> answers;
    std::istringstream lines(ended.out);
    for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line));
    REQUIRE(answers.size() == 5);
    CHECK(answers[0]["dots"].size() == 1);
    CHECK(answers[1]["error"] == "rejected");
    CHECK(answers[2]["error"] == "usage");
    CHECK(answers[3]["pushed"] == 1);
    CHECK(answers[4][0]["id"] == answers[0]["id"]);
    writeFile(file, "case list\n");
    CHECK(b.one.run({"batch", file}).status == 0);
}

TEST_CASE("a vault put back from a copy is told so by the office, and nothing is overwritten")
{
    Borough b;
    b.setUpBoth();
    const auto copy = b.file("copy");
    std::filesystem::copy(b.one.folder, copy);
    b.one.ask({"record", "set", kAction, "outcome=Done on Monday"});
    b.one.ask({"sync"});
    std::filesystem::remove_all(b.one.folder);
    std::filesystem::rename(copy, b.one.folder);
    CHECK(says(b.one.refused({"sync"}), "set the tablet up again"));
    b.two.ask({"sync"});
    CHECK(fieldOn(b.two, kAction, "outcome")["value"] == "Done on Monday");
}

TEST_CASE("a stopped tablet hands in what it has and keeps no case")
{
    Borough b;
    b.setUpBoth();
    const std::string device = b.one.ask({"status", "--json"})["device"];
    REQUIRE(b.hub.admin({"device", "stop"}, {"--device", device}).status == 0);
    b.one.ask({"record", "set", kAction, "outcome=Late, not lost"});
    const auto ended = b.one.run({"sync"});
    CHECK(ended.status == 1);
    const auto synced = ended.json();
    CHECK(synced["pushed"] == 1);
    CHECK(synced["quarantine"] == 1);
    CHECK(synced["unsent"] == 0);
    CHECK(synced["stopped"] == true);
    CHECK(synced["error"] == "unauthorised");
    const std::string told = synced["message"];
    CHECK(says(told, "stopped this tablet"));
    CHECK(says(told, "is safe with the office"));
    CHECK(says(told, "Call the office"));
    CHECK(b.one.said() == told + "\n");
    CHECK(says(b.one.refused({"sync"}), "stopped this tablet")); // not only the first time
    CHECK(b.one.ask({"case", "list", "--json"}).empty());
    CHECK(b.one.ask({"status", "--json"})["purged"].get<int>() > 0);
    b.two.ask({"sync"});
    CHECK_FALSE(b.two.ask({"record", "show", kAction, "--json"})["fields"].contains("outcome"));
}

TEST_CASE("other roles come with the next sync, and take no word that was not sent")
{
    Borough b;
    b.setUpBoth();
    const auto set = [&](const char* roles) {
        return b.hub.admin({"staff", "set"}, {"--staff", b.idva, "--role", roles});
    };
    const auto both = set("idva, marac_coordinator").json();
    CHECK(both["role"] == "idva, marac_coordinator");
    CHECK(both["cases_changed"] == json::array({"DA-1"}));
    b.one.ask({"sync"});
    CHECK(b.one.ask({"status", "--json"})["role"] == "idva, marac_coordinator");
    b.one.ask({"record", "set", kAction, "outcome=Late, not lost"});
    const auto would =
        b.hub.admin({"staff", "set", "--check"}, {"--staff", b.idva, "--role", "iom_officer"});
    CHECK(would.json()["cases_lost"] == json::array({"DA-1"}));
    CHECK(would.json()["role"] == "idva, marac_coordinator");
    CHECK(b.one.ask({"sync"})["quarantine"] == 0);
    b.one.ask({"record", "set", kAction, "outcome=Late, and not lost either"});
    const auto lost = set("iom_officer").json();
    CHECK(lost["cases_lost"] == json::array({"DA-1"}));
    CHECK(b.one.ask({"sync"})["quarantine"] == 1);
    CHECK(b.one.ask({"case", "list", "--json"}).empty());
    CHECK(b.one.ask({"status", "--json"})["unsent"] == 0);
    CHECK(b.hub.admin({"quarantine", "list"}).json()["quarantine"].size() == 1);
    const auto again = set("iom_officer");
    CHECK(again.status == 1);
    CHECK(says(again.json()["message"], "holds just these roles"));
    CHECK(says(set("idva:iom").json()["message"], "Nobody is idva on the panel iom."));
}

TEST_CASE("a late warning shows at once, and what was kept is adopted or rejected by name")
{
    Borough b;
    b.setUpBoth();
    b.one.ask({"record", "set", kPhone, "safe=unsafe", "--reason", "He took it on Friday"});
    b.one.ask({"record", "set", kAction, "outcome=Seen him there"});
    b.one.ask({"record", "set", kAction, "text=Fit three locks"});
    REQUIRE(b.hub.admin({"case", "unassign"}, {"--case", "DA-1", "--staff", b.idva}).status == 0);
    CHECK(b.one.ask({"sync"})["quarantine"] == 3);
    b.two.ask({"sync"});
    const auto safe = fieldOn(b.two, kPhone, "safe");
    CHECK(safe["value"] == "unsafe");
    REQUIRE(safe["siblings"].size() == 2);
    const auto& late = safe["siblings"][safe["siblings"][0].contains("late_by") ? 0 : 1];
    CHECK(late["late_by"] == "Amara Ode");
    CHECK(late["reason"] == "He took it on Friday");
    CHECK_FALSE(b.two.ask({"record", "show", kAction, "--json"})["fields"].contains("outcome"));

    const auto list = b.hub.admin({"quarantine", "list"}).json()["quarantine"];
    REQUIRE(list.size() == 3);
    std::map<std::string, std::string> names;
    for (const auto& kept : list) names[kept["fields"][0]["field"]] = kept["change"];
    const auto shown = b.hub.admin({"quarantine", "show"}, {"--change", names["safe"]}).json();
    CHECK(shown["fields"][0]["why"] == "He took it on Friday");
    CHECK(shown["fields"][0]["stands"].size() == 2);
    CHECK(shown["decision"].is_null());
    const auto decide = [&](const char* verb, const std::string& field, const std::string& by) {
        return b.hub.admin({"quarantine", verb}, {"--change", names[field], "--by", by, "--reason",
                                                  "They rang to say so"});
    };
    CHECK(says(decide("adopt", "safe", b.idva).json()["message"], "what they wrote"));
    CHECK(decide("adopt", "safe", b.coordinator).json()["verdict"] == "adopted");
    CHECK(decide("adopt", "outcome", b.coordinator).json()["verdict"] == "adopted");
    CHECK(decide("reject", "text", b.coordinator).json()["verdict"] == "rejected");
    CHECK(decide("adopt", "safe", b.coordinator).status == 1);
    CHECK(b.hub.admin({"quarantine", "list"}).json()["quarantine"].empty());
    CHECK(
        b.hub.admin({"quarantine", "show"}, {"--change", names["text"]}).json()["decision"]["by"] ==
        "Ben Hart");
    b.two.ask({"sync"});
    CHECK(fieldOn(b.two, kPhone, "safe") == json{{"value", "unsafe"}});
    CHECK(fieldOn(b.two, kAction, "outcome")["value"] == "Seen him there");
    CHECK(fieldOn(b.two, kAction, "text")["value"] == "Fit a new lock");
    CHECK(b.two.ask({"check", "list", "--json"}).empty());
}
