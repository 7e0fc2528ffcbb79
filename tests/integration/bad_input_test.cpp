// One row for each bad thing that may come to a tablet: what it is told, and that nothing changed.
#include "shared/crypto/hash.h"
#include "tests/support/full_disk.h"
#include "tests/support/spoiling_hub.h"
#include "tests/support/spoilt_frames.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using demo::Hub;
namespace fs = std::filesystem;

namespace {
/// What one row works on: a copy of the vault that it may spoil.
struct Bench {
    CliOffice& office;
    std::string vault;
    std::string row;

    [[nodiscard]] demo::Tablet tablet() const { return office.tabletIn(vault); }
    [[nodiscard]] Finished run(Words words, const std::string& passphrase = "/passphrase") const
    {
        return must(office.tabletIn(vault, passphrase).run(std::move(words)));
    }
    /// `setup`, which needs a vault that is not there yet.
    [[nodiscard]] Finished setUp(const std::string& code) const
    {
        return run({"setup", "--hub", office.hub.url(), "--code", code});
    }
    [[nodiscard]] Finished set(const std::string& field) const
    {
        return run({"record", "set", kAction, field});
    }
    [[nodiscard]] std::string code() const { return office.code(office.staff); }
    /// `sync` while somebody in the office's hub changes what comes in or goes out.
    [[nodiscard]] Finished syncSpoilt(const Spoil& request, const Spoil& answer) const
    {
        const SpoilingHub hub(office.folder + "/hub", office.hub.port(), request, answer);
        return run({"sync"});
    }
    /// One bit in each page of a file: whichever is read first is damaged.
    void flip(const std::string& name) const
    {
        constexpr std::size_t kPage = 4096;
        auto bytes = readFile(vault + "/" + name);
        REQUIRE(bytes.size() >= kPage);
        for (std::size_t at = kPage / 2; at < bytes.size(); at += kPage)
            bytes[at] = static_cast<char>(bytes[at] ^ 1);
        writeFile(vault + "/" + name, bytes);
    }
};

/// What must be as it was: every byte of the vault; all but the anchor, in which the lease's time
/// goes on; or all that the vault tells.
enum class Keeps { Files, FilesButAnchor, Told };

struct Row {
    std::string name;
    int exit;
    std::string happened, safe, toDo; ///< parts of the sentence
    Keeps keeps;
    std::function<void(Bench&)> prepare;
    std::function<Finished(const Bench&)> act;
};

void nothing(Bench&) {}
void noVault(Bench& bench) { fs::remove_all(bench.vault); }
void noHub(Bench& bench) { must(bench.office.hub.close()); }
void noVaultNoHub(Bench& bench)
{
    noVault(bench);
    noHub(bench);
}
Finished listCases(const Bench& bench) { return bench.run({"case", "list"}); }

/// A code that leads to the same offer and is wrong: its first half finds it.
std::string wrongCode(std::string code)
{
    code.back() = code.back() == '7' ? '8' : '7';
    return code;
}

/// A code that the office gave out sixteen minutes ago.
std::string expiredCode(const Bench& bench)
{
    must(bench.office.hub.close());
    const auto told = must(runProcess({"/usr/bin/faketime", "-f", "-16m", kPrograms.server,
                                       "device", "add", "--data", bench.office.folder + "/hub",
                                       "--staff", bench.office.staff}));
    must(bench.office.hub.open());
    const auto answer = demo::Json::parse(told.out, nullptr, false);
    REQUIRE(answer.is_object());
    return answer["code"];
}

void fiveWrongTries(Bench& bench)
{
    noVault(bench);
    writeFile(bench.office.folder + "/code", bench.code());
    const auto code = readFile(bench.office.folder + "/code");
    for (int i = 0; i < 5; ++i) CHECK(bench.setUp(wrongCode(code)).exitCode == 1);
    // A hub takes only so many tries from one address in a minute; this one is new.
    must(bench.office.hub.close());
    must(bench.office.hub.open());
}

/// Both copies of the key slot say that a newer program wrote them, and are whole.
void makeNewer(Bench& bench)
{
    for (const auto* name : {"/slots.a", "/slots.b"}) {
        auto bytes = readFile(bench.vault + name);
        bytes.resize(bytes.size() - Hash::kSize);
        bytes[4] = static_cast<char>(bytes[4] + 1);
        const auto mark = crypto::hash("lapwing.slot.1", bytesOf(bytes));
        bytes.append(mark.bytes.begin(), mark.bytes.end());
        writeFile(bench.vault + name, bytes);
    }
}

Finished meetAnotherHub(const Bench& bench)
{
    Hub other(kPrograms, bench.office.folder + "/other-hub");
    must(other.init("Other office"));
    must(other.open(bench.office.hub.port()));
    return bench.run({"sync"});
}

/// The tablet has something to send, and the hub is gone from where a spoiling one will be.
void withWork(Bench& bench)
{
    REQUIRE(bench.set("outcome=" + bench.row).exitCode == 0);
    noHub(bench);
}
/// The hub has something to send.
void withNews(Bench& bench)
{
    must(bench.office.colleague.ask({"record", "set", kAction, "evidence=" + bench.row}));
    must(bench.office.colleague.sync());
    noHub(bench);
}

/// The tablet's own heading over what a colleague wrote and signed.
Finished sendColleaguesWork(const Bench& bench)
{
    const auto& colleague = bench.office.colleague;
    must(colleague.ask({"record", "set", kAction, "evidence=" + bench.row}));
    Bytes written;
    {
        const auto keep = [&](const Bytes& body) {
            for (const auto& frame : must(wire::readFrames(body)))
                if (frame.type == wire::FrameType::Run) written = frame.payload;
            return noFrames(body);
        };
        const SpoilingHub hub(bench.office.folder + "/hub", bench.office.hub.port(), keep, nullptr);
        CHECK(must(colleague.run({"sync"})).exitCode == 1);
    }
    return bench.syncSpoilt([&](const Bytes& body) { return withWorkOf(body, written); }, nullptr);
}

Row sent(const std::string& name, Spoil spoil)
{
    return {name, 1, "could not take what was sent", "Your work is saved", "Tell the office",
            Keeps::Told, withWork,
            [spoil](const Bench& b) { return b.syncSpoilt(spoil, nullptr); }};
}
Row served(const std::string& name, const std::string& happened, const std::string& safe,
           const std::string& toDo, Spoil spoil)
{
    return {name, 1, happened, safe, toDo, Keeps::Told, withNews,
            [spoil](const Bench& b) { return b.syncSpoilt(nullptr, spoil); }};
}
Row unread(const std::string& name, Spoil spoil)
{
    return served(name, "could not be read", "Everything saved is safe", "Try again", spoil);
}
Row unproven(const std::string& name, Spoil spoil)
{
    return served(name, "its author did not sign", "everything saved is safe", "Tell the office",
                  spoil);
}

std::vector<Row> vaultRows()
{
    return {
        {"a wrong passphrase", 1, "does not open this tablet", "Nothing was changed", "Try again",
         Keeps::Files, nothing,
         [](const Bench& b) { return b.run({"case", "list"}, "/other-passphrase"); }},
        {"a passphrase file that is not there", 1, "passphrase file could not be read",
         "Nothing was opened or changed", "Check its name", Keeps::Files, nothing,
         [](const Bench& b) { return b.run({"case", "list"}, "/no-such-file"); }},
        {"flipped bits in the database", 1, "is damaged and was not opened", "The file is kept",
         "set up again", Keeps::FilesButAnchor, [](Bench& b) { b.flip("replica.db"); }, listCases},
        {"flipped bits in the database's log", 1, "is damaged and was not opened",
         "The file is kept", "set up again", Keeps::FilesButAnchor,
         [](Bench& b) { b.flip("replica.db-wal"); }, listCases},
        {"a vault that a newer program wrote", 1, "newer version", "Nothing was changed",
         "Update this program", Keeps::Files, makeNewer, listCases},
        {"a field that there is not", 1, "\"colour\" is not a field of action",
         "Nothing was saved", "Correct it", Keeps::Told, nothing,
         [](const Bench& b) { return b.set("colour=red"); }},
        {"a word outside the vocabulary", 1, "action.status: \"perhaps\" is not one of",
         "Nothing was saved", "Correct it", Keeps::Told, nothing,
         [](const Bench& b) { return b.set("status=perhaps"); }},
        {"a text that is too long", 1, "action.text: is over the limit of 4000 bytes",
         "Nothing was saved", "Correct it", Keeps::Told, nothing,
         [](const Bench& b) { return b.set("text=" + std::string(4001, 'x')); }},
        {"a record that there is not", 1, "no such record", "Nothing was changed", "Check the id",
         Keeps::Told, nothing,
         [](const Bench& b) { return b.run({"record", "show", "00000000000000ff"}); }},
        {"a command that is not understood", 64, "problem with the command",
         "Nothing was opened or changed", "shows examples", Keeps::Files, nothing,
         [](const Bench& b) { return b.run({"record", "mend"}); }},
        {"a full disk", 1, "The disk is full", "What was saved before is safe", "Make room",
         Keeps::Told, nothing,
         [](const Bench& b) {
             return onFullDisk(b.tablet(), b.office.folder + "/passphrase",
                               {"record", "set", kAction, "outcome=Done"}, 2)
                 .told;
         }},
        {"a disk that does not take what is written", 1, "did not answer as it should",
         "What was saved before is safe", "Open the vault again", Keeps::Told, nothing,
         [](const Bench& b) {
             const auto most = fs::file_size(b.vault + "/replica.db-wal");
             return must(runProcess({kPrograms.cli, "--vault", b.vault, "--kdf-memory", "8",
                                     "--passphrase-file", b.office.folder + "/passphrase", "record",
                                     "set", kAction, "outcome=" + std::string(4000, 'y')},
                                    {most, kPatience}));
         }},
    };
}

std::vector<Row> officeRows()
{
    const auto refusedCode = [](const std::string& name, std::function<void(Bench&)> prepare,
                                std::function<Finished(const Bench&)> act) {
        return Row{name, 1, "did not accept the code", "was not set up", "ask the office",
                   Keeps::Files, std::move(prepare), std::move(act)};
    };
    return {
        refusedCode("a wrong code", noVault,
                    [](const Bench& b) { return b.setUp(wrongCode(b.code())); }),
        refusedCode("a code that has expired", noVault,
                    [](const Bench& b) { return b.setUp(expiredCode(b)); }),
        refusedCode("the right code after five wrong tries", fiveWrongTries,
                    [](const Bench& b) { return b.setUp(readFile(b.office.folder + "/code")); }),
        {"a set-up without a hub", 2, "was not reached", "was not set up", "try again",
         Keeps::Files, noVaultNoHub, [](const Bench& b) { return b.setUp("7777777777"); }},
        {"a sync without a hub", 2, "No connection", "saved on this tablet", "Try again",
         Keeps::Told, noHub, [](const Bench& b) { return b.run({"sync"}); }},
        {"another hub in the place of the office's", 1, "not the office's hub",
         "your work is saved on this tablet", "Try another network", Keeps::Told, noHub,
         meetAnotherHub},
    };
}

std::vector<Row> wireRows()
{
    return {
        sent("bytes that are no frames, sent to the hub", noFrames),
        sent("a request cut in the middle", cutInTheMiddle),
        sent("a frame over every limit, sent to the hub", oversized),
        sent("a change with one bit of it flipped, sent to the hub", withContentFlipped),
        sent("a change with one bit of its signature flipped, sent to the hub",
             withSignatureFlipped),
        {"a change that a colleague signed, sent as one's own", 1, "could not take what was sent",
         "Your work is saved", "Tell the office", Keeps::Told, withWork, sendColleaguesWork},
        unread("bytes that are no frames, served to a tablet", noFrames),
        unread("an answer cut in the middle", cutInTheMiddle),
        unread("a frame over every limit, served to a tablet", oversized),
        unproven("a change with one bit of it flipped, served to a tablet", withContentFlipped),
        unproven("a change with one bit of its signature flipped, served to a tablet",
                 withSignatureFlipped),
    };
}

FileContents keptFiles(const Bench& bench, Keeps keeps)
{
    if (keeps == Keeps::Told) return {};
    auto files = filesOf(bench.vault);
    files.erase("tries"); // every try of a passphrase is counted there
    if (keeps == Keeps::FilesButAnchor) files.erase("anchor");
    return files;
}

/// Each row starts from a tablet that has nothing left to send, with the office's hub served.
void holds(CliOffice& office, const Row& row)
{
    CAPTURE(row.name);
    Bench bench{office, office.folder + "/copy", row.name};
    fs::remove_all(bench.vault);
    fs::copy(office.tablet.vault(), bench.vault);
    row.prepare(bench);
    const auto before = keptFiles(bench, row.keeps);
    const bool asked = row.keeps == Keeps::Told;
    const auto knew = asked ? toldBy(bench.tablet()) : std::string();

    const auto told = row.act(bench);
    CAPTURE(told.out);
    CAPTURE(told.err);
    CHECK(told.exitCode == row.exit);
    for (const auto& part : {row.happened, row.safe, row.toDo})
        CHECK(told.err.find(part) != std::string::npos);
    CHECK((keptFiles(bench, row.keeps) == before));
    if (asked) CHECK(toldBy(bench.tablet()) == knew);

    // A new listener, which has not counted any try yet; whoever may sync then can.
    if (office.hub.isOpen()) must(office.hub.close());
    must(office.hub.open());
    if (!asked) return;
    CHECK(bench.run({"sync"}).exitCode == 0);
    fs::remove_all(office.tablet.vault());
    fs::rename(bench.vault, office.tablet.vault());
}
} // namespace

TEST_CASE("each bad input is told in a sentence of three parts, and the vault is as it was")
{
    CliOffice office;
    for (const auto& rows : {vaultRows(), officeRows(), wireRows()})
        for (const auto& row : rows) holds(office, row);
}
