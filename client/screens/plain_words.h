#pragma once

#include "client/screens/item_state.h"
#include "client/screens/said.h"
#include "shared/access/held_roles.h"
#include "shared/rules/date.h"
#include "shared/schema/schema.h"

#include <array>
#include <functional>
#include <optional>
#include <string>

/// What is said on the screen for the words, dates and states that the schema stores. Pure.
namespace lapwing::screens {

/// "very_high" → "Very high", "da_marac" → "DA MARAC", "WEAP" → "Weapons".
[[nodiscard]] QString wordText(std::string_view word);
/// The same for a choice of that field, as it is meant there: a visit's "moved".
[[nodiscard]] QString choiceText(const schema::Field& field, std::string_view word);
/// The label of a field: "occurred_on" → "When it happened".
[[nodiscard]] QString labelOf(const schema::Field& field);
/// What a contact point's value is, by its kind: "Mobile number", "Email address".
[[nodiscard]] QString contactLabel(std::string_view kind);
/// The name of a kind of record: "chronology" → "Note".
[[nodiscard]] QString typeText(std::string_view type);
[[nodiscard]] QString panelText(schema::Panel panel);
/// "IDVA, Panel member (IOM)": the panels only where the role serves others too.
[[nodiscard]] QString rolesText(const access::HeldRoles& held);
/// Of a case that a restored office has not heard of.
[[nodiscard]] QString unknownAtOfficeText();
/// Of a person of whom the office says that somebody has them in a case that is not here.
[[nodiscard]] QString elsewhereText();
/// "Jordan Kestrel" → "J.K."
[[nodiscard]] QString initialsOf(const QString& name);
/// `one` for 1, else `several` with the number in the place of its %1: "1 item", "3 items".
[[nodiscard]] QString counted(std::size_t count, const QString& one, const QString& several);

/// What is said of a tablet's clock that was so many minutes ahead of the office's, below zero:
/// behind; empty for 0.
[[nodiscard]] QString clockDifference(std::int64_t minutesAhead);

/// Instants as the person's own time of day. Errors: none. Thread: any.
class LocalTime {
public:
    /// Seconds to add to UTC at an instant (milliseconds since 1970).
    using Offset = std::function<int(std::int64_t utcMs)>;
    LocalTime() = default;
    explicit LocalTime(Offset offset) : m_offset(std::move(offset)) {}

    [[nodiscard]] rules::Date dateAt(std::uint64_t ms) const;
    /// "10:48am"
    [[nodiscard]] QString time(std::uint64_t ms) const;
    /// "9 June 2026 at 10:48am"
    [[nodiscard]] QString instant(std::uint64_t ms) const;
    /// "10:48am" today, else with its day before it: "9 June, 10:48am".
    [[nodiscard]] QString brief(std::uint64_t ms, std::uint64_t nowMs) const;
    /// The instant of a local day and a time as typed, "10:30" or "2.15pm"; or nothing.
    [[nodiscard]] std::optional<std::int64_t> instantOf(rules::Date day,
                                                        std::string_view time) const;

private:
    [[nodiscard]] std::int64_t local(std::uint64_t ms) const;
    Offset m_offset;
};

/// From Sunday, untranslated: the schema names times of a week by them.
inline constexpr std::array<const char*, 7> kWeekdays{
    QT_TRANSLATE_NOOP("Screens", "Sunday"),   QT_TRANSLATE_NOOP("Screens", "Monday"),
    QT_TRANSLATE_NOOP("Screens", "Tuesday"),  QT_TRANSLATE_NOOP("Screens", "Wednesday"),
    QT_TRANSLATE_NOOP("Screens", "Thursday"), QT_TRANSLATE_NOOP("Screens", "Friday"),
    QT_TRANSLATE_NOOP("Screens", "Saturday")};

/// "Tuesday 9 June 2026"
[[nodiscard]] QString longDay(rules::Date day);
/// "9 June"
[[nodiscard]] QString shortDay(rules::Date day);
/// "9 June 2026"
[[nodiscard]] QString dayText(rules::Date day);
/// "9 June 2026" for "2026-06-09"; anything else as it is.
[[nodiscard]] QString dayText(std::string_view iso);
/// A day as people type it, "9 June 2026", "9/6/2026" or "2026-06-09"; nothing when it is none.
[[nodiscard]] std::optional<rules::Date> readDay(std::string_view typed);
/// "9/6/2026", as the three fields of a day hold it.
[[nodiscard]] std::string typedDay(rules::Date day);

/// A day, and perhaps a time of day, field by field while it is typed: any may be empty yet.
struct DayFields {
    std::string day, month, year, time;
    /// The fields of "9/6/2026", of "9//" and of whatever readDay() reads; with `timed`, what
    /// follows a space is the time.
    [[nodiscard]] static DayFields of(std::string_view typed, bool timed);
    /// The text that of() reads; empty when every field is.
    [[nodiscard]] std::string joined(bool timed) const;
    /// What has to be put right in it: "When it happened must include a month". Empty for a day
    /// that there is.
    [[nodiscard]] QString problem(const QString& asked) const;
};

/// How an action's date stands: "Due 7 June, 2 days late", "Due tomorrow, 10 June", "Due 16 June".
struct DueText {
    enum class When : std::uint8_t { Overdue, Soon, Later, NoDate, Done };
    QString text;
    When when = When::NoDate;                 ///< soon is within a week
    std::int64_t order = 0;                   ///< most urgent first
    [[nodiscard]] QString section() const;    ///< the heading of those that stand so
    [[nodiscard]] QString colourText() const; ///< "Red, overdue"
    /// The rating that its sign and colour are drawn by.
    [[nodiscard]] std::string_view colour() const;
};
/// The day counts from 1970-01-01.
[[nodiscard]] DueText dueOf(std::optional<std::int64_t> day, bool done, rules::Date today);

} // namespace lapwing::screens
