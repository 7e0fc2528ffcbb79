// Every verb of the office that writes, on a disk that is full from the n-th write on, for every n
// there is: it is done whole or not at all, is told so, and can be said again.
#include "tests/support/full_disk.h"
#include "tests/support/verb_office.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace lapwing;
using namespace lapwing::test;
namespace fs = std::filesystem;

namespace {
constexpr int kWritesMost = 400;

std::vector<std::pair<const char*, Words>> writingVerbs(const VerbOffice& office)
{
    const auto& by = office.officer;
    const auto& coordinator = office.coordinator;
    return {
        {"import", {"case", "import", office.folder + "/more.ndjson"}},
        {"staff set", {"staff", "set", "--staff", office.idva, "--role", "referrer"}},
        {"staff leave", {"staff", "leave", "--staff", office.idva}},
        {"case assign", {"case", "assign", "--case", "C-2", "--staff", office.idva}},
        {"case move", {"case", "move", "--from", office.idva, "--to", office.coordinator}},
        {"words on two cases",
         {"same", "confirm", "--pair", office.pair(), "--by", coordinator, "--why", "Her card"}},
        {"record move",
         {"record", "move", "--record", VerbOffice::kUna, "--to", "C-2", "--by", coordinator,
          "--reason", "Another family"}},
        {"redact", {"redact", "--record", kAction, "--by", by, "--basis", "Art. 17"}},
        {"erase a person",
         {"erase", "--case", "C-1", "--person", VerbOffice::kUna, "--basis", "B", "--by", by}},
        {"erase a case", {"erase", "--case", "C-1", "--basis", "B", "--by", by}},
        {"hold add", {"hold", "add", "--case", "C-1", "--basis", "Inquest", "--by", by}},
        {"exclude add",
         {"exclude", "add", "--staff", office.idva, "--case", "C-2", "--by", by, "--why", "Kin"}},
        {"lease set", {"lease", "set", "--hours", "96"}},
        {"retention set", {"retention", "set", "--panel", "da_marac", "--years", "7"}},
    };
}

/// A verb of the hub on a disk that takes so many writes.
OnFullDisk onFullDisk(const VerbOffice& office, const Words& words, int writes)
{
    Words command{kPrograms.server};
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"--data", office.data});
    return runOnFullDisk(command, writes);
}
} // namespace

TEST_CASE("a verb of the office on a disk that is full from any write on is done whole or not")
{
    const VerbOffice office;
    std::ofstream(office.folder + "/more.ndjson")
        << R"({"case":"C-3","panel":"da_marac","record":"case","fields":{"title":"Three"}})"
        << "\n"
        << R"({"case":"C-3","panel":"da_marac","record":"action","fields":{"text":"Ring"}})"
        << "\n";
    const auto verbs = writingVerbs(office);
    const auto asMade = office.folder + "/made";
    fs::copy(office.data, asMade, fs::copy_options::recursive);
    const auto before = office.told();
    for (const auto& [name, words] : verbs) {
        CAPTURE(std::string(name));
        int writes = 0;
        for (; writes < kWritesMost; ++writes) {
            CAPTURE(writes);
            fs::remove_all(office.data);
            fs::copy(asMade, office.data, fs::copy_options::recursive);
            const auto ended = onFullDisk(office, words, writes);
            if (ended.told.exitCode == 0) break;
            CAPTURE(ended.told.err);
            CHECK(ended.told.exitCode == 1);
            CHECK(ended.wasFull);
            CHECK(ended.told.err.find("disk is full") != std::string::npos);
            const auto after = office.told();
            CHECK(after == before);
            if (after == before) must(office.ask(words));
        }
        // No list shows a retention.
        if (words.front() != "retention") CHECK(office.told() != before);
        CHECK(writes >= 2);
        CHECK(writes < kWritesMost);
        MESSAGE(std::string(name) << ": refused at each of " << writes << " writes");
    }
}
