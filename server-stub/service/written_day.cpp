#include "server-stub/service/written_day.h"

#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/validate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

namespace lapwing::hub {

namespace {
using Words = std::vector<std::string>;
constexpr int kYearMin = 1850, kAgeMax = 120;

/// Its words, lower case, parted by blanks, commas, strokes, points and hyphens.
Words wordsIn(std::string_view text)
{
    Words all;
    bool inWord = false;
    for (const char c : text) {
        const bool parts = std::string_view(" ,/.-").find(c) != std::string_view::npos;
        if (!parts) {
            if (!inWord) all.emplace_back();
            all.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        inWord = !parts;
    }
    return all;
}

std::optional<int> numberIn(const std::string& word, std::size_t digits)
{
    int number = 0;
    const auto* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, number);
    if (word.empty() || word.size() > digits || read.ec != std::errc{} || read.ptr != end)
        return std::nullopt;
    return number;
}

std::optional<int> yearIn(const std::string& word)
{
    const auto year = word.size() == 4 ? numberIn(word, 4) : std::nullopt;
    return year && *year >= kYearMin ? year : std::nullopt;
}

std::optional<int> monthIn(const std::string& word)
{
    return monthNamed(word) ? monthNamed(word) : numberIn(word, 2);
}

std::optional<std::int64_t> dayOf(std::optional<int> year, std::optional<int> month,
                                  std::optional<int> day)
{
    if (!year || !month || !day) return std::nullopt;
    const auto date = std::chrono::year(*year) / *month / *day;
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> dayIn(const Words& words)
{
    if (words.size() != 3) return std::nullopt;
    if (yearIn(words[0])) return dayOf(yearIn(words[0]), monthIn(words[1]), numberIn(words[2], 2));
    const bool monthFirst = monthNamed(words[0]).has_value();
    return dayOf(yearIn(words[2]), monthIn(words[monthFirst ? 0 : 1]),
                 numberIn(words[monthFirst ? 1 : 0], 2));
}

/// The middle of a month or of a year.
std::optional<std::int64_t> middleIn(const Words& words)
{
    if (words.size() == 1) return dayOf(yearIn(words[0]), 7, 1);
    if (words.size() != 2) return std::nullopt;
    const bool yearFirst = yearIn(words[0]).has_value();
    return dayOf(yearIn(words[yearFirst ? 0 : 1]), monthIn(words[yearFirst ? 1 : 0]), 15);
}

/// Takes a word of those off the front.
bool takeFirst(Words& words, std::initializer_list<std::string_view> of)
{
    if (words.empty() || std::ranges::find(of, words.front()) == of.end()) return false;
    words.erase(words.begin());
    return true;
}

/// Half a year before the birthday that somebody of that age last had.
std::optional<std::int64_t> middleOfAge(Words words)
{
    (void)takeFirst(words, {"age", "aged"});
    const auto age = words.size() > 2 && words[1] == "on" ? numberIn(words[0], 3) : std::nullopt;
    if (!age || *age > kAgeMax) return std::nullopt;
    const auto on = dayIn({words.begin() + 2, words.end()});
    constexpr double kYear = 365.2425;
    if (!on) return std::nullopt;
    return *on - std::llround((*age + 0.5) * kYear);
}

/// An age without its day: "34", "age 34", "aged 34".
bool isAgeAlone(std::string_view text)
{
    auto words = wordsIn(text);
    (void)takeFirst(words, {"age", "aged"});
    const auto age = words.size() == 1 ? numberIn(words[0], 3) : std::nullopt;
    return age && *age <= kAgeMax;
}
} // namespace

std::optional<std::int64_t> writtenDay(std::string_view text) { return dayIn(wordsIn(text)); }

std::optional<RoughBirthDay> roughBirthDay(std::string_view text)
{
    auto words = wordsIn(text);
    const bool isAbout =
        takeFirst(words, {"c", "ca", "circa", "about", "approx", "approximately", "around"});
    auto day = middleIn(words);
    if (!day) day = middleOfAge(words);
    if (!day && isAbout) day = dayIn(words);
    if (!day) return std::nullopt;
    return RoughBirthDay{*day, std::string(text)};
}

Result<void> spellOutBirthDay(nlohmann::json& fields)
{
    using namespace schema::person;
    const auto keyOf = [&](const auto& field) {
        const auto name = std::string(field.name());
        const auto full = std::string(type.name) + "." + name;
        return fields.contains(full) ? full : name;
    };
    const auto at = fields.find(keyOf(dob));
    if (at == fields.end() || !at->is_string()) return {};
    const auto text = at->get<std::string>();
    if (isAgeAlone(text))
        return schema::refused(dob.field, "is an age, which needs its day: write it as \"age 34 on "
                                          "2026-03-01\"");
    const auto rough = roughBirthDay(text);
    if (!rough) return {};
    *at = formatDay(rough->day);
    auto& precision = fields[keyOf(dobPrecision)];
    if (precision.is_null()) precision = schema::textOf(dobPrecision, DobPrecision::Approximate);
    auto& others = fields[keyOf(otherDobs)];
    others = (others.is_string() ? others.get<std::string>() + ", " : std::string()) + rough->said;
    return {};
}

} // namespace lapwing::hub
