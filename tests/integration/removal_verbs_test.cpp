// What takes content out of a case, by the command line: what each verb answers, and what each
// bad use of it is told. Nothing is changed by any of those.
#include "tests/support/verb_office.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using demo::Json;

namespace {
constexpr const char* kNobody = "ffffffffffffffff";

struct Bad {
    const char* name;
    Words words;
    const char* says; ///< a part of the sentence
    int exit = 1;
};

void isRefused(const VerbOffice& office, const Bad& bad, const std::string& before)
{
    CAPTURE(std::string(bad.name));
    const auto told = office.run(bad.words);
    CAPTURE(told.err);
    CHECK(told.exitCode == bad.exit);
    CHECK(told.err.find(bad.says) != std::string::npos);
    if (bad.exit == 64) {
        CHECK(told.out.empty());
    } else {
        CHECK(told.err.find("Nothing was") != std::string::npos);
        const auto answer = Json::parse(told.out, nullptr, false);
        REQUIRE(answer.is_object());
        CHECK(answer.contains("error"));
        CHECK(told.err.find(answer["message"].get<std::string>()) != std::string::npos);
    }
    CHECK(office.told() == before);
}

Words with(Words words, const Words& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}
} // namespace

TEST_CASE("record move: what it answers, and what each bad use of it is told")
{
    VerbOffice office;
    const Words move{"record", "move", "--record", kAction};
    const auto by = office.coordinator;
    const auto whole = [&](const Words& more) {
        return with(move, with(more, {"--to", "C-2", "--reason", "Another family"}));
    };
    const auto before = office.told();
    const Bad rows[] = {
        {"no option", {"record", "move"}, "--record", 64},
        {"no reason", with(move, {"--to", "C-2", "--by", by}), "--reason", 64},
        {"an unknown option", whole({"--by", by, "--force"}), "--force", 64},
        {"no id",
         {"record", "move", "--record", "a1", "--to", "C-2", "--by", by, "--reason", "R"},
         "--record takes 16 hex digits"},
        {"nobody's id", whole({"--by", kNobody}), "Nobody has the staff id"},
        {"no id of a person", whole({"--by", "Ben"}), "--by takes 16 hex digits"},
        {"who coordinates nothing", whole({"--by", office.idva}), "Only a coordinator"},
        {"a blank reason", with(move, {"--to", "C-2", "--by", by, "--reason", " "}), "Say why"},
        {"too long a reason",
         with(move, {"--to", "C-2", "--by", by, "--reason", std::string(501, 'r')}),
         "at most 500 bytes"},
        {"the same case", with(move, {"--to", "C-1", "--by", by, "--reason", "R"}),
         "in that case already"},
        {"a case that is not there", with(move, {"--to", "C-9", "--by", by, "--reason", "R"}),
         "no case"},
        {"a record that is not there",
         {"record", "move", "--record", kNobody, "--to", "C-2", "--by", by, "--reason", "R"},
         "no record of that id"},
        {"a wrong case that has it not", whole({"--by", by, "--case", "C-2"}), "no record"},
    };
    for (const auto& row : rows) isRefused(office, row, before);

    const auto done = must(office.ask(whole({"--by", by, "--case", "C-1"})));
    CHECK(done["case"] == "C-1");
    CHECK(done["to"] == "C-2");
    REQUIRE(done["records"].size() == 1);
    CHECK(done["records"][0]["type"] == "action");
    CHECK(done["records"][0]["from"] == kAction);
    CHECK(done["records"][0]["to"] != kAction);
    REQUIRE(done["losing"].size() == 1);
    CHECK(done["losing"][0]["name"] == "Rhian Ellerbeck");
    CHECK(done["certificate"]["certificate"]["kind"] == "move");
    const auto moved = office.told();
    isRefused(office, {"again", whole({"--by", by, "--case", "C-1"}), "moved or taken out already"},
              moved);
    writeFile(office.folder + "/moved.json", done.dump());
    isRefused(office,
              {"its certificate",
               {"erasure", "repeat", office.folder + "/moved.json", "--by", office.officer},
               "Move the record again"},
              moved);
    must(
        office.ask({"hold", "add", "--case", "C-2", "--basis", "Inquest", "--by", office.officer}));
    const auto held = office.told();
    isRefused(office,
              {"out of a case that is held",
               {"record", "move", "--record", "00000000000000b2", "--to", "C-1", "--by", by,
                "--reason", "R"},
               "A legal hold"},
              held);
}

