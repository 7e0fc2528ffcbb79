#include "shared/base/code_text.h"

#include <array>

namespace lapwing {

static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(kAlphabet.size() == 32);

Result<std::string> makeCode(Random& random)
{
    std::array<std::uint8_t, kCodeLength> bytes;
    LAPWING_TRY(random.fill(bytes));
    std::string code;
    for (const auto byte : bytes) code.push_back(kAlphabet[byte % kAlphabet.size()]);
    return code;
}

static char canonical(char typed)
{
    const char c = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (c == 'I' || c == 'L') return '1';
    return c == 'O' ? '0' : c;
}

std::optional<std::string> normaliseCode(std::string_view typed)
{
    std::string code;
    for (const char c : typed) {
        if (c == '-') continue;
        const char read = canonical(c);
        if (code.size() == kCodeLength) return std::nullopt;
        if (kAlphabet.find(read) == std::string_view::npos) return std::nullopt;
        code.push_back(read);
    }
    if (code.size() != kCodeLength) return std::nullopt;
    return code;
}

} // namespace lapwing
