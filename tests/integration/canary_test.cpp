// Nothing that people write may stand on a disk in a form that can be read: distinctive words go
// through every command of both programs, and every file that these leave is searched for them.
#include "shared/access/rights.h"
#include "shared/base/random.h"
#include "tests/support/cli_office.h"
#include "tests/support/leak_scan.h"
#include "tests/support/seed.h"

#include <csignal>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;
using demo::Hub;
using demo::Json;
using demo::Tablet;
namespace fs = std::filesystem;

namespace {
constexpr const char* kPerson = "00000000000000b1";
constexpr const char* kOther = "00000000000000b2";
constexpr const char* kVisit = "00000000000000b3";
constexpr double kEntropyLeast = 7.99;
/// Of less than this the entropy of noise itself may be counted short of the bound.
constexpr std::size_t kSealedLeast = 400'000;
constexpr std::size_t kLogLeast = 80'000;

/// Words of sixteen small letters that nobody ever wrote, each watched for from now on.
class Canaries {
public:
    explicit Canaries(std::uint64_t seed) : m_random(seed) {}
    std::string next()
    {
        std::string word;
        while (word.size() < 16) word += static_cast<char>('a' + m_random.below(26));
        m_scan.watch(word);
        return word;
    }
    [[nodiscard]] const LeakScan& scan() const { return m_scan; }

private:
    SeededRandom m_random;
    LeakScan m_scan;
};

/// What a field of no other kind of use is filled with; null for what is left empty. `staff` is
/// somebody of the directory.
Json valueFor(const schema::Field& field, const std::string& staff, Canaries& canaries)
{
    if (field.kind == ValueKind::Text && !field.isSet()) return canaries.next();
    if ((field.flags & schema::kRequired) == 0) return nullptr;
    if (field.kind == ValueKind::Ref && field.target == "staff") return staff;
    if (field.kind == ValueKind::Ref && field.target == "visit") return kVisit;
    if (field.kind == ValueKind::Ref) return kPerson;
    return field.vocabulary ? Json(field.vocabulary->codes.front().name) : nullptr;
}

/// A record of every type with a word in every text, and one action and person of known ids.
std::string importLines(const std::string& staff, Canaries& canaries)
{
    std::string lines;
    const auto add = [&](std::string_view type, const char* id, const Json& fields) {
        Json line{{"case", "EV-1"}, {"panel", "evvp"}, {"record", type}, {"fields", fields}};
        if (id != nullptr) line["id"] = id;
        lines += line.dump() + "\n";
    };
    const auto filled = [&](const schema::RecordType& type) {
        auto fields = Json::object();
        for (const auto& field : type.fields)
            if (auto value = valueFor(field, staff, canaries);
                !value.is_null() && field.name != "ref")
                fields[field.name] = std::move(value);
        return fields;
    };
    add("case", nullptr, filled(*schema::findType("case")));
    for (const auto* id : {kPerson, kOther}) add("person", id, {{"legal_name", canaries.next()}});
    add("action", kAction, {{"text", canaries.next()}});
    add("visit", kVisit, {{"address", canaries.next()}});
    for (const auto& type : schema::types())
        if (type.name != "case" && type.name != "staff" && type.name != "agency")
            add(type.name, nullptr, filled(type));
    return lines;
}

/// `record add` of every type, with a word in every text that the role may write.
std::vector<std::string> addLines(access::Role role, const std::string& staff, Canaries& canaries)
{
    std::vector<std::string> lines;
    const auto writes = [&](schema::Compartment part) {
        return access::strandRights(role, part, schema::Panel::Evvp).write();
    };
    for (const auto& type : schema::types()) {
        if (!writes(type.home) || type.name == "case") continue;
        std::string line = "record add EV-1 " + std::string(type.name);
        for (const auto& field : type.fields)
            if (const auto value = valueFor(field, staff, canaries);
                writes(field.compartment) && value.is_string())
                line += " " + std::string(field.name) + "=" + value.get<std::string>();
        if (type.name == "same_person") line += std::string(" other=") + kOther;
        lines.push_back(std::move(line));
    }
    return lines;
}

/// An office, two tablets, and a third that never gets in. What they keep is under `kept`; what
/// they are told is elsewhere.
struct Workday {
    TempFolder temp;
    Canaries canaries{seedOfThisRun()};
    std::string kept = temp.path() + "/kept";
    Hub hub{kPrograms, kept + "/hub"};
    Tablet one = tablet("one");
    Tablet two = tablet("two");
    std::string coordinator, professional;

