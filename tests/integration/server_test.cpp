#include "tests/support/files.h"
#include "tests/support/server.h"

#include <sstream>

using namespace lapwing::test;
using nlohmann::json;

namespace {

/// The status that curl was answered, "000" for none, and the body.
struct Fetched {
    std::string status;
    std::string body;
};

Fetched fetch(const std::string& url, std::vector<std::string> options = {})
{
    options.insert(options.begin(), {"curl", "-sk", "-m", "20", "-w", "\n%{http_code}"});
    options.push_back(url);
    const auto ended = run(std::move(options));
    const auto cut = ended.out.rfind('\n');
    REQUIRE(cut != std::string::npos);
    return {ended.out.substr(cut + 1), ended.out.substr(0, cut)};
}
} // namespace

TEST_CASE("a served hub says where in one line, is alive and is ready")
{
    const Hub hub;
    Serving serving(hub);
    CHECK(serving.said.starts_with(R"({"event":"listening","address":"127.0.0.1","port":)"));
    CHECK(fetch(serving.url + "/healthz").status == "200");
    CHECK(fetch(serving.url + "/readyz").status == "200");
    CHECK(fetch(serving.url + "/elsewhere").status == "404");
    CHECK(fetch(serving.url + "/v1/sync").status == "405");
    CHECK(serving.program.end(SIGTERM) == 0);
}

TEST_CASE("without a certificate nothing is synced, and the refusal is JSON")
{
    const Hub hub;
    Serving serving(hub);
    const auto answer = fetch(serving.url + "/v1/sync", {"--data-binary", "x"});
    CHECK(answer.status == "401");
    CHECK(json::parse(answer.body, nullptr, false)["error"] == "unauthorised");
}

TEST_CASE("a certificate of another root and an older TLS do not get through the handshake")
{
    const Hub hub;
    Serving serving(hub);
    const auto key = hub.temp.path() + "/key.pem";
    const auto certificate = hub.temp.path() + "/certificate.pem";
    REQUIRE(run({"openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", key, "-out",
                 certificate, "-subj", "/CN=stranger"})
                .status == 0);
    CHECK(fetch(serving.url + "/v1/sync",
                {"--cert", certificate, "--key", key, "--data-binary", "x"})
              .status == "000");
    CHECK(fetch(serving.url + "/healthz", {"--tls-max", "1.2"}).status == "000");
    CHECK(fetch(serving.url + "/healthz", {"--tlsv1.3"}).status == "200");
}

TEST_CASE("what an admin command was answered is still there after kill -9")
{
    const Hub hub;
    std::string agency;
    {
        Serving serving(hub);
        agency = hub.agency();
        CHECK(hub.admin({"status"}, {"--json"}).json()["serving"] == true);
        (void)hub.staff(agency);
        CHECK(serving.program.end(SIGKILL) == -SIGKILL);
    }
    const auto told = hub.admin({"status"}, {"--json"}).json();
    CHECK(told["staff"] == 1);
    CHECK(told["serving"] == false);
    // The dead hub's socket is in nobody's way.
    Serving again(hub);
    (void)hub.staff(agency);
    CHECK(hub.admin({"status"}).json()["staff"] == 2);
    CHECK(again.program.end(SIGINT) == 0);
}

TEST_CASE("a second hub on the same folder is told so, and the first is none the worse")
{
    const Hub hub;
    Serving serving(hub);
    const auto second =
        hub.admin({"serve"}, {"--listen", "127.0.0.1:0"});
    CHECK(second.status == 1);
    CHECK(second.json()["error"] == "locked");
    CHECK(second.json()["message"].get<std::string>().find("Another lapwing-server")
          != std::string::npos);
    CHECK(fetch(serving.url + "/healthz").status == "200");
}

