#pragma once

#include "tests/demo/programs.h"
#include "tests/support/files.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"

namespace lapwing::test {

using demo::Words;

inline const demo::Programs kPrograms{LAPWING_BIN_DIR "/lapwing-server",
                                      LAPWING_BIN_DIR "/lapwing-cli"};
inline constexpr const char* kAction = "00000000000000a1";

/// An office of real programs, with a tablet set up that holds one case and gave another back, and
/// a colleague's beside it.
struct CliOffice {
    TempFolder temp;
    std::string folder = temp.path();
    demo::Hub hub{kPrograms, folder + "/hub"};
    demo::Tablet tablet = tabletIn(folder + "/vault");
    demo::Tablet colleague = tabletIn(folder + "/colleague");
    std::string staff;

    CliOffice()
    {
        writeFile(folder + "/passphrase", "curlew sparrow lantern tide nine\n");
        writeFile(folder + "/other-passphrase", "another five good words here\n");
        writeFile(folder + "/cases",
                  R"({"case":"C-1","panel":"da_marac","record":"case","fields":{"title":"Una"}}
{"case":"C-1","panel":"da_marac","record":"action","id":"00000000000000a1",)"
                  R"("fields":{"text":"Fit a new lock"}}
{"case":"C-2","panel":"da_marac","record":"case","fields":{"title":"Verity"}}
)");
        must(hub.init("Test office"));
        staff = addStaff("Rhian Ellerbeck", "idva");
        const auto other = addStaff("Ben Hart", "marac_coordinator");
        must(hub.ask({"case", "import", folder + "/cases"}));
        for (const auto* ref : {"C-1", "C-2"}) assign("assign", ref, staff);
        assign("assign", "C-1", other);
        must(hub.open());
        must(tablet.setUp(hub, code(staff)));
        must(tablet.sync());
        must(colleague.setUp(hub, code(other)));
        must(colleague.sync());
        // Taking a case off seals the whole database anew, so that its file holds all there is.
        assign("unassign", "C-2", staff);
        must(tablet.sync());
    }
    [[nodiscard]] std::string code(const std::string& person) const
    {
        return must(hub.ask({"device", "add", "--staff", person}))["code"];
    }
    /// The same tablet's vault, or none yet, in another folder.
    [[nodiscard]] demo::Tablet tabletIn(const std::string& vault,
                                        const std::string& passphrase = "/passphrase") const
    {
        return {kPrograms, vault, folder + passphrase, "IDVA"};
    }

private:
    std::string addStaff(const std::string& name, const std::string& role)
    {
        const auto agency =
            must(hub.ask({"agency", "add", "--name", name, "--sector", "health"}))["agency"];
        return must(hub.ask({"staff", "add", "--name", name, "--agency", agency, "--role",
                             role}))["staff"];
    }
    void assign(const char* verb, const char* ref, const std::string& person) const
    {
        must(hub.ask({"case", verb, "--case", ref, "--staff", person}));
    }
};

/// All that a vault tells: what it knows by one hash, what it shows, what it has not sent.
inline std::string toldBy(const demo::Tablet& tablet)
{
    const auto status = must(tablet.ask({"status", "--json"}));
    return status["digest"].get<std::string>() + status["unsent"].dump()
           + must(tablet.ask({"export", "--json"})).dump();
}

} // namespace lapwing::test