    Workday()
    {
        fs::create_directories(kept + "/tmp");
        ::setenv("TMPDIR", (kept + "/tmp").c_str(), 1);
        must(hub.init(canaries.next()));
        const auto agency = must(hub.ask({"agency", "add", "--name", canaries.next(), "--sector",
                                          "health"}))["agency"];
        const auto add = [&](const std::string& role) {
            return must(hub.ask({"staff", "add", "--name", canaries.next(), "--agency", agency,
                                 "--role", role}))["staff"];
        };
        coordinator = add("evvp_coordinator");
        professional = add("lead_professional");
        writeFile(temp.path() + "/import", importLines(coordinator, canaries));
        must(hub.ask({"case", "import", temp.path() + "/import"}));
        must(hub.open());
        for (const auto* each : {&coordinator, &professional})
            must(hub.ask({"case", "assign", "--case", "EV-1", "--staff", *each}));
        setUp(one, coordinator);
        setUp(two, professional);
    }
    ~Workday() { ::unsetenv("TMPDIR"); }
    Tablet tablet(const std::string& name)
    {
        const auto passphrase = temp.path() + "/" + name + ".passphrase";
        writeFile(passphrase, canaries.next() + "\n");
        return {kPrograms, kept + "/" + name, passphrase, name};
    }
    void setUp(const Tablet& tablet, const std::string& staff)
    {
        const std::string code = must(hub.ask({"device", "add", "--staff", staff}))["code"];
        must(tablet.setUp(hub, code));
        must(tablet.sync());
    }

    /// Both write the same field; the coordinator decides.
    void conflict()
    {
        for (const auto* tablet : {&one, &two})
            must(tablet->ask({"record", "set", kAction, "outcome=" + canaries.next(), "--reason",
                              canaries.next()}));
        must(two.sync());
        must(one.sync());
        const auto checks = must(one.ask({"check", "list", "--json"}));
        REQUIRE(checks.size() == 1);
        must(one.ask({"check", "decide", checks[0]["id"], "--value", canaries.next(), "--reason",
                      canaries.next()}));
        must(one.sync());
        must(two.sync());
    }
    /// What is refused was typed all the same.
    void mistakes()
    {
        const auto word = [&] { return canaries.next(); };
        const std::vector<Words> refused{
            {"record", "set", kAction, "colour=" + word()},
            {"record", "set", kAction, "status=" + word()},
            {"record", "set", kAction, "text=" + word() + std::string(4001, 'x')},
            {"record", "add", "EV-1", word()},
            {"record", "add", word(), "action", "text=" + word()},
            {"record", "show", word()},
            {"case", "show", word()},
            {"check", "decide", word(), "--keep", "1", "--reason", word()}};
        for (const auto& words : refused) CHECK(must(one.run(words)).exitCode == 1);
        CHECK(must(one.ask({"search", word(), "--json"})).empty());
        auto third = tablet("three");
        CHECK_FALSE(third.setUp(hub, "7777777777").ok());
        writeFile(temp.path() + "/one.passphrase.wrong", word() + "\n");
        const Tablet stranger(kPrograms, one.vault(), temp.path() + "/one.passphrase.wrong", "");
        CHECK(must(stranger.run({"status"})).exitCode == 1);
    }
    /// A case is taken from the professional, who has work in it that was not sent.
    void lateWork()
    {
        const auto late = canaries.next();
        must(two.ask({"record", "set", kAction, "outcome=" + late, "--reason", canaries.next()}));
        must(hub.ask({"case", "unassign", "--case", "EV-1", "--staff", professional}));
        CHECK(must(two.sync())["quarantine"] == 1);
        CHECK(must(hub.ask({"quarantine", "list", "--json"})).dump().find(late) !=
              std::string::npos);
    }
    /// Everything that anything left under `kept`: no name and no byte of it tells.
    void nothingLeaks()
    {
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(kept)) {
            CAPTURE(entry.path());
            CHECK(canaries.scan().findsIn(entry.path().string()).empty());
            if (!entry.is_regular_file()) continue;
            ++files;
            for (const auto& find : canaries.scan().findsIn(readFile(entry.path())))
                FAIL_CHECK(find);
        }
        CHECK(files >= 15);
        CHECK(fs::is_empty(kept + "/tmp"));
        std::string sealed;
        for (const auto* name : {"/hub/hub.db", "/one/replica.db", "/two/replica.db"})
            sealed += readFile(kept + name) + readFile(kept + name + "-wal");
        CHECK(sealed.size() >= kSealedLeast);
        CHECK(entropyOf(sealed) >= kEntropyLeast);
    }
    /// Both are open, with work that is nowhere but in the log.
    void logsAreFull() const
    {
        for (const auto* log : {"/hub/hub.db-wal", "/one/replica.db-wal"})
            CHECK(fs::file_size(kept + log) >= kLogLeast);
    }
};