TEST_CASE("the admin socket is its owner's only, and goes with the hub")
{
    const Hub hub;
    const auto path = hub.folder + "/admin.sock";
    Serving serving(hub);
    using std::filesystem::perms;
    CHECK(std::filesystem::is_socket(path));
    CHECK(std::filesystem::status(path).permissions() == (perms::owner_read | perms::owner_write));
    CHECK(serving.program.end(SIGTERM) == 0);
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("the office's whole work goes by commands, served or not")
{
    const Hub hub;
    const auto file = hub.temp.path() + "/cases.ndjson";
    std::ofstream(file)
        << R"({"case":"IOM-1","panel":"iom","record":"case","fields":{"title":"One"}})" << '\n'
        << R"({"case":"IOM-1","panel":"iom","record":"action","fields":{"text":"Call"}})" << '\n';
    const auto work = [&](const std::string& ref) {
        const auto staff = hub.staff(hub.agency(), "iom_officer");
        const auto assigned =
            hub.admin({"case", "assign"}, {"--case", ref, "--staff", staff}).json();
        CHECK(assigned["case"] == ref);
        CHECK(assigned["staff"] == staff);
        CHECK(assigned["strands"] > 0);
        CHECK(hub.admin({"case", "unassign"}, {"--case", ref, "--staff", staff}).json()["strands"]
              == assigned["strands"]);
        const auto code = hub.admin({"device", "add"}, {"--staff", staff}).json();
        CHECK(code["code"].get<std::string>().size() == 10);
        CHECK(code["expires"].get<std::string>().ends_with('Z'));
    };
    const json imported{{"already_there", 0}, {"cases", 1}, {"records", 2}, {"written", true}};
    CHECK(hub.admin({"case", "import", file}).json() == imported);
    work("IOM-1");
    auto text = readFile(file);
    for (auto at = text.find("IOM-1"); at != std::string::npos; at = text.find("IOM-1"))
        text.replace(at, 5, "IOM-2");
    std::ofstream(file) << text;
    Serving serving(hub);
    CHECK(hub.admin({"case", "import", file}).json() == imported);
    work("IOM-2");
    CHECK(hub.admin({"quarantine", "list"}, {"--json"}).json()["quarantine"].empty());
    CHECK(hub.admin({"device", "list"}).json()["devices"].empty());
    CHECK(hub.admin({"status"}, {"--json"}).json()["cases"] == 2);
}

TEST_CASE("an export is a new file of its owner's alone, whole or not there, served or not")
{
    const Hub hub;
    const auto path = [&](const std::string& name) { return hub.temp.path() + "/" + name; };
    std::ofstream(path("in.csv")) << "case,panel,record,title,text\n"
                                     "IOM-1,iom,case,=1+1,\nIOM-1,iom,action,,07700900123\n";
    REQUIRE(hub.admin({"case", "import", path("in.csv")}).status == 0);
    const auto check = [&](const std::string& name) {
        const auto told = hub.admin({"case", "export", path(name)});
        REQUIRE(told.status == 0);
        CHECK(told.json()["records"] == 2);
        CHECK_FALSE(told.json().contains("lines"));
        using std::filesystem::perms;
        CHECK(std::filesystem::status(path(name)).permissions() ==
              (perms::owner_read | perms::owner_write));
        CHECK_FALSE(std::filesystem::exists(path(name) + ".part"));
        const auto again = hub.admin({"case", "import", path(name)}).json();
        CHECK(again["records"] == 0);
        CHECK(again["already_there"] == 2);
        const auto before = readFile(path(name));
        CHECK(hub.admin({"case", "export", path(name)}).status == 1);
        CHECK(readFile(path(name)) == before);
    };
    for (const auto* name : {"a.ndjson", "a.csv", "a.xlsx"}) check(name);
    CHECK(readFile(path("a.csv")).find("'=1+1") != std::string::npos);
    CHECK(hub.admin({"case", "export", path("a.ods")}).status == 1);
    CHECK(hub.admin({"case", "export", path("none/a.csv")}).status == 1);
    CHECK(hub.admin({"case", "export", path("b.csv")}, {"--case", "IOM-9"}).status == 1);
    CHECK_FALSE(std::filesystem::exists(path("b.csv")));
    Serving serving(hub);
    for (const auto* name : {"s.ndjson", "s.csv", "s.xlsx"}) check(name);
    CHECK(readFile(path("s.csv")) == readFile(path("a.csv")));
    CHECK(readFile(path("s.xlsx")) == readFile(path("a.xlsx")));
}

TEST_CASE("a map is proposed without a hub, and an import is read by it")
{
    const Hub hub;
    const auto sheet = hub.temp.path() + "/list.csv";
    const auto map = hub.temp.path() + "/list.toml";
    std::ofstream(sheet) << "MARAC ref,Case title,Shoe size\nDA-1,Reed Street,7\n";
    const auto told = run({kServer, "import", "map", "--suggest", sheet});
    REQUIRE(told.status == 0);
    CHECK(told.json()["placed"]["MARAC ref"] == "case");
    CHECK(told.json()["not_placed"] == json::array({"Shoe size"}));
    std::ofstream(map) << told.json()["map"].get<std::string>() << "panel = \"da_marac\"\n";
    const auto checked = hub.admin({"case", "import", sheet}, {"--map", map, "--check"}).json();
    CHECK(checked["new_cases"] == json::array({"DA-1"}));
    CHECK(checked["written"] == false);
    Serving serving(hub);
    CHECK(hub.admin({"case", "import", sheet}, {"--map", map}).json()["cases"] == 1);
    CHECK(hub.admin({"case", "import", sheet}).status == 1);
}

TEST_CASE("a bad line of an import is named, and nothing of the file is there")
{
    const Hub hub;
    const auto file = hub.temp.path() + "/cases.ndjson";
    std::ofstream(file)
        << R"({"case":"IOM-1","panel":"iom","record":"case","fields":{"title":"One"}})" << '\n'
        << R"({"case":"IOM-1","panel":"iom","record":"action","fields":{"txt":"Call"}})" << '\n';
    const auto check = [&] {
        const auto refused = hub.admin({"case", "import", file});
        CHECK(refused.status == 1);
        REQUIRE(refused.json()["faults"].size() == 1);
        const auto fault = refused.json()["faults"][0];
        CHECK(fault["line"] == 2);
        CHECK(fault["message"].get<std::string>().find("txt") != std::string::npos);
        CHECK(hub.admin({"status"}).json()["cases"] == 0);
    };
    check();
    Serving serving(hub);
    check();
}

TEST_CASE("every verb tells how it is used, by an example first")
{
    const auto help = run({kServer, "-h"});
    CHECK(help.status == 0);
    CHECK(help.out.starts_with("Examples:"));
    for (const std::vector<std::string>& verb : {{"init"},
                                                 {"serve"},
                                                 {"agency", "add"},
                                                 {"staff", "add"},
                                                 {"device", "add"},
                                                 {"device", "list"},
                                                 {"device", "stop"},
                                                 {"case", "import"},
                                                 {"case", "assign"},
                                                 {"case", "export"},
                                                 {"import", "map"},
                                                 {"case", "unassign"},
                                                 {"cargo", "open"},
                                                 {"cargo", "list"},
                                                 {"recovery", "init"},
                                                 {"quarantine", "list"},
                                                 {"quarantine", "show"},
                                                 {"quarantine", "adopt"},
                                                 {"quarantine", "reject"},
                                                 {"lease", "set"},
                                                 {"backup"},
                                                 {"status"},
                                                 {"version"},
                                                 std::vector<std::string>{"case"}}) {
        std::string path = "Examples:\n  lapwing-server";
        std::vector<std::string> words{kServer};
        for (const auto& word : verb) {
            path += " " + word;
            words.push_back(word);
        }
        words.emplace_back("-h");
        const auto told = run(words);
        CAPTURE(told.out);
        CHECK(told.status == 0);
        CHECK(told.out.starts_with(path));
    }
}

TEST_CASE("a wrong command line ends with 64 and a refusal with 1, each in one line or none")
{
    const Hub hub;
    CHECK(run({kServer}).status == 64);
    CHECK(run({kServer, "bogus"}).status == 64);
    CHECK(run({kServer, "status"}).status == 64);
    CHECK(run({kServer, "serve", "--data", hub.folder, "--listen", "nowhere"}).status == 64);
    CHECK(run({kServer, "version"}).json().contains("version"));
    const auto refused =
        hub.admin({"agency", "add"}, {"--name", "Brent", "--sector", "circus"});
    CHECK(refused.status == 1);
    CHECK(refused.json()["error"] == "rejected");
    CHECK(refused.json()["message"].get<std::string>().find("local_authority")
          != std::string::npos);
    // Whatever is refused says what is safe and what to do.
    for (const std::vector<std::string>& words :
         {{"agency", "add", "--name", "", "--sector", "health"},
          {"staff", "add", "--name", "Ada", "--agency", "zz", "--role", "idva"},
          {"device", "add", "--staff", "0011223344556677"},
          {"device", "stop", "--device", "00112233445566770011223344556677"},
          {"case", "assign", "--case", "C-1", "--staff", "0011223344556677"},
          {"case", "import", "/dev/null/none"},
          {"recovery", "init", "--out", hub.temp.path() + "/none/recovery.key"},
          std::vector<std::string>{"backup", "--out", hub.folder}}) {
        const auto told = hub.admin(words);
        CHECK(told.status == 1);
        CHECK(told.json().size() == 2);
        const std::string sentence = told.json()["message"];
        CAPTURE(sentence);
        const auto safe = sentence.find("othing was");
        REQUIRE(safe != sentence.npos);
        CHECK(sentence.find_first_of(".") < safe);
        CHECK(sentence.size() > sentence.find(". ", safe) + 8);
    }
    const auto nowhere = run({kServer, "status", "--data", hub.folder + "/none"});
    CHECK(nowhere.status == 1);
    CHECK(nowhere.json()["error"] == "not_found");
    CHECK(run({kServer, "init", "--data", hub.folder}).json()["error"] == "conflict");
}

TEST_CASE("the log is one JSON object a line and holds nothing of a case or a person")
{
    const Hub hub;
    const auto file = hub.temp.path() + "/cases.ndjson";
    std::ofstream(file)
        << R"({"case":"SECRET-REF","panel":"iom","record":"case","fields":{"title":"Canary"}})";
    {
        Serving serving(hub);
        CHECK(hub.admin({"case", "import", file}).status == 0);
        (void)hub.staff(hub.agency());
        fetch(serving.url + "/v1/enrol", {"--data-binary", "nonsense"});
        CHECK(serving.program.end(SIGTERM) == 0);
    }
    std::istringstream log(readFile(hub.errors));
    int lines = 0;
    for (std::string line; std::getline(log, line); ++lines) {
        INFO(line);
        const auto told = json::parse(line, nullptr, false);
        CHECK(told.is_object());
        CHECK(told.contains("time"));
        CHECK(told.contains("event"));
        for (const auto* word : {"SECRET-REF", "Canary", "Ada", "Brent"})
            CHECK(line.find(word) == std::string::npos);
    }
    CHECK(lines >= 4);
}
