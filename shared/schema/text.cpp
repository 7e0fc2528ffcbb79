#include "shared/schema/text.h"

#include "shared/base/bytes.h"
#include "shared/schema/value.h"

#include <cstdlib>
#include <memory>
#include <uninorm.h>
#include <unistr.h>

namespace lapwing::schema {

bool isUtf8(std::string_view text)
{
    const auto view = bytesOf(text);
    return u8_check(view.data(), view.size()) == nullptr;
}

Result<std::string> normaliseText(std::string_view text)
{
    if (text.size() > kTextBytesMax) return fail(ErrorCode::TooLarge);
    if (!isUtf8(text)) return fail(ErrorCode::Malformed, "The text is not valid UTF-8.");
    if (text.empty()) return std::string();
    const auto view = bytesOf(text);
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> made(
        u8_normalize(UNINORM_NFC, view.data(), view.size(), nullptr, &size), &std::free);
    if (!made) return fail(ErrorCode::Internal, {}, "u8_normalize failed");
    return std::string(textOf({made.get(), size}));
}

} // namespace lapwing::schema