TEST_CASE("redact and erase: what they answer, and what each bad use of them is told")
{
    VerbOffice office;
    const auto by = office.officer;
    const Words redact{"redact", "--record", kAction, "--field", "text"};
    const auto before = office.told();
    const Bad rows[] = {
        {"redact without a basis", with(redact, {"--by", by}), "--basis", 64},
        {"redact with a blank one", with(redact, {"--by", by, "--basis", " "}), "basis"},
        {"redact by a coordinator", with(redact, {"--by", office.coordinator, "--basis", "B"}),
         "information governance officer"},
        {"redact a field that is none",
         {"redact", "--record", kAction, "--field", "txet", "--by", by, "--basis", "B"},
         "field"},
        {"redact a record that is not there",
         {"redact", "--record", kNobody, "--by", by, "--basis", "B"},
         "No case has a record"},
        {"redact no id", {"redact", "--record", "a1", "--by", by, "--basis", "B"}, "16 hex digits"},
        {"erase without a case", {"erase", "--basis", "B", "--by", by}, "--case", 64},
        {"erase a case that is not there",
         {"erase", "--case", "C-9", "--basis", "B", "--by", by},
         "no case"},
        {"erase with a blank basis",
         {"erase", "--case", "C-1", "--basis", " ", "--by", by},
         "Say on what basis"},
        {"erase by an idva",
         {"erase", "--case", "C-1", "--basis", "B", "--by", office.idva},
         "information governance officer"},
        {"erase no person's id",
         {"erase", "--case", "C-1", "--basis", "B", "--by", by, "--person", "b1"},
         "--person takes 16 hex digits"},
        {"erase a person who is not there",
         {"erase", "--case", "C-1", "--basis", "B", "--by", by, "--person", kAction},
         "no person of that id"},
    };
    for (const auto& row : rows) isRefused(office, row, before);

    const auto redacted = must(office.ask(with(redact, {"--by", by, "--basis", "Art. 17"})));
    CHECK(redacted["case"] == "C-1");
    CHECK(redacted["values"].get<int>() >= 1);
    const auto erased = must(office.ask({"erase", "--case", "C-1", "--basis", "Art. 17", "--by", by,
                                         "--person", VerbOffice::kUna}));
    CHECK(erased["records"] == 1);
    CHECK(erased["still_mentioned_in"].empty());
    CHECK(must(office.ask(
              {"erase", "--case", "C-2", "--basis", "Retention", "--by", by}))["case"] == "C-2");
    CHECK(must(office.ask({"erasure", "list"}))["erasures"].size() == 3);
    CHECK(office.told().find("Una Hale") == std::string::npos);
    isRefused(office, {"redact again", with(redact, {"--by", by, "--basis", "B"}), "already"},
              office.told());
}

TEST_CASE("erasure: certificates are read, kept, and said again after a restore; bad ones are not")
{
    VerbOffice office;
    const auto by = office.officer;
    std::filesystem::copy(office.data, office.folder + "/backup",
                          std::filesystem::copy_options::recursive);
    const auto done =
        must(office.ask({"redact", "--record", kAction, "--by", by, "--basis", "Art. 17"}));
    const auto id = done["id"].get<std::string>();
    const auto certificate = must(office.ask({"erasure", "certificate", "--id", id}));
    CHECK(certificate["certificate"]["basis"] == "Art. 17");
    const auto good = office.folder + "/good.json", spoilt = office.folder + "/spoilt.json",
               empty = office.folder + "/empty.json";
    writeFile(good, certificate.dump());
    auto other = certificate;
    other["certificate"]["basis"] = "Another";
    writeFile(spoilt, other.dump());
    writeFile(empty, "");
    // The hub is put back from before it.
    std::filesystem::remove_all(office.data);
    std::filesystem::rename(office.folder + "/backup", office.data);
    const auto before = office.told();
    const auto repeat = [&](const std::string& file, const std::string& whose) {
        return Words{"erasure", "repeat", file, "--by", whose};
    };
    const Bad rows[] = {
        {"no file named", {"erasure", "repeat", "--by", by}, "file is required", 64},
        {"no file there", repeat(office.folder + "/none.json", by), "cannot be read"},
        {"a changed one", repeat(spoilt, by), "no certificate that this hub signed"},
        {"an empty one", repeat(empty, by), "no certificate that this hub signed"},
        {"by a coordinator", repeat(good, office.coordinator), "information governance officer"},
        {"by no id", repeat(good, "Ines"), "--by takes 16 hex digits"},
        {"the certificate of none", {"erasure", "certificate", "--id", kNobody}, "Nothing was"},
        {"of no id", {"erasure", "certificate", "--id", "7b"}, "--id takes 16 hex digits"},
    };
    for (const auto& row : rows) isRefused(office, row, before);
    REQUIRE(office.told().find("Fit a lock") != std::string::npos);
    const auto again = must(office.ask(repeat(good, by)));
    CHECK(again["certificate"]["certificate"]["basis"] == "Art. 17");
    CHECK(office.told().find("Fit a lock") == std::string::npos);
    isRefused(office, {"once more", repeat(good, by), "already"}, office.told());
}
