#include "client/vault/passphrase.h"

#include "shared/base/mutant.h"

#include <zxcvbn.h>

#include <algorithm>
#include <uninorm.h>
#include <unistr.h>

namespace lapwing {

namespace {
constexpr std::size_t kJudgedMax = 100;

/// Evenly in 0 … bound-1: a draw that would favour the small numbers is drawn again.
Result<std::size_t> draw(Random& random, std::size_t bound)
{
    constexpr std::size_t kRange = 1u << 16;
    for (;;) {
        std::uint8_t bytes[2];
        LAPWING_TRY(random.fill(bytes));
        const auto number = static_cast<std::size_t>(bytes[0] | bytes[1] << 8);
        if (number < kRange - kRange % bound) return number % bound;
    }
}
} // namespace

Result<crypto::Secret> makePassphrase(Random& random, std::size_t words)
{
    const auto all = passphraseWords();
    const auto longest = std::ranges::max(all, {}, &std::string_view::size).size();
    crypto::Secret text(words * (longest + 1));
    std::size_t size = 0;
    for (std::size_t i = 0; i < words; ++i) {
        LAPWING_ASSIGN(const auto at, draw(random, all.size()));
        if (i > 0) text.span()[size++] = ' ';
        std::ranges::copy(bytesOf(all[at]), text.span().subspan(size).begin());
        size += all[at].size();
    }
    return crypto::Secret::copyOf(text.view().first(size));
}

crypto::Secret composed(ByteView passphrase)
{
    if (passphrase.empty()) return crypto::Secret::copyOf(passphrase);
    const bool isText = u8_check(passphrase.data(), passphrase.size()) == nullptr;
    if (!isText || mutant("passphrase-as-typed")) return crypto::Secret::copyOf(passphrase);
    // Room for what form C can grow to, so that no copy of it lies in memory that is not wiped.
    constexpr std::size_t kGrowth = 3;
    crypto::Secret room(kGrowth * passphrase.size());
    auto size = room.size();
    auto* const at = room.span().data();
    const auto* made = u8_normalize(UNINORM_NFC, passphrase.data(), passphrase.size(), at, &size);
    check(made == at, "a passphrase that outgrows form C");
    return crypto::Secret::copyOf(room.view().first(size));
}

double guessingBits(ByteView typed)
{
    const auto whole = composed(typed.first(std::min(typed.size(), kJudgedMax)));
    const auto passphrase = whole.view();
    crypto::Secret text(kJudgedMax + 1); // and the zero that ends it
    std::ranges::copy(passphrase.first(std::min(passphrase.size(), kJudgedMax)),
                      text.span().begin());
    return ZxcvbnMatch(reinterpret_cast<const char*>(text.view().data()), nullptr, nullptr);
}

Result<void> requireStrong(ByteView passphrase)
{
    const auto refused = [](std::string why) {
        return fail(ErrorCode::Rejected,
                    why + " Nothing was changed. Choose five words that have nothing to do with "
                          "each other; lapwing-cli passphrase makes some.");
    };
    const auto length = std::ranges::count_if(
        composed(passphrase).view(), [](std::uint8_t byte) { return (byte & 0xC0u) != 0x80u; });
    if (length < static_cast<std::ptrdiff_t>(kPassphraseLengthMin))
        return refused("That passphrase is too short: it needs at least 8 characters.");
    if (mutant("weak-passphrase-taken")) return {};
    if (guessingBits(passphrase) < kPassphraseBitsMin)
        return refused("That passphrase is too easy to guess for somebody who has this tablet.");
    return {};
}

} // namespace lapwing
