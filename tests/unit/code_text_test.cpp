#include "shared/base/code_text.h"

#include <doctest/doctest.h>

using namespace lapwing;

TEST_CASE("a made code is ten characters that read back as themselves")
{
    SeededRandom random(1);
    std::string seen;
    for (int i = 0; i < 200; ++i) {
        const auto code = makeCode(random);
        REQUIRE(code.ok());
        CHECK(code->size() == kCodeLength);
        CHECK(normaliseCode(*code) == *code);
        seen += *code;
    }
    for (const char c : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
        CHECK(seen.find(c) != std::string::npos);
    CHECK(seen.find_first_of("ILOU") == std::string::npos);
}

TEST_CASE("case, hyphens and look-alike letters do not matter when a code is typed")
{
    CHECK(normaliseCode("abcde-fghjk") == "ABCDEFGHJK");
    CHECK(normaliseCode("il-oILO-7z-9z") == "1101107Z9Z");
}

TEST_CASE("what cannot be a code is refused")
{
    for (const char* typed : {"", "----------", "ABCDEFGHJ", "ABCDEFGHJKM", "ABCDEFGHJU",
                              "ABCDE FGHJK", "ABCDEFGH\xc3\xa9", "ABCDEFGHJ!"})
        CHECK_FALSE(normaliseCode(typed));
    CHECK_FALSE(normaliseCode(std::string_view("ABCDEFGHJ\0", 10)));
}
