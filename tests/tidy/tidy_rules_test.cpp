#include "tests/tidy/tidy.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing::tidy;

namespace {
/// A small tree that breaks one rule at one place, and no other.
struct Fixture {
    std::string_view rule;
    std::string path;
    std::size_t line;
    Tree tree;
};

/// A header of ours that has `text` from its second line on.
std::string header(const std::string& text) { return "#pragma once\n" + text + "\n"; }

/// One shipped source, listed as it should be.
Tree source(const std::string& folder, const std::string& text)
{
    return {{folder + "/a.cpp", text + "\n"},
            {folder + "/CMakeLists.txt", "add_library(x a.cpp)\n"}};
}

Fixture inSource(std::string_view rule, std::size_t line, const std::string& folder,
                 const std::string& text)
{
    return {rule, folder + "/a.cpp", line, source(folder, text)};
}

Fixture inHeader(std::string_view rule, const std::string& path, const std::string& text)
{
    return {rule, path, 2, {{path, header(text)}}};
}

std::string lines(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "    call();\n";
    return text;
}

/// A schema of one word, and a line that decides on its text.
Fixture schemaWordFixture(const std::string& line)
{
    auto tree = source("sync/log", "// a key of JSON is none: told[\"ward\"]\n" + line);
    tree["shared/schema/a.h"] = header("constexpr auto kWard = \"ward\";");
    return {"schema-word", "sync/log/a.cpp", 2, std::move(tree)};
}

std::vector<Fixture> includeFixtures()
{
    return {
        inHeader("arrow", "shared/base/a.h", "#include \"sync/log/b.h\""),
        inHeader("arrow", "sync/log/a.h", "#include \"client/vault/b.h\""),
        inHeader("arrow", "sync/log/a.h", "#include \"server-stub/http/b.h\""),
        inHeader("arrow", "server-stub/service/a.h", "#include \"client/vault/b.h\""),
        inHeader("arrow", "client/vault/a.h", "#include \"server-stub/http/b.h\""),
        inHeader("arrow", "shared/base/a.h", "#include \"tests/support/b.h\""),
        inHeader("arrow", "client/vault/a.h", "#include \"client/app/b.h\""),
        inHeader("arrow", "client/models/a.h", "#include \"sync/store/b.h\""),
        inHeader("arrow", "client/models/a.h", "#include \"sync/store/sql/b.h\""),
        {"cycle",
         "shared/crypto/b.h",
         2,
         {{"shared/base/a.h", header("#include \"shared/crypto/b.h\"")},
          {"shared/crypto/b.h", header("#include \"shared/base/a.h\"")}}},
        {"cycle",
         "sync/store/sql/b.h",
         2,
         {{"sync/store/a.h", header("#include \"sync/store/sql/b.h\"")},
          {"sync/store/sql/b.h", header("#include \"sync/store/a.h\"")}}},
        {"cycle",
         "client/work/c.h",
         2,
         {{"client/field/a.h", header("#include \"client/vault/b.h\"")},
          {"client/vault/b.h", header("#include \"client/work/c.h\"")},
          {"client/work/c.h", header("#include \"client/field/a.h\"")}}},
        inHeader("rooted-include", "shared/base/a.h", "#include \"b.h\""),
        inHeader("rooted-include", "tests/support/a.h", "#include \"support/b.h\""),
        inHeader("rooted-include", "sync/log/a.h", "#include <shared/base/b.h>"),
        inHeader("qt", "sync/session/a.h", "#include <QString>"),
        inHeader("qt", "shared/base/a.h", "#include <QtCore/qglobal.h>"),
        inHeader("third-party", "sync/store/a.h", "#include <sodium.h>"),
        inHeader("third-party", "sync/transport/a.h", "#include <openssl/ssl.h>"),
        inHeader("third-party", "shared/schema/a.h", "#include <cereal/cereal.hpp>"),
        inHeader("third-party", "client/vault/a.h", "#include <sqlite3.h>"),
        inHeader("third-party", "client/cli/a.h", "#include <curl/curl.h>"),
        inSource("third-party", 1, "sync/session", "#include <boost/asio/ip/tcp.hpp>"),
        inHeader("third-party", "shared/base/a.h", "#include <doctest/doctest.h>"),
        {"boost-files",
         "sync/transport/b.cpp",
         2,
         {{"sync/transport/h.h", header("#include <boost/asio/ip/tcp.hpp>")},
          {"sync/transport/a.cpp", "#include \"sync/transport/h.h\"\n"},
          {"sync/transport/b.cpp", "#include <map>\n#include \"sync/transport/h.h\"\n"},
          {"sync/CMakeLists.txt", "add_library(x transport/a.cpp transport/b.cpp)\n"}}},
        {"boost-files",
         "server-stub/http/b.cpp",
         1,
         {{"server-stub/http/a.cpp", "#include <boost/beast/http.hpp>\n"},
          {"server-stub/http/b.cpp", "#include <boost/beast/core.hpp>\n"},
          {"server-stub/CMakeLists.txt", "add_library(x http/a.cpp http/b.cpp)\n"}}},
        {"boost-files",
         "sync/transport/b.cpp",
         1,
         {{"sync/transport/a.cpp", "#include <boost/asio/ssl.hpp>\n"},
          {"sync/transport/b.cpp", "#include <boost/asio/ip/tcp.hpp>\n"},
          {"sync/CMakeLists.txt", "add_library(x transport/a.cpp transport/b.cpp)\n"}}},
        inHeader("pure-shared", "shared/rules/a.h", "#include <thread>"),
        inSource("pure-shared", 1, "shared/rules", "auto f() { return Steady::now(); }"),
    };
}

std::vector<Fixture> wordFixtures()
{
    const std::string todo = "TO"
                             "DO";
    return {
        inHeader("class-name", "sync/log/a.h", "class ChainManager;"),
        inHeader("class-name", "sync/log/a.h", "struct CaseInfo { int x; };"),
        inHeader("class-name", "client/work/a.h", "enum class VisitData { One };"),
        {"class-name", "sync/log/merge_utils.h", 1, {{"sync/log/merge_utils.h", header("")}}},
        {"type-once",
         "sync/log/b.h",
         2,
         {{"client/work/a.h", header("struct Answer {\n};")},
          {"client/work/c.h", header("struct Asks;\nstruct Other { struct Answer { int x; }; };")},
          {"shared/schema/action_words.h", header("enum class Answer : int {\n};")},
          {"sync/log/b.h", "#pragma once\nclass Answer final : public Other\n{\n};\n"}}},
        {"colour", "qml/pages/A.qml", 1, {{"qml/pages/A.qml", "Item { color: \"#1a2b3c\" }\n"}}},
        inSource("colour", 1, "client/documents", "const auto style = \"p { color: #ffffff }\";"),
        inSource("colour", 1, "client/models", "f(\"#abc\");"),
        inHeader("header-using", "tests/support/a.h", "using namespace lapwing;"),
        {"machine-path",
         "docs/a.md",
         2,
         {{"docs/a.md", "see\n(/wo"
                        "rk/main)\n"}}},
        {"machine-path",
         "run",
         1,
         {{"run", "/ro"
                  "ot/bin/x\n"}}},
        {"pragma-once", "shared/base/a.h", 1, {{"shared/base/a.h", "int f();\n#pragma once\n"}}},
        {"qml-seam", "qml/theme/a.js", 1, {{"qml/theme/a.js", "f()\n"}}},
        inSource("qml-seam", 2, "client/app", "int main()\n{ c.setContextProperty(a, b); }"),
        inSource("test-wait", 1, "tests/sim", "void f() { std::this_thread::sleep_for(x); }"),
        inSource("test-wait", 1, "tests/sim", "void f() { usleep(5); }"),
        inSource("test-wait", 1, "tests/sim", "auto f() { return system_clock::now(); }"),
        {"test-wait", "tests/qml/A.qml", 1, {{"tests/qml/A.qml", "Item { f: qWait(5) }\n"}}},
        inSource("throw", 2, "sync/log", "void f()\n{ throw 1; }"),
        inSource("unfinished", 1, "sync/log", "// " + todo + ": the rest"),
        schemaWordFixture("bool f() { return name == \"ward\"; }"),
        schemaWordFixture("bool f() { return \"ward\" != name; }"),
        schemaWordFixture("auto f() { return type.find(\"ward\"); }"),
        schemaWordFixture("FieldEntry f() { return {\"ward\", FieldEntry::How::Set, {}}; }"),
        {"old-word", "docs/a.md", 2, {{"docs/a.md", "A byte,\nnot an octet\n"}}},
        {"old-phrase", "docs/user-guide.md", 2, {{"docs/user-guide.md", "Tap\n*Done updating*\n"}}},
        inSource("old-phrase", 1, "client/screens",
                 "QString a() { return Say::tr(\"Check needed\"); }"),
        {"unfinished",
         "docs/a.md",
         1,
         {{"docs/a.md", "FIX"
                        "ME later\n"}}},
        {"unfinished",
         "CMakeLists.txt",
         1,
         {{"CMakeLists.txt", "# XX"
                             "X odd\n"}}},
    };
}

std::vector<Fixture> shapeFixtures()
{
    return {
        inSource("untranslated", 1, "client/screens", "auto a() { return \"Start this visit\"; }"),
        inSource("untranslated", 2, "client/models",
                 "auto a()\n{ return say(f(1), tr(\"Now\") + \"The visit is over\"); }"),
        inSource("mutable-static", 1, "sync/log", "static int counter = 0;"),
        inSource("mutable-static", 1, "sync/log", "namespace a { std::string last; }"),
        inSource("mutable-static", 1, "sync/log", "std::atomic<int> total{0};"),
        inSource("mutable-static", 3, "sync/log", "int f()\n{\n    static int n = 0;\n}"),
        inSource("mutable-static", 1, "sync/log", "void f() { thread_local std::string s; }"),
        inHeader("mutable-static", "sync/log/a.h", "struct A { static int n; };"),
        inHeader("mutable-static", "sync/log/a.h", "struct A { static A& instance(); };"),
        inSource("line-length", 2, "tests/sim", "// fits\n// " + std::string(98, 'x')),
        {"line-length", "run", 1, {{"run", std::string(101, '#') + "\n"}}},
        {"file-size", "shared/base/a.h", 151, {{"shared/base/a.h", header(lines(149))}}},
        {"file-size", "qml/pages/A.qml", 201, {{"qml/pages/A.qml", lines(201)}}},
        inSource("file-size", 401, "sync/log", "void f();\n" + lines(399)),
        inSource("function-size", 2, "sync/log", "void f()\n{\n" + lines(71) + "}"),
        {"file-name",
         "sync/log/a.h",
         1,
         {{"shared/base/a.h", header("")}, {"sync/log/a.h", header("")}}},
        {"named-path",
         "docs/hacking.md",
         2,
         {{"docs/hacking.md", "See `shared/base/a.h`, `shared/base/`,\nand `shared/base/b.h`.\n"},
          {"shared/base/a.h", header("")}}},
        {"listed",
         "sync/log/b.cpp",
         1,
         {{"sync/log/b.cpp", "int b();\n"},
          {"sync/CMakeLists.txt", "add_library(x log/a.cpp # log/b.cpp\n)\n"}}},
        {"listed", "tests/unit/b_test.cpp", 1, {{"tests/unit/b_test.cpp", "int b();\n"}}},
        {"glob",
         "sync/CMakeLists.txt",
         2,
         {{"sync/CMakeLists.txt", "# by name\nfile(GLOB_RECURSE all *.cpp)\n"}}},
        {"glob",
         "sync/CMakeLists.txt",
         1,
         {{"sync/CMakeLists.txt", "file(GLOB all CONFIGURE_DEPENDS *.cpp)\n"}}},
        {"glob",
         "qml/CMakeLists.txt",
         2,
         {{"qml/CMakeLists.txt", "file(GLOB a CONFIGURE_DEPENDS *.qml)\nfile(GLOB b *.qml)\n"}}},
        {"field-name",
         "client/work/a.cpp",
         2,
         {{"client/work/a.cpp", "// a\nvoid f() { row.text(\"due\"); }\n"},
          {"client/work/CMakeLists.txt", "add_library(x a.cpp)\n"}}},
        {"one-version",
         "client/work/a.cpp",
         2,
         {{"client/work/a.cpp", "// a\nint f() { return due.each().back(); }\n"},
          {"client/work/CMakeLists.txt", "add_library(x a.cpp)\n"}}},
        {"page-files",
         "client/models/page_list.h",
         2,
         {{"client/models/page_list.h", "#pragma once\n PAGE(Map, Map, .needsLease = false)\n"},
          {"qml/pages/MapPage.qml", "Item {}\n"}}},
        {"page-files",
         "qml/pages/MapPage.qml",
         1,
         {{"client/models/page_list.h", "#pragma once\n"}, {"qml/pages/MapPage.qml", "Item {}\n"}}},
        {"page-files",
         "qml/CMakeLists.txt",
         1,
         {{"client/models/page_list.h", "#pragma once\n"},
          {"qml/CMakeLists.txt", "set(files pages/MapPage.qml)\n"}}},
        {"download", "CMakeLists.txt", 1, {{"CMakeLists.txt", "include(FetchContent)\n"}}},
    };
}

/// A table with its owner, and another file of `folder` that has SQL on it.
Fixture tableFixture(const std::string& folder, const std::string& sql)
{
    return {
        "table-owner",
        folder + "/b.cpp",
        2,
        {{"sync/store/a.cpp",
          "constexpr auto kTables = \"CREATE TABLE IF NOT EXISTS note(id BLOB)\";\n"},
         {"sync/CMakeLists.txt", "add_library(x store/a.cpp store/b.cpp)\n"},
         {folder + "/b.cpp", "// SELECT id FROM note\nconstexpr auto kSql = \"" + sql + "\";\n"},
         {folder + "/CMakeLists.txt", "add_library(y b.cpp)\n"}}};
}

std::vector<Fixture> tableFixtures()
{
    return {tableFixture("client/work", "SELECT id FROM note WHERE id=?"),
            tableFixture("server-stub/service", "INSERT OR REPLACE INTO note VALUES(?)"),
            tableFixture("sync/store", "SELECT 1 FROM other JOIN note ON other.id=note.id"),
            tableFixture("sync/store", "UPDATE note SET id=?"),
            tableFixture("sync/store", "CREATE TABLE note(id BLOB)")};
}

std::vector<Fixture> fixtures()
{
    auto all = includeFixtures();
    std::ranges::move(wordFixtures(), std::back_inserter(all));
    std::ranges::move(shapeFixtures(), std::back_inserter(all));
    std::ranges::move(tableFixtures(), std::back_inserter(all));
    return all;
}

std::string spell(const std::vector<Finding>& findings)
{
    std::string text;
    for (const auto& f : findings)
        text += f.path + ":" + std::to_string(f.line) + " [" + f.rule + "] " + f.what + "\n";
    return text;
}
} // namespace

