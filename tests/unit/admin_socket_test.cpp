#include "server-stub/admin/admin_socket.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>
#include <vector>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::hub;

TEST_CASE("how far a long request is comes before its answer, and is no answer")
{
    const TempFolder folder;
    const auto socket = admin::AdminSocket::listen(
        folder.path(), [](const std::string& line, std::string content, const auto& tell) {
            tell("10000 lines read");
            tell(content);
            return R"({"asked":)" + line + "}";
        });
    REQUIRE(socket.ok());
    std::vector<std::string> heard;
    const std::string line = R"({"verb":"x","bytes":7})";
    const auto answer = admin::ask(folder.path(), line, "content",
                                   [&](const std::string& text) { heard.push_back(text); });
    REQUIRE(answer.ok());
    CHECK(*answer == R"({"asked":)" + line + "}");
    CHECK(heard == std::vector<std::string>{"10000 lines read", "content"});
    CHECK(admin::ask(folder.path(), line, "content").ok()); // nobody has to listen to it
}

TEST_CASE("a hub that ends in the middle of telling is no answer")
{
    const TempFolder folder;
    const auto socket =
        admin::AdminSocket::listen(folder.path(), [](const std::string&, std::string, const auto&) {
            return R"({"progress":"half"})";
        });
    REQUIRE(socket.ok());
    const auto answer = admin::ask(folder.path(), "{}", {});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::StorageFailed);
}
