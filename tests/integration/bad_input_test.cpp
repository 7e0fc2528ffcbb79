#include "shared/crypto/hash.h"
#include "tests/demo/programs.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <sys/mount.h>

using namespace lapwing;
using namespace lapwing::test;
using demo::Hub;
using demo::Tablet;
using demo::Words;
namespace fs = std::filesystem;

namespace {
using Octets = std::map<std::string, std::string>;

const demo::Programs kPrograms{LAPWING_BIN_DIR "/lapwing-server", LAPWING_BIN_DIR "/lapwing-cli"};

template <typename T>
T made(Result<T> result)
{
    const auto why = result.ok() ? "" : result.error().text() + " " + result.error().detail;
    REQUIRE_MESSAGE(result.ok(), why);
    return std::move(result).value();
}
void done(const Result<void>& result)
{
    made(result.ok() ? Result<bool>(true) : Result<bool>(result.error()));
}

std::string read(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
void write(const fs::path& path, const std::string& octets)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << octets;
}

Octets filesOf(const std::string& folder)
{
    Octets files;
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            files[entry.path().filename().string()] = read(entry.path());
    return files;
}

/// An office with one tablet set up, which holds one case and gave another back.
struct Office {
    TempFolder temp;
    std::string folder = temp.path();
    Hub hub{kPrograms, folder + "/hub"};
    Tablet tablet{kPrograms, folder + "/vault", folder + "/passphrase", "IDVA"};
    std::string staff;

    Office()
    {
        write(folder + "/passphrase", "curlew sparrow lantern tide nine\n");
        write(folder + "/other-passphrase", "another five good words here\n");
        write(folder + "/cases", R"({"case":"C-1","panel":"da_marac","record":"case","id":"c1",)"
                                 R"("fields":{"title":"Una"}}
{"case":"C-1","panel":"da_marac","record":"action","id":"00000000000000a1",)"
                                 R"("fields":{"text":"Fit a new lock"}}
{"case":"C-2","panel":"da_marac","record":"case","id":"c2","fields":{"title":"Verity"}}
)");
        done(hub.init("Test office"));
        const auto agency = made(hub.ask({"agency", "add", "--name", "Wren House", "--sector",
                                          "voluntary_specialist"}));
        staff = made(hub.ask({"staff", "add", "--name", "Rhian Ellerbeck", "--agency",
                              agency["agency"], "--role", "idva"}))["staff"];
        made(hub.ask({"case", "import", folder + "/cases"}));
        for (const auto* ref : {"C-1", "C-2"})
            made(hub.ask({"case", "assign", "--case", ref, "--staff", staff}));
        done(hub.open());
        made(tablet.setUp(hub, code()));
        made(tablet.sync());
        // Taking a case off seals the whole database anew, so that its file holds all there is.
        made(hub.ask({"case", "unassign", "--case", "C-2", "--staff", staff}));
        made(tablet.sync());
    }
    std::string code() const
    {
        return made(hub.ask({"device", "add", "--staff", staff}))["code"];
    }
    /// The same tablet's vault, or none yet, in another folder.
    Tablet tabletIn(const std::string& vault, const std::string& passphrase = "/passphrase") const
    {
        return {kPrograms, vault, folder + passphrase, "IDVA"};
    }
};

/// What one row works on: a copy of the vault that it may spoil.
struct Bench {
    Office& office;
    std::string vault;
    std::string code;

