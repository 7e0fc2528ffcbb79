#include "client/vault/boot_keyring.h"
#include "tests/support/tablet_program.h"

#include <sys/stat.h>

using namespace lapwing::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {
const std::string kMutants = LAPWING_BIN_DIR "/mutants/";
constexpr const char* kAction = "00000000000000a1";

/// An office with one case, an action in it, and two people on it.
struct Office : ServedOffice {
    std::string people[2];

    explicit Office(std::string program = kServer) : ServedOffice(std::move(program))
    {
        const auto agency = hub.agency();
        importCases(
            R"({"case":"DA-1","panel":"da_marac","record":"case","fields":{"title":"One"}})"
            "\n"
            R"({"case":"DA-1","panel":"da_marac","record":"action","id":"00000000000000a1",)"
            R"("fields":{"text":"Fit a lock","status":"agreed"}})"
            "\n");
        for (auto& person : people) {
            person = hub.staff(agency);
            assign(person);
        }
        serve();
    }
    TabletProgram tablet(const std::string& name, const std::string& person) const
    {
        const auto made = newTablet(name);
        made.ask(setUpWords(code(person)));
        made.ask({"sync"});
        return made;
    }
    json actionOn(const TabletProgram& tablet) const
    {
        return tablet.ask({"record", "show", kAction, "--json"})["fields"]["status"]["value"];
    }
};

/// Ten wrong passphrases.
void eraseKeys(const TabletProgram& tablet)
{
    for (int i = 0; i < 10; ++i) {
        writeFile(tablet.folder + ".wrong", "not good words " + std::to_string(i) + "\n");
        const auto ended = tablet.run({"status"}, "--passphrase-file", tablet.folder + ".wrong");
        REQUIRE(ended.status == 1);
        const auto left = std::to_string(9 - i) + (i == 8 ? " try is left" : " tries are left");
        CHECK(says(tablet.said(), i == 9 ? "nobody can read this tablet any more" : left));
    }
    CHECK_FALSE(fs::exists(tablet.folder + "/slots.a"));
}

bool machineHasKeyring()
{
    lapwing::KernelKeyring ring;
    const lapwing::Bytes byte{1};
    const bool has = ring.put("lapwing-test-probe", byte).ok();
    return has && ring.drop("lapwing-test-probe").ok();
}
} // namespace

TEST_CASE("a made passphrase is five words; a weak one is refused before anything is set up")
{
    const auto made = run({kCli, "passphrase"});
    CHECK(made.status == 0);
    CHECK(std::count(made.out.begin(), made.out.end(), ' ') == 4);
    CHECK(made.out != run({kCli, "passphrase"}).out);
    Office office;
    const TabletProgram weak{office.file("weak")};
    writeFile(weak.folder + ".pass", "password1\n");
    CHECK(says(weak.refused(office.setUpWords("AAAAAAAAAA")), "too easy to guess"));
    CHECK_FALSE(fs::exists(weak.folder));
}

TEST_CASE("set-up and status say where the device key is, and what a try of the passphrase costs")
{
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    const auto status = one.ask({"status", "--json"});
    CHECK(says(one.said(), "The device key is a file beside the vault"));
    CHECK(status["device_key"] == "plain_file");
    CHECK(status["kdf"] == json{{"memory_mib", 8}, {"passes", 3}});
    CHECK(status["mlock"] == true);
    CHECK(status["recovery"] == false);
    CHECK(status["epoch"] == 1);
}

