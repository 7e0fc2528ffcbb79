// A disk that is full from the n-th write on, for every n there is.
#include "tests/support/full_disk.h"

#include <doctest/doctest.h>

#include <sys/mount.h>

using namespace lapwing;
using namespace lapwing::test;
namespace fs = std::filesystem;

namespace {
constexpr int kWritesMost = 1000;

bool says(const Finished& told, std::initializer_list<const char*> parts)
{
    for (const auto* part : parts)
        if (told.err.find(part) == std::string::npos) return false;
    return true;
}

/// Three parts; which they are depends on whether the disk was full before the commit or after it.
void isTold(const Finished& told)
{
    CAPTURE(told.err);
    CHECK(told.exitCode == 1);
    const bool before = says(told, {"The disk is full", "What was saved before is safe",
                                    "Make room"});
    const bool after = says(told, {"is on this tablet", "Make room on the disk"});
    CHECK(before != after);
}

/// The command with room for 0, 1, 2 … writes, until it is done; each time after `prepare`, and
/// then what must hold. Answers how many times it was not done.
int atEveryWrite(const CliOffice& office, const demo::Tablet& tablet, const Words& words,
                 const std::function<void(int)>& prepare,
                 const std::function<void(const Finished&, const std::string& before)>& holds)
{
    for (int writes = 0; writes < kWritesMost; ++writes) {
        CAPTURE(writes);
        prepare(writes);
        const auto before = toldBy(tablet);
        const auto ended = onFullDisk(tablet, office.folder + "/passphrase", words, writes);
        if (ended.told.exitCode == 0) return writes;
        CHECK(ended.wasFull);
        isTold(ended.told);
        holds(ended.told, before);
    }
    return kWritesMost;
}

/// Four megabytes of memory as a disk of its own.
struct SmallFileSystem {
    explicit SmallFileSystem(std::string at) : folder(std::move(at))
    {
        fs::create_directory(folder);
        mounted = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=4m,mode=0700") == 0;
    }
    SmallFileSystem(const SmallFileSystem&) = delete;
    SmallFileSystem& operator=(const SmallFileSystem&) = delete;
    ~SmallFileSystem()
    {
        if (mounted) ::umount(folder.c_str());
    }
    /// Takes all that is left with one file.
    [[nodiscard]] std::string fill() const
    {
        std::ofstream rest(folder + "/rest", std::ios::binary);
        const std::string page(4096, 'z');
        while (rest << page << std::flush) {}
        return folder + "/rest";
    }

    std::string folder;
    bool mounted = false;
};
} // namespace

TEST_CASE("a save on a disk that is full from any write on is told truly, and can be done again")
{
    const CliOffice office;
    const auto tablet = office.tabletIn(office.folder + "/copy");
    const Words save{"record", "set", kAction, "outcome=" + std::string(4000, 'y')};
    const auto afresh = [&](int) {
        fs::remove_all(tablet.vault());
        fs::copy(office.tablet.vault(), tablet.vault());
    };
    int kept = 0;
    const auto refused = atEveryWrite(
        office, tablet, save, afresh, [&](const Finished& told, const std::string& before) {
            const bool isThere = toldBy(tablet) != before;
            CHECK(isThere == says(told, {"Your change is on this tablet"}));
            kept += isThere ? 1 : 0;
            if (!isThere) must(tablet.ask(save));
            const auto shown = must(tablet.record(kAction));
            CHECK(shown["fields"]["outcome"]["value"] == std::string(4000, 'y'));
            CHECK(must(tablet.ask({"status", "--json"}))["unsent"] == 1);
        });
    CHECK(refused >= 5);
    CHECK(kept >= 1);
}

TEST_CASE("a sync on a disk that is full from any write on loses nothing, and goes on later")
{
    const CliOffice office;
    const auto& tablet = office.tablet;
    std::string outcome, evidence;
    const auto bothWrite = [&](int writes) {
        outcome = "Done by the locksmith, try " + std::to_string(writes);
        evidence = "Receipt " + std::to_string(writes);
        must(tablet.ask({"record", "set", kAction, "outcome=" + outcome}));
        must(office.colleague.ask({"record", "set", kAction, "evidence=" + evidence}));
        must(office.colleague.sync());
    };
    const auto refused =
        atEveryWrite(office, tablet, {"sync"}, bothWrite, [&](const Finished&, const std::string&) {
            must(tablet.sync());
            const auto fields = must(tablet.record(kAction))["fields"];
            CHECK(fields["outcome"]["value"] == outcome);
            CHECK(fields["evidence"]["value"] == evidence);
            CHECK(must(tablet.ask({"status", "--json"}))["unsent"] == 0);
        });
    CHECK(refused >= 5);
}

TEST_CASE("a full disk of the system's own is told in a sentence, and the vault is as it was")
{
    CliOffice office;
    const SmallFileSystem small(office.folder + "/small");
    if (!small.mounted) {
        MESSAGE("not run: only root may mount a small file system");
        return;
    }
    const auto tablet = office.tabletIn(small.folder + "/vault");
    fs::copy(office.tablet.vault(), tablet.vault());
    const auto before = toldBy(tablet);
    const auto rest = small.fill();
    const auto told = must(tablet.run({"record", "set", kAction,
                                       "outcome=" + std::string(4000, 'y')}));
    fs::remove(rest);
    const auto after = toldBy(tablet);
    isTold(told);
    CHECK(after == before);
    must(tablet.ask({"record", "set", kAction, "outcome=Done"}));
}
