#include "shared/schema/meaning.h"

#include "shared/schema/text.h"

#include "shared/base/bytes.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <unicase.h>
#include <uninorm.h>

namespace lapwing::schema {

namespace {
struct FieldRow {
    std::string_view type, field;
};
constexpr FieldRow kNumbers[] = {{"contact_point", "value"},
                                 {"visit", "check_in_phone"},
                                 {"referral", "contact_phone"},
                                 {"agency", "phone"}};
constexpr FieldRow kReferences[] = {{"address", "postcode"},
                                    {"case", "ref"},
                                    {"person", "nhs_no"},
                                    {"person", "pnc_id"},
                                    {"person", "crn"},
                                    {"person", "cro"},
                                    {"person", "custody_no"},
                                    {"incident", "crime_reference"},
                                    {"referral", "crime_reference"}};
constexpr std::size_t kNumberDigitsMin = 5;

bool isIn(std::span<const FieldRow> rows, const Field& field)
{
    const auto* type = findField(field.wire()).type;
    return type && std::ranges::any_of(rows, [&](const FieldRow& row) {
               return row.type == type->name && row.field == field.name;
           });
}

/// Every occurrence of each of `from` becomes `to`.
void replaceAll(std::string& text, std::span<const std::string_view> from, std::string_view to)
{
    for (const auto& one : from)
        for (auto at = text.find(one); at != text.npos; at = text.find(one, at + to.size()))
            text.replace(at, one.size(), to);
}

constexpr std::array<std::string_view, 2> kJoiners{"\u200c", "\u200d"};
constexpr std::array<std::string_view, 5> kApostrophes{"\u2018", "\u2019", "\u201b", "\u02bc",
                                                       "\uff07"};
constexpr std::array<std::string_view, 7> kDashes{"\u2010", "\u2011", "\u2012", "\u2013",
                                                  "\u2014", "\u2015", "\u2212"};

std::string folded(std::string_view text)
{
    auto normal = normaliseText(text);
    // What cannot be put into normal form (no entry lets it in) means only itself.
    std::string all = normal.ok() ? std::move(normal).value() : std::string(text);
    replaceAll(all, kJoiners, "");
    replaceAll(all, kApostrophes, "'");
    std::string out;
    for (const char c : all) {
        const bool blank = c == ' ' || c == '\t';
        const bool afterBlank = !out.empty() && (out.back() == ' ' || out.back() == '\n');
        if (blank && afterBlank) continue;
        if (c == '\n' && !out.empty() && out.back() == ' ') out.pop_back();
        out += blank ? ' ' : c;
    }
    return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The digits that a telephone would dial from abroad.
std::string dialled(std::string_view digits, bool international)
{
    std::string out;
    const bool doubleZero = digits.starts_with("00");
    if (!international && doubleZero) digits.remove_prefix(2);
    const bool bareCountry = digits.size() == 12 && digits.starts_with("44");
    const bool bareMobile = digits.size() == 10 && digits.starts_with("7");
    if (international || doubleZero || bareCountry) {
        out = "+";
        if (digits.starts_with("440")) { // +44 (0)…
            out += "44";
            digits.remove_prefix(3);
        }
    } else if (digits.starts_with("0") || bareMobile) {
        out = "+44";
        if (!bareMobile) digits.remove_prefix(1);
    }
    out += digits;
    return out;
}

std::string numberMeaning(const std::string& text)
{
    std::string digits;
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            digits += c;
            end = i + 1;
        } else if (c != ' ' && c != '(' && c != ')' && c != '-' && c != '.' &&
                   !(c == '+' && digits.empty())) {
            break;
        }
    }
    if (digits.size() < kNumberDigitsMin) return text;
    auto rest = text.substr(end);
    rest.erase(0, std::min(rest.find_first_not_of(" )"), rest.size()));
    std::ranges::transform(rest, rest.begin(), lower);
    const bool international = text.find('+') < text.find_first_of("0123456789");
    auto out = dialled(digits, international);
    out += '\n';
    out += rest;
    return out;
}
} // namespace

std::string nameMeaning(std::string_view name)
{
    const auto plain = folded(name);
    const auto view = bytesOf(plain);
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> made(
        u8_casefold(view.data(), view.size(), nullptr, UNINORM_NFC, nullptr, &size), &std::free);
    return made ? std::string(lapwing::textOf({made.get(), size})) : plain;
}

std::string referenceMeaning(std::string_view text)
{
    auto all = folded(text);
    replaceAll(all, kDashes, "-");
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
    std::ranges::transform(all, all.begin(), lower);
    return all;
}

bool isTelephone(const Field& field) { return isIn(kNumbers, field); }

std::string meaningOf(const Field& field, std::string_view text)
{
    if (isIn(kReferences, field)) return referenceMeaning(text);
    auto all = folded(text);
    return isTelephone(field) ? numberMeaning(all) : all;
}

bool sameMeaning(const Field& field, const Value& a, const Value& b)
{
    if (a == b) return true;
    if (a.kind != ValueKind::Text || b.kind != ValueKind::Text) return false;
    return meaningOf(field, a.asText()) == meaningOf(field, b.asText());
}

} // namespace lapwing::schema
