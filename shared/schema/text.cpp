#include "shared/schema/text.h"

#include "shared/base/bytes.h"
#include "shared/schema/value.h"

#include <cstdlib>
#include <memory>
#include <uninorm.h>
#include <unistr.h>
#include <utility>

namespace lapwing::schema {

namespace {
constexpr std::string_view kBlanks = " \t\n";

bool isUnseen(ucs4_t c)
{
    return c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

bool isBlank(ucs4_t c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

/// Vertical tab, form feed, next line, and the separators of lines and paragraphs.
bool isLineEnd(ucs4_t c)
{
    return c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool isJoiner(ucs4_t c) { return c == 0x200c || c == 0x200d; }
bool isJoined(ucs4_t c) { return c >= 0x0590 && !isBlank(c) && !isLineEnd(c); }

/// A text that is being put together, one character at a time.
class Plain {
public:
    void add(ucs4_t c)
    {
        const bool afterReturn = std::exchange(m_afterReturn, c == '\r');
        if (isUnseen(c) || (c == '\n' && afterReturn)) return;
        if (isJoiner(c)) {
            if (isJoined(m_last)) m_joiner = c;
            return;
        }
        if (isBlank(c)) c = ' ';
        if (isLineEnd(c) || c == '\r') c = '\n';
        if (m_joiner != 0 && isJoined(c)) put(m_joiner);
        m_joiner = 0;
        put(c);
        m_last = c;
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    void put(ucs4_t c)
    {
        std::uint8_t bytes[6];
        const auto size = u8_uctomb(bytes, c, sizeof bytes);
        check(size > 0, "a character of valid UTF-8");
        m_text += lapwing::textOf({bytes, static_cast<std::size_t>(size)});
    }
    std::string m_text;
    ucs4_t m_last = 0;
    ucs4_t m_joiner = 0; ///< seen, and kept if what follows is joined
    bool m_afterReturn = false;
};

std::string plain(std::string_view text)
{
    Plain out;
    const auto view = bytesOf(text);
    for (std::size_t at = 0; at < view.size();) {
        ucs4_t c = 0;
        const auto size = u8_mbtouc(&c, view.data() + at, view.size() - at);
        check(size > 0, "a character of valid UTF-8");
        at += static_cast<std::size_t>(size);
        out.add(c);
    }
    return out.take();
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kBlanks);
    if (first == text.npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}
} // namespace

bool isUtf8(std::string_view text)
{
    const auto view = bytesOf(text);
    return u8_check(view.data(), view.size()) == nullptr;
}

Result<std::string> normaliseText(std::string_view text)
{
    if (text.size() > kTextBytesMax) return fail(ErrorCode::TooLarge);
    if (!isUtf8(text)) return fail(ErrorCode::Malformed, "The text is not valid UTF-8.");
    const auto seen = plain(text);
    if (seen.empty()) return std::string();
    const auto view = bytesOf(seen);
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> made(
        u8_normalize(UNINORM_NFC, view.data(), view.size(), nullptr, &size), &std::free);
    if (!made) return fail(ErrorCode::Internal, {}, "u8_normalize failed");
    return trimmed(lapwing::textOf({made.get(), size}));
}

} // namespace lapwing::schema
