#include "tests/demo/story.h"

#include <array>
#include <fstream>

namespace lapwing::demo {

namespace {
struct Player {
    const Tablet& tablet;
    std::string_view staff, task;
};

std::array<Player, 4> playersOf(const Stage& stage)
{
    return {{{stage.officer, "@officer", "police officer, offender management"},
             {stage.probation, "@probation_one", "probation practitioner"},
             {stage.idva, "@idva", "IDVA, adviser to people at risk from a partner"},
             {stage.coordinator, "@coordinator", "MARAC coordinator"}}};
}

/// A sync without a hub must say that the work is safe, and end in its own way.
Result<std::string> refusedSync(const Tablet& tablet)
{
    constexpr int kHubNotReached = 2;
    LAPWING_ASSIGN(const auto done, tablet.run({"sync"}));
    LAPWING_TRY(claim(done.exitCode == kHubNotReached,
                      "a sync without a hub ends with 2, not " + std::to_string(done.exitCode)));
    const auto start = done.err.find("No connection");
    LAPWING_TRY(claim(start != std::string::npos &&
                          done.err.find("saved on this tablet") != std::string::npos,
                      "a sync without a hub says that the work is safe: " + done.err));
    return done.err.substr(start, done.err.find('\n', start) - start);
}
} // namespace

Result<void> fillTheOffice(Stage& stage)
{
    LAPWING_TRY(stage.hub.init("Thornmere"));
    for (const auto& agency : stage.borough.agencies) {
        LAPWING_ASSIGN(const auto made,
                       stage.hub.ask({"agency", "add", "--name", std::string(agency.title),
                                      "--sector", std::string(agency.sector)}));
        stage.ids.emplace(agency.name, made.value("agency", ""));
    }
    for (const auto& member : stage.borough.staff) {
        LAPWING_ASSIGN(
            const auto made,
            stage.hub.ask({"staff", "add", "--name", std::string(member.title), "--agency",
                           stage.idOf(member.agency), "--role", std::string(member.role)}));
        stage.ids.emplace(member.name, made.value("staff", ""));
    }
    const auto file = stage.options.folder + "/borough.ndjson";
    std::ofstream(file) << ndjson(stage.borough, stage.ids);
    LAPWING_ASSIGN(const auto imported, stage.hub.ask({"case", "import", file}));
    LAPWING_TRY(stage.hub.open());
    for (const auto& [ref, staff] : stage.borough.assignments)
        LAPWING_TRY(stage.hub.ask({"case", "assign", "--case", ref, "--staff", stage.idOf(staff)}));
    LAPWING_ASSIGN(const auto status, stage.hub.ask({"status", "--json"}));
    LAPWING_TRY(claim(status["cases"] == imported["cases"] && status["cases"] == 120 &&
                          status["staff"] == stage.borough.staff.size(),
                      "the office has all 120 cases and 24 staff"));
    tellTime("07:30", "A day in Thornmere, a borough that does not exist (seed " +
                          std::to_string(stage.options.seed) + ")");
    tell("Each sentence is checked against what the programs answer before it is told.");
    tell("The office holds " + counted(status["cases"], "case") + " of five panels, " +
         counted(imported["records"], "record") + ", for " +
         counted(status["staff"], "person", "people") + " of " +
         counted(stage.borough.agencies.size(), "agency", "agencies") + ".");
    return {};
}

Result<void> theSupervisorApproves(Stage& stage)
{
    tellTime("08:00", "A supervisor approves the day's visits: there is a warning of weapons");
    const auto supervisor = stage.tabletOf("@iom_supervisor", "supervisor");
    LAPWING_TRY(stage.setUp(supervisor, "@iom_supervisor"));
    LAPWING_TRY(supervisor.sync());
    for (const auto ref : {kVisitCase, kLaterVisitCase})
        LAPWING_TRY(supervisor.ask({"visit", "approve", recordId(ref, "visit.today")}));
    LAPWING_ASSIGN(const auto synced, supervisor.sync());
    const auto visit = recordId(kVisitCase, "visit.today");
    LAPWING_ASSIGN(const auto shown, supervisor.ask({"visit", "show", visit, "--json"}));
    LAPWING_TRY(claim(synced["pushed"] == 2 && shown["stage"] == "approved" &&
                          shown["approved"][0]["by"] == stage.idOf("@iom_supervisor"),
                      "the visit is approved, and by whom is told by the signature"));
    tell(supervisor.owner() + " is not going on either visit, and approves both as planned.");
    return {};
}

Result<void> everyoneSyncs(Stage& stage)
{
    tellTime("08:10", "Four tablets are set up and sync");
    for (const auto& [tablet, staff, task] : playersOf(stage)) {
        LAPWING_TRY(stage.setUp(tablet, staff));
        LAPWING_ASSIGN(const auto synced, tablet.sync());
        LAPWING_ASSIGN(const auto cases, tablet.ask({"case", "list", "--json"}));
        const auto expected =
            std::ranges::count(stage.borough.assignments, staff, &Assignment::staff);
        LAPWING_TRY(claim(cases.size() == static_cast<std::size_t>(expected),
                          tablet.owner() + "'s tablet holds her or his own cases and no other"));
        tell(tablet.owner() + ", " + std::string(task) + ": " + counted(cases.size(), "case") +
             ", " + counted(synced["bytes_down"].get<std::uint64_t>() / 1024, "KiB", "KiB") + ".");
    }
    return {};
}

Result<void> theHubGoesAway(Stage& stage)
{
    tellTime("09:00", "The hub goes away");
    LAPWING_TRY(stage.hub.close());
    LAPWING_ASSIGN(const auto said, refusedSync(stage.officer));
    tell(stage.officer.owner() + " tries to sync: \"" + said + "\"");
    return {};
}

Result<void> oneVisitOnTwoTablets(Stage& stage)
{
    tellTime("10:30", "One joint visit, written on two tablets that cannot reach each other");
    const auto visit = recordId(kVisitCase, "visit.today");
    LAPWING_ASSIGN(const auto before, stage.officer.record(visit));
    LAPWING_TRY(claim(valuesOf(before, "state") == Words{"ready"}, "the visit is planned"));
    const Words arrival{"record", "set", visit, "state=on_scene"};
    LAPWING_ASSIGN(const auto tooSoon, stage.officer.run(arrival));
    LAPWING_TRY(claim(tooSoon.exitCode == 1 && tooSoon.err.find("ALERT") != std::string::npos,
                      "no visit starts before its warning is read: " + tooSoon.err));
    const auto weapons = recordId(kVisitCase, "marker.WEAP");
    for (const auto* tablet : {&stage.officer, &stage.probation})
        LAPWING_TRY(tablet->ask({"visit", "acknowledge", visit, weapons}));
    LAPWING_ASSIGN(const auto police,
                   stage.ledger.set(
                       stage.officer, visit,
                       {"state=on_scene", "arrived_at=" + timeAt(0, "10:31"), "opened_by=his aunt",
                        "persons_present=Himself, his aunt, and one man who left as we came",
                        "rooms_seen=Living room, kitchen, his bedroom",
                        "vehicles=A grey estate car on the kerb, not his"}));
    LAPWING_ASSIGN(
        const auto probation,
        stage.ledger.set(
            stage.probation, visit,
            {"conditions_compliant+=curfew,approved_address",
             "demeanour=Calm, tired, polite to both",
             "condition_evidence=Curfew box lit and in its place. His post is on the table.",
             "next_visit_on=2026-07-07"}));
    LAPWING_TRY(claim(police["dots"].size() == 1 && probation["dots"].size() == 1,
                      "each save is one change"));
    const auto say = [&](const Tablet& tablet, const char* text) {
        return stage.ledger.add(tablet, kVisitCase, "statement",
                                {"about=" + visit, "kind=saw", std::string("text=") + text});
    };
    LAPWING_TRY(say(stage.officer, "His aunt let us in. He was up and dressed. The man who left "
                                   "did not give a name."));
    LAPWING_TRY(say(stage.probation, "He starts work on Monday and showed the letter. He asked "
                                     "about contact with his daughter."));
    tell(stage.officer.owner() + " writes who was there and what was seen; " +
         stage.probation.owner() +
         " writes the conditions and the next visit. Each adds a "
         "statement of his own.");
    return {};
}

Result<void> oneNumberOnTwoTablets(Stage& stage)
{
    tellTime("11:20", "In a hospital basement, and at a desk without a network");
    const auto phone = recordId(kMaracCase, "phone");
    for (const auto* action : {"action.1", "action.2"}) // her own agency's
        LAPWING_TRY(stage.ledger.set(stage.idva, recordId(kMaracCase, action),
                                     {"status=completed", "completed_on=" + std::string(kToday),
                                      "evidence=Done with her this morning, on the ward."},
                                     "She was there and agreed it."));
    LAPWING_ASSIGN(const auto before, stage.idva.record(phone));
    LAPWING_TRY(stage.ledger.set(stage.idva, phone, {"value=07700 900415", "safe=unsafe"},
                                 "She read the number out, and he goes through her phone."));
    tell(stage.idva.owner() + " completes two actions, corrects a phone number (one digit was "
                              "wrong) and marks it unsafe: he goes through that phone.");
    LAPWING_TRY(stage.ledger.set(stage.coordinator, phone,
                                 {"value=07700 900451"},
                                 "From the referrer's e-mail."));
    LAPWING_ASSIGN(const auto after, stage.idva.record(phone));
    LAPWING_TRY(claim(valuesOf(before, "value") != valuesOf(after, "value") &&
                          valuesOf(after, "safe") == Words{"unsafe"},
                      "the tablet shows the correction at once"));
    tell(stage.coordinator.owner() + " corrects the same number from an e-mail, to a different "
                                     "one.");
    return {};
}

Result<void> aTextFromHisSister(Stage& stage)
{
    tellTime("12:15", "A text from the sister of the man who harmed her");
    LAPWING_ASSIGN(const auto saved,
                   stage.ledger.add(stage.idva, kMaracCase, "incident",
                                    {"occurred_on=" + std::string(kToday),
                                     "disclosed_on=" + std::string(kToday), "kind=unwanted_contact",
                                     "criminal=no", "by_third_party=family_or_friend",
                                     "victim=" + recordId(kMaracCase, "victim"),
                                     "perpetrators+=" + recordId(kMaracCase, "perpetrator"),
                                     "text=His sister texted her: he only wants to talk, and "
                                     "everybody knows where she is."}));
    std::string said;
    for (const auto& notice : saved.value("notices", Json::array()))
        said += notice.is_string() ? notice.get<std::string>() : notice.value("text", "");
    LAPWING_TRY(claim(said.find("This is a repeat") != std::string::npos &&
                          said.find("14 March 2026") != std::string::npos,
                      "the tablet, offline, says that this is a repeat, and why: " + said));
    tell(stage.idva.owner() + " records it. With no network the tablet says: \"" + said + "\"");
    return {};
}

Result<void> aCaseIsTakenAway(Stage& stage)
{
    tellTime("13:00", "A case is taken away while there is unsent work in it");
    const auto& him = stage.probation;
    LAPWING_ASSIGN(
        const auto saved,
        stage.ledger.add(
            him, kTakenCase, "chronology",
            {"text=Rang from the bus: the cousin is back at the flat and has a cormorant tattoo.",
             "occurred_at=" + timeAt(0, "12:40"), "kind=contact", "channel=mobile"}));
    stage.lateEntry = saved.value("id", "");
    LAPWING_TRY(stage.ledger.set(him, recordId(kTakenCase, "case"), {"review_due=2026-06-12"},
                                 "The cousin is back."));
    LAPWING_ASSIGN(const auto status, him.ask({"status", "--json"}));
    LAPWING_ASSIGN(const auto taken,
                   stage.hub.ask({"case", "unassign", "--case", std::string(kTakenCase), "--staff",
                                  stage.idOf("@probation_one")}));
    LAPWING_TRY(claim(taken["strands"] > 0, "the case was his until now"));
    LAPWING_ASSIGN(const auto hits, him.ask({"search", "cormorant", "--json"}));
    LAPWING_TRY(claim(hits.size() == 1, "a search on his tablet still finds the entry"));
    tell(him.owner() + " has " + counted(status["unsent"], "unsent change") + ", two of them in " +
         std::string(kTakenCase) +
         ". The office gives that case to somebody else: his tablet "
         "cannot know yet.");
    return {};
}

} // namespace lapwing::demo