    [[nodiscard]] Finished run(Words words, const std::string& passphrase = "/passphrase") const
    {
        return made(office.tabletIn(vault, passphrase).run(std::move(words)));
    }
    /// `setup`, which needs a vault that is not there yet.
    [[nodiscard]] Finished setUp(const std::string& withCode) const
    {
        return run({"setup", "--hub", office.hub.url(), "--code", withCode, "--kdf-memory", "8"});
    }
    /// One bit in each page of a file: whichever is read first is damaged.
    void flip(const std::string& name) const
    {
        constexpr std::size_t kPage = 4096;
        auto octets = read(vault + "/" + name);
        REQUIRE(octets.size() >= kPage);
        for (std::size_t at = kPage / 2; at < octets.size(); at += kPage)
            octets[at] = static_cast<char>(octets[at] ^ 1);
        write(vault + "/" + name, octets);
    }
    [[nodiscard]] std::string digest() const
    {
        return made(office.tabletIn(vault).ask({"status", "--json"}))["digest"];
    }
};

/// What must be as it was: every octet of the vault; all but the anchor, in which the lease's time
/// goes on; or all that the vault tells.
enum class Keeps { Files, FilesButAnchor, Digest };

struct Row {
    std::string name;
    int exit;
    Words says; ///< what happened, what is safe, what to do
    Keeps keeps;
    std::function<void(Bench&)> prepare;
    std::function<Finished(const Bench&)> act;
};

void noVault(Bench& bench) { fs::remove_all(bench.vault); }
void nothing(Bench&) {}

/// A code that leads to the same offer and is wrong: its first half finds it.
std::string wrongCode(std::string code)
{
    code.back() = code.back() == '7' ? '8' : '7';
    return code;
}

/// Both copies of the key slot say that a newer program wrote them, and are whole.
void makeNewer(Bench& bench)
{
    for (const auto* name : {"/slots.a", "/slots.b"}) {
        auto octets = read(bench.vault + name);
        octets.resize(octets.size() - Hash::kSize);
        octets[4] = static_cast<char>(octets[4] + 1);
        const auto mark = crypto::hash("lapwing.slot.1", bytesOf(octets));
        octets.append(mark.octets.begin(), mark.octets.end());
        write(bench.vault + name, octets);
    }
}

Finished setAction(const Bench& bench, const std::string& field)
{
    return bench.run({"record", "set", "00000000000000a1", field});
}

std::vector<Row> vaultRows()
{
    return {
        {"a wrong passphrase", 1,
         {"does not open this vault", "Nothing was changed", "Try again"}, Keeps::Files, nothing,
         [](const Bench& b) { return b.run({"case", "list"}, "/other-passphrase"); }},
        {"a passphrase file that is not there", 1, {"passphrase", "Nothing was"}, Keeps::Files,
         nothing, [](const Bench& b) { return b.run({"case", "list"}, "/no-such-file"); }},
        {"flipped bits in the database", 1,
         {"is damaged and was not opened", "The file is kept", "set up again"},
         Keeps::FilesButAnchor,
         [](Bench& b) { b.flip("replica.db"); },
         [](const Bench& b) { return b.run({"case", "list"}); }},
        {"flipped bits in the database's log", 1,
         {"is damaged and was not opened", "The file is kept", "set up again"},
         Keeps::FilesButAnchor,
         [](Bench& b) { b.flip("replica.db-wal"); },
         [](const Bench& b) { return b.run({"case", "list"}); }},
        {"a vault that a newer program wrote", 1,
         {"newer version", "Nothing was changed", "Update this program"}, Keeps::Files, makeNewer,
         [](const Bench& b) { return b.run({"case", "list"}); }},
        {"a field that there is not", 1, {"\"colour\" is not a field of action", "Nothing was"},
         Keeps::Digest, nothing, [](const Bench& b) { return setAction(b, "colour=red"); }},
        {"a word outside the vocabulary", 1,
         {"action.status: \"perhaps\" is not one of", "Nothing was saved"}, Keeps::Digest, nothing,
         [](const Bench& b) { return setAction(b, "status=perhaps"); }},
        {"a text that is too long", 1, {"action.text", "over the limit of 4000 octets", "Nothing"},
         Keeps::Digest, nothing,
         [](const Bench& b) { return setAction(b, "text=" + std::string(4001, 'x')); }},
        {"a record that there is not", 1, {"no such record", "Nothing was", "Check"}, Keeps::Digest,
         nothing, [](const Bench& b) { return b.run({"record", "show", "00000000000000ff"}); }},
        {"a command that is not understood", 64, {"problem with the command"}, Keeps::Files,
         nothing, [](const Bench& b) { return b.run({"record", "mend"}); }},
        {"a disk that does not take what is written", 1,
         {"What was saved before is safe", "Open the vault again"}, Keeps::Digest, nothing,
         [](const Bench& b) {
             const auto most = fs::file_size(b.vault + "/replica.db-wal");
             return made(runProcess({kPrograms.cli, "--vault", b.vault, "--passphrase-file",
                                     b.office.folder + "/passphrase", "record", "set",
                                     "00000000000000a1", "outcome=" + std::string(4000, 'y')},
                                    {most, kPatience}));
         }},
    };
}

std::vector<Row> officeRows()
{
    return {
        {"a wrong code", 1, {"did not accept the code", "was not set up", "ask the office"},
         Keeps::Files, noVault, [](const Bench& b) { return b.setUp(wrongCode(b.code)); }},
        {"the right code after five wrong tries", 1,
         {"did not accept the code", "was not set up", "ask the office"}, Keeps::Files,
         [](Bench& b) {
             noVault(b);
             for (int i = 0; i < 5; ++i) CHECK(b.setUp(wrongCode(b.code)).exitCode == 1);
             // A hub takes only so many tries from one address in a minute; this one is new.
             done(b.office.hub.close());
             done(b.office.hub.open());
         },
         [](const Bench& b) { return b.setUp(b.code); }},
        {"a set-up without a hub", 2, {"was not reached", "was not set up", "try again"},
         Keeps::Files,
         [](Bench& b) {
             noVault(b);
             done(b.office.hub.close());
         },
         [](const Bench& b) { return b.setUp(b.code); }},
        {"a sync without a hub", 2, {"No connection", "saved on this tablet", "Try again"},
         Keeps::Digest, [](Bench& b) { done(b.office.hub.close()); },
         [](const Bench& b) { return b.run({"sync"}); }},
        {"another hub in the place of the office's", 1, {"not", "saved", "office"}, Keeps::Digest,
         [](Bench& b) { done(b.office.hub.close()); },
         [](const Bench& b) {
             Hub other(kPrograms, b.office.folder + "/other-hub");
             done(other.init("Other office"));
             done(other.open(b.office.hub.port()));
             return b.run({"sync"});
         }},
    };
}

Octets keptFiles(const Bench& bench, Keeps keeps)
{
    if (keeps == Keeps::Digest) return {};
    auto files = filesOf(bench.vault);
    files.erase("tries"); // every try of a passphrase is counted there
    if (keeps == Keeps::FilesButAnchor) files.erase("anchor");
    return files;
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

/// Each row starts from the office as it was set up, with its hub served.
void holds(Office& office, const Row& row)
{
    CAPTURE(row.name);
    Bench bench{office, office.folder + "/copy", office.code()};
    fs::remove_all(bench.vault);
    fs::copy(office.tablet.vault(), bench.vault);
    row.prepare(bench);
    const auto before = keptFiles(bench, row.keeps);
    const auto digest = row.keeps == Keeps::Digest ? bench.digest() : std::string();

    const auto told = row.act(bench);
    CAPTURE(told.out);
    CAPTURE(told.err);
    CHECK(told.exitCode == row.exit);
    for (const auto& part : row.says) CHECK(told.err.find(part) != std::string::npos);
    CHECK((keptFiles(bench, row.keeps) == before));
    if (row.keeps == Keeps::Digest) CHECK(bench.digest() == digest);
}
} // namespace

TEST_CASE("each bad input to a vault is told in a sentence, and the vault is as it was")
{
    Office office;
    for (const auto& row : vaultRows()) holds(office, row);
}

TEST_CASE("each trouble with the office is told in a sentence, and the vault is as it was")
{
    Office office;
    for (const auto& row : officeRows()) {
        holds(office, row);
        // A new listener, which has not counted any try yet.
        if (office.hub.isOpen()) done(office.hub.close());
        done(office.hub.open());
    }
}

TEST_CASE("a full disk is told in a sentence, and the vault is as it was")
{
    Office office;
    const SmallFileSystem small(office.folder + "/small");
    if (!small.mounted) {
        MESSAGE("not run: only root may mount a small file system");
        return;
    }
    const Bench bench{office, small.folder + "/vault", {}};
    fs::copy(office.tablet.vault(), bench.vault);
    const auto digest = bench.digest();
    const auto rest = small.fill();
    const auto told = setAction(bench, "outcome=" + std::string(4000, 'y'));
    fs::remove(rest);
    const auto after = bench.digest();
    const auto again = setAction(bench, "outcome=Done");
    CAPTURE(told.err);
    CHECK(told.exitCode == 1);
    for (const auto* part : {"The disk is full", "What was saved before is safe", "Make room"})
        CHECK(told.err.find(part) != std::string::npos);
    CHECK(after == digest);
    CHECK(again.exitCode == 0);
}
