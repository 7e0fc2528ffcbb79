#include "server-stub/service/import_lines.h"
#include "shared/base/random.h"
#include "tests/fuzz/import_readers.h"
#include "tests/support/seed.h"
#include "tests/support/workbook_file.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

TEST_CASE("whatever is damaged in a file of an import, its readers keep their word")
{
    WorkbookFile book;
    book.strings = {"<t>Name</t>"};
    book.sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>32216</v></c></row>)");
    const std::string samples[] = {
        "case,panel,record,Name,name\nA,iom,person,\"Una \"\"H\"\"\",'=1\n",
        "\xff\xfe" + std::string("c\0a\0s\0e\0;\0p\0", 12),
        "{\"case\":\"A\",\"panel\":\"iom\",\"record\":\"person\",\"fields\":{}}\n",
        "[columns]\n\"A \\\" b\" = \"case\" # c\n[always]\npanel = \"iom\"\n", book.bytes()};
    SeededRandom random(seedOfThisRun());
    int kept = 0;
    for (const auto& sample : samples)
        for (const auto& reader : importReaders())
            for (int i = 0; i < 1000; ++i) {
                auto text = sample;
                for (auto n = random.below(4); n > 0; --n)
                    text[random.below(text.size())] = static_cast<char>(random.below(256));
                if (random.below(4) == 0) text.resize(random.below(text.size()) + 1);
                const auto outcome = reader.tryOn(bytesOf(text));
                kept += outcome == Outcome::Kept ? 1 : 0;
                if (outcome != Outcome::Broken) continue;
                FAIL_CHECK(reader.name << ' ' << toHex(bytesOf(text)));
                break;
            }
    CHECK(kept > 1000);
}