TEST_CASE("each fixture breaks its rule at its place, and nothing else")
{
    for (const auto& fixture : fixtures()) {
        const auto found = tidy(fixture.tree);
        CAPTURE(fixture.path);
        CAPTURE(fixture.line);
        CAPTURE(fixture.rule);
        INFO("found: " << spell(found));
        REQUIRE_FALSE(found.empty());
        for (const auto& finding : found) {
            CHECK(finding.rule == fixture.rule);
            CHECK(finding.path == fixture.path);
            CHECK(finding.line == fixture.line);
        }
    }
}

TEST_CASE("every rule has a fixture that it reports")
{
    const auto all = fixtures();
    for (const auto& rule : rules()) {
        CAPTURE(rule.name);
        CHECK(std::ranges::any_of(all, [&](const auto& f) { return f.rule == rule.name; }));
    }
}

TEST_CASE("what only looks like a breach is left in peace")
{
    const std::string near = R"cpp(
// throw away; static int x; sleep_for; using namespace std; #include <sodium.h>
/* class ManagerData; */
#include "shared/base/bytes.h"
#include <map>
#define LAPWING_GLOBAL int global = 0;
namespace lapwing::log {
namespace { constexpr int kLimit = 3; const std::map<int, int> kTable{{1, 2}}; }
struct Datum { static constexpr int kSize = 4; static Datum open(int x = {}, int y = {}); int n; };
enum class Colour { Red, Amber };
using Names = std::vector<int>;
template <typename T> concept Small = sizeof(T) < 8;
extern "C" { int outside(int); }
static Datum make(int from) { static const Datum kZero{}; int big = 1'000; return Datum{from}; }
bool operator==(const Datum& a, const Datum& b) { return a.n == b.n; }
const char* issue = "case #12, \"throw\"; static int y; R\"";
const auto text = R"(class X { static int z; } // not code)";
int run(int a) { for (int i = 0; i < a; ++i) { f([&] { int local = 1; g(local); }); } return a; }
}
)cpp";
    auto tree = source("sync/log", near);
    tree["docs/hacking.md"] = "`sync/log/a.cpp`, `sync/log`, `./run x/y`, `f(a/b)`, `word`, a/b\n";
    tree["docs/paths.md"] = "client/wo"
                            "rk/a.h and ${X}/wo"
                            "rk/b, mastodons, XX"
                            "XXXX\n";
    tree["shared/base/bytes.h"] = header("// é" + std::string(96, 'x'));
    tree["tests/golden/long.h"] = header("// " + std::string(200, 'x') +
                                         " TO"
                                         "DO");
    tree["client/screens/b.cpp"] = "auto a(int n) { check(n, \"A page of the table\"); return "
                                   "Say::tr(\"It is %1\").arg(f(n)); }\n"
                                   "const char* sql = \"select a row\";\n";
    tree["client/screens/CMakeLists.txt"] = "add_library(y b.cpp)\n";
    tree["qml/theme/Theme.qml"] = "Item { color: \"#1a2b3c\" }\n";
    tree["tests/README.md"] = tree["README.md"] = "Here\n";
    tree["server-stub/http/asio.cpp"] = "#include <boost/asio/impl/src.hpp>\n";
    tree["server-stub/http/beast.cpp"] = "#include <boost/beast/src.hpp>\n";
    tree["server-stub/http/peer.h"] = header("#include <boost/beast/http.hpp>");
    tree["server-stub/http/http.cpp"] = "#include \"server-stub/http/peer.h\"\n";
    tree["server-stub/CMakeLists.txt"] = "add_library(h http/asio.cpp http/beast.cpp\n"
                                         "  http/../http/http.cpp)\n";
    // A hub has a table of the name in a database of its own; prose and tests name any.
    tree["client/work/c.cpp"] =
        "constexpr auto kSql = \"CREATE TABLE note(id); DELETE FROM note\";\n";
    tree["client/work/CMakeLists.txt"] = "add_library(z c.cpp)\n";
    tree["server-stub/http/http.cpp"] += "constexpr auto kSql = \"CREATE TABLE note(id)\";\n"
                                         "constexpr auto kSaid = \"Copy it from note to note\";\n";
    tree["tests/sim/b.h"] = header("inline auto kSql = \"SELECT id FROM note\";");
    tree["tests/sim/world.cpp"] = "#include <sqlite3.h>\nint f() { throw 1; }\nint open = 0;\n";
    tree["tests/sim/sim.cmake"] = "target_sources(t PRIVATE sim/world.cpp)\n";
    CHECK(spell(tidy(tree)) == "");
}
