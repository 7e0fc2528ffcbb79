#include "client/screens/plain_words.h"

#include "shared/base/civil.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace lapwing::screens {

namespace {
constexpr std::array<const char*, 12> kMonths{
    QT_TRANSLATE_NOOP("Screens", "January"),   QT_TRANSLATE_NOOP("Screens", "February"),
    QT_TRANSLATE_NOOP("Screens", "March"),     QT_TRANSLATE_NOOP("Screens", "April"),
    QT_TRANSLATE_NOOP("Screens", "May"),       QT_TRANSLATE_NOOP("Screens", "June"),
    QT_TRANSLATE_NOOP("Screens", "July"),      QT_TRANSLATE_NOOP("Screens", "August"),
    QT_TRANSLATE_NOOP("Screens", "September"), QT_TRANSLATE_NOOP("Screens", "October"),
    QT_TRANSLATE_NOOP("Screens", "November"),  QT_TRANSLATE_NOOP("Screens", "December")};

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
    const auto begins = [&](const std::string_view month) {
        return text.size() <= month.size() &&
               std::ranges::equal(text, month.substr(0, text.size()), [](char a, char b) {
                   return std::tolower(a) == std::tolower(b);
               });
    };
    const auto at = std::ranges::find_if(kMonths, begins);
    if (at == kMonths.end()) return std::nullopt;
    return static_cast<unsigned>(at - kMonths.begin()) + 1;
}

unsigned dayNumber(rules::Date day) { return static_cast<unsigned>(day.day()); }
QString monthName(rules::Date day)
{
    return Say::tr(kMonths.at(static_cast<unsigned>(day.month()) - 1));
}

/// "9 June 2026"
QString wholeDay(rules::Date day)
{
    return Say::tr("%1 %2 %3", "day, month, year")
        .arg(dayNumber(day))
        .arg(monthName(day))
        .arg(static_cast<int>(day.year()));
}
} // namespace

std::int64_t LocalTime::local(std::uint64_t ms) const
{
    const auto utc = static_cast<std::int64_t>(ms);
    return utc + (m_offset ? m_offset(utc) * std::int64_t{1000} : 0);
}

rules::Date LocalTime::dateAt(std::uint64_t ms) const
{
    return rules::dateOf(local(ms) / kMsPerDay);
}

QString LocalTime::time(std::uint64_t ms) const
{
    const auto minutes = local(ms) % kMsPerDay / 60'000;
    const auto hour = minutes / 60;
    const auto shown = QString::number(hour % 12 == 0 ? 12 : hour % 12) + ":" +
                       QString::number(minutes % 60).rightJustified(2, '0');
    return (hour < 12 ? Say::tr("%1am") : Say::tr("%1pm")).arg(shown);
}

QString LocalTime::instant(std::uint64_t ms) const
{
    return Say::tr("%1 at %2", "day, time").arg(wholeDay(dateAt(ms)), time(ms));
}

QString LocalTime::brief(std::uint64_t ms, std::uint64_t nowMs) const
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

QString longDay(rules::Date day)
{
    const auto weekday = (rules::dayOf(day) % 7 + 7 + 4) % 7; // 1 January 1970 was a Thursday
    return Say::tr(kWeekdays.at(static_cast<std::size_t>(weekday))) + " " + wholeDay(day);
}

QString shortDay(rules::Date day)
{
    return Say::tr("%1 %2", "day, month").arg(dayNumber(day)).arg(monthName(day));
}

QString dayText(rules::Date day) { return wholeDay(day); }

QString dayText(std::string_view iso)
{
    const auto day = parseDay(iso);
    return day ? wholeDay(rules::dateOf(*day)) : toQt(iso);
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
    return std::to_string(dayNumber(day)) + "/" +
           std::to_string(static_cast<unsigned>(day.month())) + "/" +
           std::to_string(static_cast<int>(day.year()));
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

QString DayFields::problem(const QString& asked) const
{
    QStringList lacks;
    if (day.empty()) lacks << Say::tr("a day");
    if (month.empty()) lacks << Say::tr("a month");
    if (year.empty()) lacks << Say::tr("a year");
    if (!lacks.isEmpty())
        return Say::tr("%1 must include %2").arg(asked, lacks.join(Say::tr(" and ")));
    if (readDay(joined(false))) return {};
    return Say::tr("%1 must be a day that there is, like 9 6 2026").arg(asked);
}

QString DueText::section() const
{
    switch (when) {
    case When::Overdue:
        return Say::tr("Overdue");
    case When::Soon:
        return Say::tr("Due this week");
    case When::Later:
        return Say::tr("Later");
    case When::Done:
        return Say::tr("Done");
    case When::NoDate:
        break;
    }
    return Say::tr("No date");
}

QString DueText::colourText() const
{
    switch (when) {
    case When::Overdue:
        return Say::tr("Red, overdue");
    case When::Soon:
        return Say::tr("Amber, due soon");
    case When::Done:
        return Say::tr("Blue, done");
    case When::Later:
    case When::NoDate:
        break;
    }
    return Say::tr("Green");
}

std::string_view DueText::colour() const
{
    switch (when) {
    case When::Overdue:
        return "red";
    case When::Soon:
        return "amber";
    case When::Done:
        return "blue";
    case When::Later:
    case When::NoDate:
        break;
    }
    return "green";
}

DueText dueOf(std::optional<std::int64_t> day, bool done, rules::Date today)
{
    using enum DueText::When;
    constexpr std::int64_t kNever = 1'000'000;
    if (done)
        return {day ? Say::tr("Was due %1").arg(shortDay(rules::dateOf(*day))) : Say::tr("Done"),
                Done, kNever + 1 - day.value_or(0)};
    if (!day) return {Say::tr("No date"), NoDate, kNever};
    const auto due = rules::dateOf(*day);
    const auto left = rules::daysBetween(today, due);
    if (left < 0) {
        const auto late =
            counted(static_cast<std::size_t>(-left), Say::tr("1 day"), Say::tr("%1 days"));
        return {Say::tr("Due %1, %2 late").arg(shortDay(due), late), Overdue, left};
    }
    if (left == 0) return {Say::tr("Due today, %1").arg(shortDay(due)), Soon, left};
    if (left == 1) return {Say::tr("Due tomorrow, %1").arg(shortDay(due)), Soon, left};
    const auto said = due.year() == today.year() ? shortDay(due) : wholeDay(due);
    return {Say::tr("Due %1").arg(said), left <= 7 ? Soon : Later, left};
}

} // namespace lapwing::screens
