#include "client/work/screens/plain_words.h"

#include "client/work/screens/choice_words.h"
#include "shared/base/civil.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace lapwing::work::screens {

namespace {
constexpr std::array kLabels{
    Pair{"legal_name", "Name"}, Pair{"dob", "Date of birth"}, Pair{"text", "What happened"},
    Pair{"action.text", "What is to be done"},
    Pair{"occurred_on", "When it happened"}, Pair{"disclosed_on", "When you heard of it"},
    Pair{"criminal", "Would it be a crime?"}, Pair{"by_third_party", "Who acted"},
    Pair{"occurred_at", "When"}, Pair{"attempt_outcome", "How it went"},
    Pair{"channel", "How you tried"}, Pair{"fact_or_opinion", "What this is"},
    Pair{"value", "Number or address"}, Pair{"safe", "Is it safe to use?"},
    Pair{"say_we_are", "Say we are"}, Pair{"best_times", "Best times"},
    Pair{"victim_wishes", "What she or he wants"}, Pair{"safety_plan", "Safety plan"},
    Pair{"lines", "Address"}, Pair{"why_now", "Why now"}, Pair{"expected_start", "Start"},
    Pair{"expected_minutes", "Minutes expected"}, Pair{"opened_by", "Who opened the door"},
    Pair{"persons_present", "Who was there"}, Pair{"children_present", "Were children there?"},
    Pair{"new_partner_present", "Was there a new partner?"},
    Pair{"identity_confirmed", "Identity confirmed?"},
    Pair{"living_there_evidence", "Signs of who lives there"}, Pair{"rooms_seen", "Rooms seen"},
    Pair{"conditions_compliant", "Conditions kept"},
    Pair{"breaches_suspected", "Conditions that may be broken"},
    Pair{"condition_evidence", "What you saw or heard of them"},
    Pair{"demeanour", "How they seemed"}, Pair{"substances", "Drink or drugs"},
    Pair{"disclosures", "What was said, in their words"}, Pair{"welfare_needs", "Needs"},
    Pair{"concerns", "Concerns"}, Pair{"cuckooing_signs", "Signs of cuckooing"},
    Pair{"outcome", "Outcome"}, Pair{"next_visit_on", "Next visit"},
    Pair{"referrals_made", "Referrals made"}, Pair{"debrief", "After the visit"},
    Pair{"statement.text", "Your statement"}, Pair{"visit_officer.staff", "Second officer"},
    Pair{"must_not_mention", "Do not mention"}, Pair{"conditions_to_check", "Conditions to check"},
    Pair{"owner_agency", "Agency"}, Pair{"due", "Due"}, Pair{"evidence", "What happened"},
    Pair{"status", "Status"}, Pair{"priority", "Priority"}, Pair{"submitted_on", "Referred on"},
    Pair{"perpetrators", "Who harms"}, Pair{"victim", "Who is at risk"},
    Pair{"criteria", "Why it meets the criteria"}, Pair{"background", "Background"},
    Pair{"idva", "IDVA"}, Pair{"who", "Who you spoke to"}, Pair{"is_repeat", "Is it a repeat?"},
    Pair{"colour_reason", "Why this colour"},
};

constexpr std::array kTypes{
    Pair{"chronology", "Note"}, Pair{"incident", "Incident"}, Pair{"action", "Action"},
    Pair{"visit", "Visit"}, Pair{"person", "Person"}, Pair{"contact_point", "Contact details"},
    Pair{"address", "Address"}, Pair{"referral", "Referral"}, Pair{"risk_marker", "Warning"},
    Pair{"case", "Case"}, Pair{"relationship", "Relationship"}, Pair{"agenda_item", "Agenda item"},
    Pair{"meeting", "Meeting"}, Pair{"visit_officer", "Officer of a visit"},
    Pair{"statement", "Statement"}, Pair{"attestation", "Signature"},
};

constexpr std::array<std::string_view, 12> kMonths{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};

template <std::size_t N>
std::string_view saidFor(const std::array<Pair, N>& table, std::string_view word)
{
    const auto at = std::ranges::find(table, word, &Pair::first);
    return at == table.end() ? std::string_view{} : at->second;
}

/// "mon_night" is a time of a week's day.
std::string dayOfWeek(std::string_view word)
{
    if (word.size() < 5 || word[3] != '_') return {};
    for (const auto day : kDays)
        if (std::tolower(static_cast<unsigned char>(day[0])) == word[0]
            && day.substr(1, 2) == word.substr(1, 2))
            return std::string(day) + " " + std::string(word.substr(4));
    return {};
}

std::string humanised(std::string_view word)
{
    if (auto day = dayOfWeek(word); !day.empty()) return day;
    std::string text(word);
    std::ranges::replace(text, '_', ' ');
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::optional<unsigned> numberIn(std::string_view text)
{
    unsigned number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

std::optional<unsigned> monthIn(std::string_view text)
{
    if (const auto number = numberIn(text)) return number;
    if (text.size() < 3) return std::nullopt;
    const auto begins = [&](std::string_view month) {
        return text.size() <= month.size() && std::ranges::equal(text, month.substr(0, text.size()),
                                                                 [](char a, char b) {
                                                                     return std::tolower(a) ==
                                                                            std::tolower(b);
                                                                 });
    };
    const auto at = std::ranges::find_if(kMonths, begins);
    if (at == kMonths.end()) return std::nullopt;
    return static_cast<unsigned>(at - kMonths.begin()) + 1;
}

unsigned dayNumber(rules::Date day) { return static_cast<unsigned>(day.day()); }
std::string_view monthName(rules::Date day)
{
    return kMonths.at(static_cast<unsigned>(day.month()) - 1);
}
} // namespace

std::string wordText(std::string_view word)
{
    const auto said = saidFor(kChoiceWords, word);
    return said.empty() ? humanised(word) : std::string(said);
}

std::string choiceText(const schema::Field& field, std::string_view word)
{
    if (!field.vocabulary) return wordText(word);
    const auto whole = std::string(field.vocabulary->name) + "." + std::string(word);
    const auto said = saidFor(kChoiceWords, whole);
    return said.empty() ? wordText(word) : std::string(said);
}

std::string labelOf(const schema::Field& field)
{
    const auto* type = schema::findField(field.wire()).type;
    const auto whole = (type ? std::string(type->name) : "") + "." + std::string(field.name);
    auto said = saidFor(kLabels, whole);
    if (said.empty()) said = saidFor(kLabels, field.name);
    return said.empty() ? humanised(field.name) : std::string(said);
}

std::string contactLabel(std::string_view kind)
{
    constexpr std::array kKinds{Pair{"mobile", "Mobile number"}, Pair{"landline", "Phone number"},
                                Pair{"email", "Email address"}, Pair{"letter", "Postal address"},
                                Pair{"via_third_party", "How to reach through somebody else"}};
    const auto said = saidFor(kKinds, kind);
    return said.empty() ? "Number or address" : std::string(said);
}

std::string typeText(std::string_view type)
{
    const auto said = saidFor(kTypes, type);
    return said.empty() ? humanised(type) : std::string(said);
}

std::string panelText(schema::Panel panel)
{
    const auto* code = schema::panels().find(static_cast<std::uint32_t>(panel));
    return code ? wordText(code->name) : "Directory";
}

std::string initialsOf(std::string_view name)
{
    std::string initials;
    bool begins = true;
    for (const char c : name) {
        // A letter beyond ASCII is several bytes; its word is left out rather than broken.
        if (begins && std::isalpha(static_cast<unsigned char>(c)))
            initials += std::string(1, c) + ".";
        begins = c == ' ' || c == '-';
    }
    return initials;
}

std::string counted(std::size_t count, std::string_view one)
{
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string_view codeOf(ItemState state)
{
    constexpr std::array<std::string_view, 5> kCodes{"draft", "onTablet", "sent", "check",
                                                     "problem"};
    return kCodes.at(static_cast<std::size_t>(state));
}

std::string_view textOf(ItemState state)
{
    constexpr std::array<std::string_view, 5> kTexts{
        "Draft", "On this tablet · not yet sent", "Sent (the office has it)", "Check needed",
        "Problem"};
    return kTexts.at(static_cast<std::size_t>(state));
}

std::int64_t LocalTime::local(std::uint64_t ms) const
{
    const auto utc = static_cast<std::int64_t>(ms);
    return utc + (m_offset ? m_offset(utc) * std::int64_t{1000} : 0);
}

rules::Date LocalTime::dateAt(std::uint64_t ms) const
{
    return rules::dateOf(local(ms) / kMsPerDay);
}

std::string LocalTime::time(std::uint64_t ms) const
{
    const auto minutes = local(ms) % kMsPerDay / 60'000;
    const auto hour = minutes / 60;
    const auto minute = std::to_string(minutes % 60);
    return std::to_string(hour % 12 == 0 ? 12 : hour % 12) + ":"
           + (minute.size() < 2 ? "0" : "") + minute + (hour < 12 ? "am" : "pm");
}

std::string LocalTime::instant(std::uint64_t ms) const
{
    return rules::inWords(dateAt(ms)) + " at " + time(ms);
}

std::string LocalTime::brief(std::uint64_t ms, std::uint64_t nowMs) const
{
    const auto day = dateAt(ms);
    return day == dateAt(nowMs) ? time(ms) : shortDay(day) + ", " + time(ms);
}

std::optional<std::int64_t> LocalTime::instantOf(rules::Date day, std::string_view typed) const
{
    bool afternoon = false;
    bool morning = false;
    if (typed.size() > 2) {
        const auto tail = typed.substr(typed.size() - 2);
        afternoon = tail == "pm" || tail == "PM";
        morning = tail == "am" || tail == "AM";
    }
    if (afternoon || morning) typed.remove_suffix(2);
    const auto mark = typed.find_first_of(":.");
    auto hour = numberIn(typed.substr(0, mark));
    const auto minute = mark == typed.npos ? std::optional(0u) : numberIn(typed.substr(mark + 1));
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    if (afternoon && *hour < 12) *hour += 12;
    if (morning && *hour == 12) *hour = 0;
    const auto wall = rules::dayOf(day) * kMsPerDay + (*hour * 60 + *minute) * std::int64_t{60'000};
    return wall - (m_offset ? m_offset(wall) * std::int64_t{1000} : 0);
}

std::string longDay(rules::Date day)
{
    const auto weekday = (rules::dayOf(day) % 7 + 7 + 4) % 7; // 1 January 1970 was a Thursday
    return std::string(kDays.at(static_cast<std::size_t>(weekday))) + " " + rules::inWords(day);
}

std::string shortDay(rules::Date day)
{
    return std::to_string(dayNumber(day)) + " " + std::string(monthName(day));
}

std::string dayText(std::string_view iso)
{
    const auto day = parseDay(iso);
    return day ? rules::inWords(rules::dateOf(*day)) : std::string(iso);
}

std::optional<rules::Date> readDay(std::string_view typed)
{
    if (const auto day = parseDay(typed)) return rules::dateOf(*day);
    std::array<std::string_view, 3> parts{};
    std::size_t count = 0;
    for (std::size_t at = 0; at < typed.size();) {
        const auto end = std::min(typed.find_first_of(" /.-", at), typed.size());
        if (end > at) {
            if (count == parts.size()) return std::nullopt;
            parts.at(count++) = typed.substr(at, end - at);
        }
        at = end + 1;
    }
    const auto day = numberIn(parts[0]);
    const auto month = monthIn(parts[1]);
    const auto year = numberIn(parts[2]);
    if (!day || !month || !year || *year < 1900 || *year > 2200) return std::nullopt;
    const rules::Date date(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                           std::chrono::day(*day));
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::string typedDay(rules::Date day)
{
    return std::to_string(dayNumber(day)) + "/"
           + std::to_string(static_cast<unsigned>(day.month())) + "/"
           + std::to_string(static_cast<int>(day.year()));
}

DayFields DayFields::of(std::string_view typed, bool timed)
{
    DayFields fields;
    if (timed) {
        // A day in words has spaces of its own.
        const auto space = typed.find('/') == typed.npos ? typed.rfind(' ') : typed.find(' ');
        if (space != typed.npos) fields.time = typed.substr(space + 1);
        typed = typed.substr(0, space);
    }
    const auto first = typed.find('/');
    const auto second = first == typed.npos ? first : typed.find('/', first + 1);
    if (second == typed.npos) {
        const auto day = readDay(typed);
        return day ? of(typedDay(*day) + (timed ? " " + fields.time : ""), timed) : fields;
    }
    fields.day = typed.substr(0, first);
    fields.month = typed.substr(first + 1, second - first - 1);
    fields.year = typed.substr(second + 1);
    return fields;
}

std::string DayFields::joined(bool timed) const
{
    const bool none = day.empty() && month.empty() && year.empty() && time.empty();
    if (none) return {};
    return day + "/" + month + "/" + year + (timed ? " " + time : "");
}

std::string DayFields::problem() const
{
    std::string lacks;
    for (const auto& [text, name] : {std::pair(&day, "a day"), std::pair(&month, "a month"),
                                     std::pair(&year, "a year")})
        if (text->empty()) lacks += (lacks.empty() ? "" : " and ") + std::string(name);
    if (!lacks.empty()) return " must include " + lacks;
    if (!readDay(joined(false))) return " must be a day that there is, like 9 6 2026";
    return {};
}

Due dueOf(std::string_view isoDay, bool done, rules::Date today)
{
    constexpr std::int64_t kNever = 1'000'000;
    const auto day = parseDay(isoDay);
    if (done) return {day ? "Was due " + shortDay(rules::dateOf(*day)) : "Done", "blue", "DONE",
                      kNever + 1 - day.value_or(0)};
    if (!day) return {"No date", "green", "NO DATE", kNever};
    const auto due = rules::dateOf(*day);
    const auto left = rules::daysBetween(today, due);
    if (left < 0)
        return {"Due " + shortDay(due) + ", " + counted(static_cast<std::size_t>(-left), "day")
                    + " late",
                "red", "OVERDUE", left};
    if (left == 0) return {"Due today, " + shortDay(due), "amber", "DUE THIS WEEK", left};
    if (left == 1) return {"Due tomorrow, " + shortDay(due), "amber", "DUE THIS WEEK", left};
    if (left <= 7) return {"Due " + shortDay(due), "amber", "DUE THIS WEEK", left};
    return {"Due " + (due.year() == today.year() ? shortDay(due) : rules::inWords(due)), "green",
            "LATER", left};
}

} // namespace lapwing::work::screens
