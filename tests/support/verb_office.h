#pragma once

#include "tests/support/cli_office.h"

namespace lapwing::test {

/// An office's folder that no hub serves, so that each verb opens it by itself: two cases, each
/// with Una Hale, and who may decide what. No tablet.
struct VerbOffice {
    TempFolder temp;
    std::string folder = temp.path();
    std::string data = folder + "/hub";
    std::string idva, coordinator, officer, agency;
    static constexpr const char* kUna = "00000000000000b1";

    VerbOffice()
    {
        must(ask({"init", "--name", "Test office"}));
        agency = must(ask({"agency", "add", "--name", "Council", "--sector", "health"}))["agency"];
        idva = addStaff("Rhian Ellerbeck", "idva");
        coordinator = addStaff("Ben Hart", "marac_coordinator");
        officer = addStaff("Ines Quill", "ig_officer");
        writeFile(folder + "/cases.ndjson", cases());
        must(ask({"case", "import", folder + "/cases.ndjson"}));
        must(ask({"case", "assign", "--case", "C-1", "--staff", idva}));
    }
    /// Whatever comes of it, on the folder as it is.
    [[nodiscard]] Finished run(Words words) const
    {
        words.insert(words.begin(), kPrograms.server);
        words.insert(words.end(), {"--data", data});
        return must(runProcess(words));
    }
    [[nodiscard]] Result<demo::Json> ask(const Words& words) const
    {
        return demo::Hub(kPrograms, data).ask(words);
    }
    /// All cases, and who has them, waits and is held: one text.
    [[nodiscard]] std::string told() const
    {
        const auto file = folder + "/told.ndjson";
        std::filesystem::remove(file);
        must(ask({"case", "export", file}));
        auto all = readFile(file);
        for (const Words& list : {Words{"staff", "list"},
                                  {"erasure", "list"},
                                  {"hold", "list"},
                                  {"exclude", "list"},
                                  {"same", "list"},
                                  {"status"}})
            all += must(ask(list)).dump() + "\n";
        return all;
    }
    [[nodiscard]] std::string pair() const
    {
        return must(ask({"same", "list"}))["people"][0]["pair"];
    }

private:
    [[nodiscard]] std::string addStaff(const std::string& name, const std::string& role) const
    {
        return must(
            ask({"staff", "add", "--name", name, "--agency", agency, "--role", role}))["staff"];
    }
    static std::string line(const std::string& ref, const std::string& rest)
    {
        return R"({"case":")" + ref + R"(","panel":"da_marac","record":)" + rest + "}\n";
    }
    static std::string cases()
    {
        const std::string una = R"("fields":{"legal_name":"Una Hale","dob":"1988-03-04"})";
        return line("C-1", R"("case","fields":{"title":"One"})") +
               line("C-2", R"("case","fields":{"title":"Two"})") +
               line("C-1", R"("person","id":"00000000000000b1",)" + una) +
               line("C-2", R"("person","id":"00000000000000b2",)" + una) +
               line("C-1", R"("action","id":"00000000000000a1","fields":{"text":"Fit a lock"})");
    }
};

} // namespace lapwing::test
