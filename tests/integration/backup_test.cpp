// A copy of a hub that is being served, and what becomes of an office whose hub is then lost.
#include "tests/support/cli_office.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

TEST_CASE("a hub copied at work and then lost goes on from the copy, and tablets bring the rest")
{
    CliOffice office;
    std::string script;
    for (int i = 0; i < 20; ++i)
        script += "record set " + std::string(kAction) + " outcome=\"Call " + std::to_string(i)
                  + "\"\nsync\n";
    writeFile(office.folder + "/script", script);
    auto atWork = must(office.colleague.start({"batch", office.folder + "/script"}));
    must(atWork.readLine());
    const auto copy = office.folder + "/copy";
    const auto made = must(office.hub.ask({"backup", "--out", copy}));
    CHECK(made["backup"] == copy);
    CHECK(made["bytes"] == std::filesystem::file_size(copy + "/hub.db"));
    CHECK_FALSE(std::filesystem::exists(copy + "/hub.key"));
    CHECK(must(atWork.wait()).exitCode == 0);

    must(office.tablet.ask({"record", "set", kAction, "text=Taken after the copy was made"}));
    CHECK(must(office.tablet.sync())["pushed"] == 1);
    must(office.hub.kill());

    demo::Hub restored{kPrograms, copy};
    must(restored.open(office.hub.port()));
    for (const auto* tablet : {&office.tablet, &office.colleague, &office.tablet})
        must(tablet->sync());
    const auto spare = office.tabletIn(office.folder + "/spare");
    must(spare.setUp(restored, must(restored.ask({"device", "add", "--staff",
                                                  office.staff}))["code"]));
    must(spare.sync());
    CHECK(toldBy(spare) == toldBy(office.tablet));
    const auto fields = must(spare.record(kAction))["fields"];
    CHECK(fields["text"]["value"] == "Taken after the copy was made");
    CHECK(fields["outcome"]["value"] == "Call 19");
    CHECK(must(restored.ask({"quarantine", "list"}))["quarantine"].empty());
    // The hub that was lost, found again, is another one: nobody takes the two for the same.
    CHECK(must(restored.ask({"status"}))["hub_epoch"] == 2);
}

TEST_CASE("a copy is never made over something, and a cut one is no hub")
{
    CliOffice office;
    const auto taken = office.folder + "/taken";
    std::filesystem::create_directory(taken);
    writeFile(taken + "/letter", "Dear Ada");
    const Words command{kPrograms.server, "backup", "--data", office.folder + "/hub", "--out",
                        taken};
    const auto refused = must(runProcess(command));
    CHECK(refused.exitCode == 1);
    for (const auto* part : {"something in", "Nothing was changed", "Choose"})
        CHECK(refused.err.find(part) != std::string::npos);
    CHECK(filesOf(taken).size() == 1);

    const auto copy = office.folder + "/copy";
    must(office.hub.ask({"backup", "--out", copy}));
    std::filesystem::remove(copy + "/hub.json"); // written last
    const auto cut = must(runProcess({kPrograms.server, "status", "--data", copy}));
    CHECK(cut.exitCode == 1);
    CHECK(cut.err.find("There is no hub in") != std::string::npos);
}
