// With the programs that ship: nobody puts a statement, a signature or an approval into another
// person's mouth, and nobody is moved under what another person signed.
#include "tests/support/tablet_program.h"

using namespace lapwing::test;
using nlohmann::json;

namespace {
/// A visit of Amara and Ben in case DA-1; Cleo is on the case too, and not on the visit.
struct JointVisit : ServedOffice {
    std::string agency = hub.agency();
    std::string amara = staff("Amara Ode");
    std::string ben = staff("Ben Hart");
    std::string cleo = staff("Cleo Rust");
    TabletProgram one = newTablet("one");
    TabletProgram two = newTablet("two");
    TabletProgram three = newTablet("three");
    std::string visit, second;

    JointVisit()
    {
        importCases(R"({"case":"DA-1","panel":"da_marac","record":"case",)"
                    R"("id":"00000000000000c1","fields":{"title":"Case one"}})"
                    "\n");
        for (const auto& person : {amara, ben, cleo}) assign(person);
        serve();
        one.ask(setUpWords(code(amara)));
        two.ask(setUpWords(code(ben)));
        three.ask(setUpWords(code(cleo)));
        for (auto* each : {&one, &two, &three}) each->ask({"sync"});
        visit =
            one.ask({"record", "add", "DA-1", "visit", "state=ready", "address=4 Low Row"})["id"];
        officer(amara, "lead");
        second = officer(ben, "second");
        syncAll();
    }
    std::string officer(const std::string& person, const std::string& part) const
    {
        return one.ask({"record", "add", "DA-1", "visit_officer", "visit=" + visit,
                        "staff=" + person, "part=" + part})["id"];
    }
    std::string staff(const std::string& name, const std::string& role = "idva") const
    {
        return hub.admin({"staff", "add"}, {"--name", name, "--agency", agency, "--role", role})
            .json()["staff"];
    }
    void syncAll()
    {
        for (auto* each : {&one, &two, &three, &one, &two, &three}) {
            const auto answer = each->ask({"sync"});
            CHECK(answer["quarantine"] == 0);
        }
    }
    static json shownBy(const TabletProgram& tablet, const std::string& id)
    {
        return tablet.ask({"visit", "show", id, "--json"});
    }
};
} // namespace

TEST_CASE("an officer writes no statement, signature or approval for the other, nor does anybody")
{
    JointVisit v;
    const auto before = JointVisit::shownBy(v.two, v.visit);
    CHECK(before["officers"].size() == 2);
    // As it was done once, in one command.
    CHECK(says(v.one.refused({"record", "set", v.visit, "second_statement=I opened the door.",
                              "second_signed_at=2026-06-09T10:48:00Z", "supervisor_approved=yes",
                              "state=countersigned"}),
               "is not a field of visit"));
    CHECK(says(v.one.refused({"record", "set", v.visit, "state=countersigned"}), "is not one of"));
    const auto attests = [&](const std::string& meaning) {
        return Words{"record",
                     "add",
                     "DA-1",
                     "attestation",
                     "about=" + v.visit,
                     "within=" + v.visit,
                     "meaning=" + meaning,
                     "digest=" + std::string(32, '0')};
    };
    CHECK(says(v.one.refused(attests("approved")), "Only a supervisor of this panel"));
    CHECK(says(v.one.refused(attests("countersigned")), "Only a supervisor of this panel"));
    CHECK(says(v.three.refused(attests("signed")), "Only an officer of this visit"));
    CHECK(says(v.three.refused({"record", "add", "DA-1", "statement", "about=" + v.visit,
                                "kind=saw", "text=I saw nothing."}),
               "Only an officer of this visit"));
    CHECK(says(v.three.refused({"visit", "say", v.visit, "I saw nothing."}),
               "Only an officer of this visit"));
    for (const auto* tablet : {&v.one, &v.three})
        CHECK(tablet->ask({"status", "--json"})["unsent"] == 0);
    v.syncAll();
    CHECK(JointVisit::shownBy(v.two, v.visit) == before);
}

TEST_CASE("a supervisor does not countersign their own words, and no officer colours a case")
{
    JointVisit v;
    const auto dee = v.staff("Dee Chair", "marac_chair");
    v.assign(dee);
    const auto four = v.newTablet("four");
    four.ask(v.setUpWords(v.code(dee)));
    four.ask({"sync"});
    const auto confirms = [&](const std::string& what) {
        return Words{"record",
                     "add",
                     "DA-1",
                     "attestation",
                     "about=" + what,
                     "within=" + v.visit,
                     "meaning=countersigned",
                     "digest=" + std::string(32, '0')};
    };
    const std::string view = four.ask({"record", "add", "DA-1", "statement", "about=" + v.visit,
                                       "kind=view", "text=It was well planned."})["id"];
    CHECK(says(four.refused(confirms(view)), "what is their own"));
    v.two.ask({"record", "set", v.visit, "state=en_route"});
    const std::string said = v.two.ask({"visit", "say", v.visit, "He waited outside."})["id"];
    v.syncAll();
    four.ask({"sync"});
    four.ask(confirms(said));

    const std::string file = "00000000000000c1";
    CHECK(says(v.one.refused({"record", "set", file, "colour=green", "colour_reason=He does well.",
                              "colour_review_due=2026-07-24"}),
               "The panel decides the colour"));
    const auto eve = v.staff("Eve Post", "marac_coordinator");
    v.assign(eve);
    const auto five = v.newTablet("five");
    five.ask(v.setUpWords(v.code(eve)));
    five.ask({"sync"});
    CHECK(says(five.refused({"record", "set", file, "colour=green"}), "says why"));
    five.ask({"record", "set", file, "colour=green", "colour_reason=The panel of May decided.",
              "colour_review_due=2026-07-24"});
    for (const auto* tablet : {&four, &five}) CHECK(tablet->ask({"sync"})["quarantine"] == 0);
}

TEST_CASE("a signed statement stays its author's on every tablet, even when another officer goes")
{
    JointVisit v;
    v.two.ask({"record", "set", v.visit, "state=en_route"});
    v.two.ask({"record", "set", v.visit, "state=left"});
    const std::string said = v.two.ask({"visit", "say", v.visit, "He waited outside."})["id"];
    v.two.ask({"visit", "sign", v.visit});
    v.syncAll();
    CHECK(says(v.one.refused({"record", "set", said, "text=He hit them."}), "stays as the person"));
    CHECK(says(v.one.refused({"record", "retire", said, "--reason", "Wrong"}),
               "stays as the person"));
    CHECK(says(v.one.refused({"record", "set", v.second, "staff=" + v.cleo}), "written once"));
    const auto before = JointVisit::shownBy(v.two, v.visit);
    v.one.ask({"record", "set", v.second, "stood_down=yes"});
    v.officer(v.cleo, "second");
    v.syncAll();
    for (const auto* tablet : {&v.one, &v.two, &v.three}) {
        const auto now = JointVisit::shownBy(*tablet, v.visit);
        REQUIRE(now["statements"].size() == 1);
        CHECK(now["statements"] == before["statements"]);
        CHECK(now["statements"][0]["by"] == v.ben);
        CHECK(now["statements"][0]["text"] == "He waited outside.");
        REQUIRE(now["signed"].size() == 1);
        CHECK(now["signed"] == before["signed"]);
        CHECK(now["signed"][0]["by"] == v.ben);
        CHECK(now["officers"] != before["officers"]);
    }
    CHECK(says(v.three.refused({"visit", "sign", v.visit}), "Something has to come first"));
}