/// A program that reads its lines from here one by one, and meanwhile holds its vault open.
class Conversation {
public:
    Conversation(const Tablet& tablet, const std::string& fifo)
        : m_lines(opened(fifo)), m_program(must(tablet.start({"batch", fifo})))
    {
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;
    ~Conversation() { ::close(m_lines); }
    Json ask(const std::string& line)
    {
        const auto whole = line + "\n";
        REQUIRE(::write(m_lines, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()));
        const auto answer = Json::parse(must(m_program.readLine()));
        INFO(line, answer.dump());
        CHECK((answer.is_array() || !answer.contains("error")));
        return answer;
    }
    Finished kill()
    {
        m_program.signal(SIGKILL);
        return must(m_program.wait());
    }

private:
    /// Open at both ends, so that neither side waits for the other.
    static int opened(const std::string& fifo)
    {
        REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
        return ::open(fifo.c_str(), O_RDWR | O_CLOEXEC);
    }
    int m_lines;
    Process m_program;
};

/// What SQLite makes of the same lines without a seal: searched, logged, not checkpointed.
void writePlain(const std::string& path, const std::string& lines,
                const std::function<void()>& whileOpen)
{
    sqlite3* plain = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &plain) == SQLITE_OK);
    std::string sql = "PRAGMA journal_mode=WAL; CREATE VIRTUAL TABLE note USING fts5(text);";
    for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
        sql += "INSERT INTO note VALUES('" + lines.substr(at, lines.find('\n', at) - at) + "');";
    CHECK(sqlite3_exec(plain, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    whileOpen();
    sqlite3_close(plain);
}
} // namespace

TEST_CASE("the search for leaks finds each spelling of each word, and plain SQLite full of them")
{
    Canaries canaries(seedOfThisRun());
    SeededRandom random(7);
    Bytes noise(200'000);
    must(random.fill(noise));
    CHECK(canaries.scan().findsIn(textOf(noise)).empty());
    CHECK(entropyOf(textOf(noise)) >= kEntropyLeast);

    const auto lines = importLines("00000000000000b4", canaries);
    std::string planted(textOf(noise));
    const auto word = canaries.next();
    std::size_t at = 1;
    for (const auto& spelling : spellingsOf(word))
        planted.replace(at += 1001, spelling.bytes.size(), spelling.bytes);
    CHECK(canaries.scan().findsIn(planted).size() == spellingsOf(word).size());

    const TempFolder temp;
    const auto path = temp.path() + "/plain.db";
    writePlain(path, lines, [&] {
        const auto log = readFile(path + "-wal");
        CHECK(canaries.scan().findsIn(log).size() >= canaries.scan().texts() - 1);
        CHECK(entropyOf(log) < 7);
    });
    CHECK(canaries.scan().findsIn(readFile(path)).size() >= canaries.scan().texts() - 1);
}

TEST_CASE("no word that anybody wrote stands in any file, at work or after both were killed")
{
    Workday day;
    day.conflict();
    day.mistakes();
    day.lateWork();

    Conversation talk(day.one, day.temp.path() + "/lines");
    const auto lines = addLines(access::Role::EvvpCoordinator, day.coordinator, day.canaries);
    const auto half = static_cast<std::ptrdiff_t>(lines.size() / 2);
    for (auto line = lines.begin(); line != lines.begin() + half; ++line) talk.ask(*line);
    talk.ask("sync");
    for (auto line = lines.begin() + half; line != lines.end(); ++line) talk.ask(*line);
    const auto last = day.canaries.next();
    talk.ask("record set " + std::string(kAction) + " evidence=" + last + " --reason "
             + day.canaries.next());
    CHECK(day.canaries.scan().texts() >= 200);
    CHECK(fs::file_size(day.one.vault() + "/cargo") > 0);
    day.logsAreFull();
    day.nothingLeaks();

    const auto cli = talk.kill();
    const auto hub = must(day.hub.kill());
    CHECK(cli.exitCode == 128 + SIGKILL);
    CHECK(day.canaries.scan().findsIn(cli.err + hub.out + hub.err).empty());
    day.logsAreFull();
    day.nothingLeaks();

    // It was all there to be found, and still is for whoever has the passphrase.
    CHECK(must(day.one.ask({"search", last, "--json"})).size() == 1);
    must(day.hub.open());
    CHECK(must(day.one.sync())["unsent"] == 0);
    day.nothingLeaks();
}