TEST_CASE("the office's recovery key reaches tablets new and old, and opens them")
{
    Office office;
    const auto before = office.tablet("before", office.people[0]);
    const auto keyFile = office.file("recovery.key");
    const auto made = office.hub.admin({"recovery", "init"}, {"--out", keyFile});
    CHECK(made.status == 0);
    CHECK(made.json()["replaced"] == false);
    struct stat facts{};
    REQUIRE(::stat(keyFile.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(made.out.find(readFile(keyFile).substr(0, 64)) == std::string::npos);
    CHECK(office.hub.admin({"recovery", "init"}, {"--out", keyFile}).status == 1);

    before.ask({"sync"});
    const auto after = office.tablet("after", office.people[1]);
    for (const auto& tablet : {before, after}) {
        CHECK(tablet.ask({"status", "--json"})["recovery"] == true);
        writeFile(tablet.folder + ".fresh", "curlew sparrow lantern tide\n");
        const Words open{"recovery",
                         "open",
                         "--key-file",
                         keyFile,
                         "--new-passphrase-file",
                         tablet.folder + ".fresh"};
        CHECK(tablet.ask(open)["recovered"] == true);
        CHECK(says(tablet.refused({"case", "list", "--json"}), "does not open this tablet"));
        fs::rename(tablet.folder + ".fresh", tablet.folder + ".pass");
        CHECK(tablet.ask({"case", "list", "--json"}).size() == 1);
        tablet.ask({"sync"});
    }
    writeFile(office.file("other.key"), std::string(64, 'a') + "\n");
    CHECK(says(after.refused({"recovery", "open", "--key-file", office.file("other.key")}),
               "another recovery key"));
}

TEST_CASE("rekey seals everything under a new key, with or without a network, and loses nothing")
{
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    office.stop();
    one.ask({"record", "set", kAction, "status=completed"});
    const auto before = one.ask({"export", "--json"});
    const auto page = readFile(one.folder + "/replica.db");
    CHECK(one.ask({"rekey"})["epoch"] == 2);
    CHECK(one.ask({"rekey"})["epoch"] == 3);
    CHECK(readFile(one.folder + "/replica.db") != page);
    CHECK(one.ask({"export", "--json"}) == before);
    office.serve();
    CHECK(one.ask({"sync"})["pushed"] == 1);
}

TEST_CASE("a case that is taken away goes with the key that sealed it, before the office is told")
{
    for (const bool faulty : {false, true}) {
        Office office;
        auto one = office.tablet("one", office.people[0]);
        if (faulty) one.program = kMutants + "lapwing-cli_purge-keeps-key";
        const Words whom{"--case", "DA-1", "--staff", office.people[0]};
        REQUIRE(office.hub.admin({"case", "unassign"}, whom).status == 0);
        CHECK(one.ask({"sync"})["purged"].get<int>() > 0);
        CHECK(one.ask({"case", "list", "--json"}).empty());
        CHECK(one.ask({"status", "--json"})["epoch"] == (faulty ? 1 : 2));
        CHECK(one.ask({"sync"})["purged"] == 0);
        CHECK(one.ask({"status", "--json"})["epoch"] == (faulty ? 1 : 2));
    }
}

TEST_CASE("a passphrase opens the vault however it is spelt; one that is cheap is asked for")
{
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    writeFile(one.folder + ".composed", "caf\u00e9 \u00fcber the quiet river\n");
    writeFile(one.folder + ".apart", "cafe\u0301 u\u0308ber the quiet river\n");
    one.ask({"change-passphrase", "--new-passphrase-file", one.folder + ".composed"});
    for (const auto* file : {".composed", ".apart"})
        CHECK(one.run({"status", "--json"}, "--passphrase-file", one.folder + file).status == 0);
    // Without being told that it is one of a test it is not opened, and no try is counted.
    const auto plain = run({kCli, "--vault", one.folder, "--passphrase-file",
                            one.folder + ".composed", "status", "--json"},
                           one.folder + ".errors");
    CHECK(plain.status == 1);
    CHECK(says(one.said(), "set up for a test"));
    const auto status = one.run({"status", "--json"}, "--passphrase-file", one.folder + ".apart");
    CHECK(status.json()["tries_most"] == 10);
    const auto set = one.run({"tries", "--most", "7"}, "--passphrase-file", one.folder + ".apart");
    CHECK(set.json()["tries_most"] == 7);
    const auto few = one.run({"tries", "--most", "3"}, "--passphrase-file", one.folder + ".apart");
    CHECK(few.status == 1);
}

TEST_CASE("the office sets how long a lease is, and what is noted for it comes with a sync")
{
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    const auto minutes = [&] {
        one.ask({"sync"});
        return one.ask({"status", "--json"})["lease"]["minutes"].get<int>();
    };
    CHECK(minutes() >= 120 * 60 - 2);
    CHECK(office.hub.admin({"status"}).json()["lease_hours"] == 120);
    CHECK(office.hub.admin({"lease", "set"}, {"--hours", "168"}).json()["lease_hours"] == 168);
    CHECK(minutes() >= 168 * 60 - 2);
    CHECK(office.hub.admin({"lease", "set"}, {"--hours", "24"}).status == 0);
    CHECK(minutes() <= 24 * 60);
    for (const auto* odd : {"0", "337", "x", "-1"})
        CHECK(office.hub.admin({"lease", "set"}, {"--hours", odd}).status != 0);
    CHECK(office.hub.admin({"status"}).json()["lease_hours"] == 24);
    CHECK(one.ask({"note", "DA-1:", "she", "rang"})["sealed"] == true);
    CHECK(one.ask({"sync"})["words"] == 1);
    const auto notes = office.hub.admin({"cargo", "list"}).json()["notes"];
    REQUIRE(notes.size() == 1);
    CHECK(notes[0]["text"] == "DA-1: she rang");
}

TEST_CASE("work on a tablet whose keys are gone comes to the office on another, once")
{
    for (const bool faulty : {false, true}) {
        CAPTURE(faulty);
        Office office(faulty ? kMutants + "lapwing-server_cargo-runs-dropped" : kServer);
        const auto lost = office.tablet("lost", office.people[0]);
        const auto carrier = office.tablet("carrier", office.people[1]);
        lost.ask({"record", "set", kAction, "status=completed"});
        lost.ask({"record", "add", "DA-1", "chronology", "text=Rang"});
        eraseKeys(lost);
        const auto cargo = readFile(lost.folder + "/cargo");

        const auto delivered = carrier.ask({"cargo", "deliver", "--from", lost.folder});
        const auto records = delivered["records"].get<int>();
        CHECK(records >= 2);
        CHECK(delivered["taken"] == records);
        carrier.ask({"sync"});
        CHECK(office.actionOn(carrier) == (faulty ? "agreed" : "completed"));
        if (faulty) continue;
        CHECK(readFile(lost.folder + "/cargo") == cargo);
        const auto before = carrier.ask({"export", "--json"});
        CHECK(carrier.ask({"cargo", "deliver", "--from", lost.folder + "/cargo"})["taken"]
              == records);
        const auto byHand = office.hub.admin({"cargo", "open"}, {lost.folder + "/cargo"}).json();
        CHECK(byHand["taken"] == records);
        CHECK(byHand["refused"] == 0);
        carrier.ask({"sync"});
        CHECK(carrier.ask({"export", "--json"}) == before);
    }
}

TEST_CASE(
    "damaged cargo is refused record by record, and cargo of the unassigned goes to quarantine")
{
    Office office;
    const auto lost = office.tablet("lost", office.people[0]);
    const auto carrier = office.tablet("carrier", office.people[1]);
    lost.ask({"record", "set", kAction, "status=completed"});
    const Words whom{"--case", "DA-1", "--staff", office.people[0]};
    REQUIRE(office.hub.admin({"case", "unassign"}, whom).status == 0);
    auto bytes = readFile(lost.folder + "/cargo");
    bytes[100] = static_cast<char>(bytes[100] ^ 1);
    writeFile(office.file("flipped"), bytes);
    CHECK(carrier.ask({"cargo", "deliver", "--from", office.file("flipped")})["refused"] == 1);
    CHECK(carrier.ask({"cargo", "deliver", "--from", lost.folder})["taken"] == 1);
    CHECK(office.hub.admin({"status"}).json()["quarantine"] == 1);
    CHECK(says(carrier.refused({"cargo", "deliver", "--from", office.file("nowhere")}),
               "no cargo in that place"));
    // Her own tablet comes home all the same, and nothing is there twice.
    lost.ask({"sync"});
    CHECK(office.hub.admin({"status"}).json()["quarantine"] == 1);
}

TEST_CASE("a PIN opens the vault, five wrong ones end it; without a keyring there is none")
{
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    writeFile(one.folder + ".pin", "271828\n");
    writeFile(one.folder + ".bad", "141421\n");
    const Words set{"pin", "set", "--pin-file", one.folder + ".pin"};
    if (!machineHasKeyring()) {
        one.refused(set);
        CHECK(one.ask({"status", "--json"})["pin"] == false);
        return;
    }
    const auto list = [&](const std::string& pinFile) {
        return one.run({"case", "list", "--json"}, "--pin-file", one.folder + pinFile);
    };
    CHECK(list(".pin").status == 1);
    CHECK(one.ask(set)["pin"] == true);
    CHECK(list(".pin").out.starts_with("[{"));
    CHECK(one.ask({"rekey"})["epoch"] == 2);
    CHECK(list(".pin").status == 0);
    for (int i = 0; i < 5; ++i) CHECK(list(".bad").status == 1);
    CHECK(list(".pin").status == 1);
    CHECK(says(one.said(), "Type the passphrase"));
    CHECK(one.ask({"case", "list", "--json"}).size() == 1);
    CHECK(list(".pin").status == 0);
    CHECK(one.ask({"pin", "drop"})["pin"] == false);
    CHECK(list(".pin").status == 1);
}

TEST_CASE("the duress PIN shows an empty day; its alert comes to the office on another tablet")
{
    if (!machineHasKeyring()) return; // without one there is no PIN: see above
    Office office;
    const auto one = office.tablet("one", office.people[0]);
    const auto carrier = office.tablet("carrier", office.people[1]);
    writeFile(one.folder + ".pin", "271828\n");
    writeFile(one.folder + ".duress", "314159\n");
    one.ask({"pin", "set", "--pin-file", one.folder + ".pin", "--duress-pin-file",
             one.folder + ".duress"});
    const auto shown = one.run({"case", "list", "--json"}, "--pin-file", one.folder + ".duress");
    CHECK(shown.status == 0);
    CHECK(shown.out == "[]\n");
    CHECK(one.said().empty());
    CHECK(says(one.refused({"case", "list", "--json"}), "does not open this tablet"));
    CHECK(carrier.ask({"cargo", "deliver", "--from", one.folder})["taken"] == 1);
    const auto notes = office.hub.admin({"cargo", "list"}).json()["notes"];
    REQUIRE(notes.size() == 1);
    CHECK(notes[0]["kind"] == "alert");
    CHECK(notes[0]["person"] == "Ada");
    CHECK(office.hub.admin({"status"}).json()["alerts"] == 1);
    CHECK(says(readFile(office.hub.errors), "\"event\":\"alert\""));
}

TEST_CASE("a hub takes its key from the service manager's credential or a private file only")
{
    Office office;
    office.stop();
    const auto credentials = office.file("credentials");
    fs::create_directory(credentials);
    fs::rename(office.hub.folder + "/hub.key", credentials + "/lapwing-hub-key");
    CHECK(office.hub.admin({"status"}).status == 1);
    ::setenv("CREDENTIALS_DIRECTORY", credentials.c_str(), 1);
    CHECK(office.hub.admin({"status"}).status == 0);
    office.serve();
    office.stop();
    fs::permissions(credentials + "/lapwing-hub-key", fs::perms::others_read,
                    fs::perm_options::add);
    const auto open = office.hub.admin({"status"});
    ::unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(open.status == 1);
    CHECK(says(open.json()["message"], "Others than its owner may read"));
}
