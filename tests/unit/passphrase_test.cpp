#include "client/vault/passphrase.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace lapwing;

TEST_CASE("the word list has 7,776 different words of plain letters, none over nine")
{
    const auto words = passphraseWords();
    CHECK(words.size() == 7776);
    CHECK(std::ranges::is_sorted(words));
    CHECK(std::ranges::adjacent_find(words) == words.end());
    for (const auto word : words) {
        CHECK(word.size() >= 3);
        CHECK(word.size() <= 9);
        const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
        CHECK(std::ranges::all_of(word, plain));
    }
}

TEST_CASE("a made passphrase is five words of the list, strong, and another each time")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(7);
    const auto all = passphraseWords();
    std::set<std::string> seen;
    std::set<std::string> used;
    for (int i = 0; i < 400; ++i) {
        const auto made = makePassphrase(random);
        REQUIRE(made.ok());
        const std::string text(textOf(made->view()));
        REQUIRE(seen.insert(text).second);
        std::size_t words = 0;
        for (std::size_t from = 0; from <= text.size(); ++words) {
            const auto end = std::min(text.find(' ', from), text.size());
            const auto word = text.substr(from, end - from);
            REQUIRE(std::ranges::binary_search(all, std::string_view(word)));
            used.insert(word);
            from = end + 1;
        }
        REQUIRE(words == kPassphraseWords);
        REQUIRE(requireStrong(made->view()).ok());
    }
    // 2,000 even draws of 7,776 leave about 1,760 different words; a narrow draw leaves few.
    CHECK(used.size() > 1650);
    CHECK(*used.begin() < "b");
    CHECK(*used.rbegin() > "w");
}

TEST_CASE("without random bytes no passphrase is made")
{
    struct Broken final : Random {
        Result<void> fill(std::span<std::uint8_t>) override { return fail(ErrorCode::Internal); }
        static Error fail(ErrorCode code) { return lapwing::fail(code); }
    } random;
    CHECK_FALSE(makePassphrase(random).ok());
}

TEST_CASE("a weak passphrase is refused with what to do, whatever its length")
{
    for (const auto* weak : {"", "short", "1234567", "password", "password123", "qwertyuiop",
                             "aaaaaaaaaaaaaaaa", "letmein now", "Passw0rd!", "31/12/1999"}) {
        CAPTURE(weak);
        const auto refused = requireStrong(bytesOf(weak));
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::Rejected);
        CHECK(refused.error().text().find("Choose five words") != std::string::npos);
    }
}

TEST_CASE("phrases of a few words that do not belong together are taken")
{
    for (const auto* good : {"correct horse battery staple", "test passphrase one two",
                             "five good words for one", "reader-orbit-maple", "five good words"}) {
        CAPTURE(good);
        CHECK(requireStrong(bytesOf(good)).ok());
    }
    // Eight characters, not bytes.
    CHECK_FALSE(requireStrong(bytesOf("äöüßéèê")).ok());
}
