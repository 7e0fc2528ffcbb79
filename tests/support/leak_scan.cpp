#include "tests/support/leak_scan.h"

#include "shared/base/bytes.h"
#include "shared/base/check.h"

#include <array>
#include <cmath>
#include <cstring>

namespace lapwing::test {

namespace {
constexpr std::size_t kTextLeast = 10;

std::uint64_t startOf(const char* bytes)
{
    std::uint64_t start = 0;
    std::memcpy(&start, bytes, sizeof start);
    return start;
}

std::string wide(std::string_view text, bool littleEndian)
{
    std::string out;
    for (const char c : text) {
        if (!littleEndian) out += '\0';
        out += c;
        if (littleEndian) out += '\0';
    }
    return out;
}

std::string upper(std::string text)
{
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

/// The letters that stand for all of `text` and nothing else when `before` bytes precede it.
std::string base64(std::string_view text, std::size_t before)
{
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto bit = [&](std::size_t at) {
        const auto byte = static_cast<std::uint8_t>(text[at / 8]);
        return static_cast<unsigned>(byte >> (7 - at % 8)) & 1u;
    };
    std::string out;
    const std::size_t first = (6 - before * 8 % 6) % 6;
    for (auto at = first; at + 6 <= text.size() * 8; at += 6) {
        unsigned letter = 0;
        for (std::size_t i = 0; i < 6; ++i) letter = letter * 2 + bit(at + i);
        out += kLetters[letter];
    }
    return out;
}
} // namespace

std::vector<Spelling> spellingsOf(std::string_view text)
{
    check(text.size() >= kTextLeast, "a text that may be found by chance");
    const auto hex = toHex(bytesOf(text));
    return {{"UTF-8", std::string(text)},
            {"UTF-16LE", wide(text, true)},
            {"UTF-16BE", wide(text, false)},
            {"hex", hex},
            {"HEX", upper(hex)},
            {"base64", base64(text, 0)},
            {"base64 after one", base64(text, 1)},
            {"base64 after two", base64(text, 2)}};
}

void LeakScan::watch(std::string_view text)
{
    for (auto& spelling : spellingsOf(text)) {
        const auto start = startOf(spelling.bytes.data());
        m_byStart.emplace(start, Needle{m_texts.size(), std::move(spelling)});
    }
    m_texts.emplace_back(text);
}

std::vector<std::string> LeakScan::findsIn(std::string_view bytes) const
{
    std::vector<std::string> finds;
    for (std::size_t at = 0; at + sizeof(std::uint64_t) <= bytes.size(); ++at) {
        const auto [begin, end] = m_byStart.equal_range(startOf(bytes.data() + at));
        for (auto each = begin; each != end; ++each) {
            const auto& [text, spelling] = each->second;
            if (bytes.substr(at).starts_with(spelling.bytes))
                finds.push_back(m_texts[text] + " as " + std::string(spelling.name) + " at "
                                + std::to_string(at));
        }
    }
    return finds;
}

double entropyOf(std::string_view bytes)
{
    std::array<std::size_t, 256> counts{};
    for (const char c : bytes) ++counts[static_cast<std::uint8_t>(c)];
    double bits = 0;
    for (const auto count : counts) {
        if (count == 0) continue;
        const auto share = static_cast<double>(count) / static_cast<double>(bytes.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

} // namespace lapwing::test
