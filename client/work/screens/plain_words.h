#pragma once

#include "shared/rules/date.h"
#include "shared/schema/schema.h"

#include <functional>
#include <optional>
#include <string>

/// What is said on the screen for the words, dates and states that the schema stores. Pure.
namespace lapwing::work::screens {

/// "very_high" → "Very high", "da_marac" → "DA MARAC", "WEAP" → "Weapons".
[[nodiscard]] std::string wordText(std::string_view word);
/// The same for a choice of that field, as it is meant there: a visit's "moved".
[[nodiscard]] std::string choiceText(const schema::Field& field, std::string_view word);
/// The label of a field: "occurred_on" → "When it happened".
[[nodiscard]] std::string labelOf(const schema::Field& field);
/// What a contact point's value is, by its kind: "Mobile number", "Email address".
[[nodiscard]] std::string contactLabel(std::string_view kind);
/// The name of a kind of record: "chronology" → "Note".
[[nodiscard]] std::string typeText(std::string_view type);
[[nodiscard]] std::string panelText(schema::Panel panel);
/// "Jordan Kestrel" → "J.K."
[[nodiscard]] std::string initialsOf(std::string_view name);
/// "3 items", "1 item".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one);

/// What stands in the way of an item, worst first, and what is said of it.
enum class ItemState : std::uint8_t { Draft, OnTablet, Sent, Check, Problem };
[[nodiscard]] std::string_view codeOf(ItemState state);
[[nodiscard]] std::string_view textOf(ItemState state);

/// Instants as the person's own time of day. Errors: none. Thread: any.
class LocalTime {
public:
    /// Seconds to add to UTC at an instant (milliseconds since 1970).
    using Offset = std::function<int(std::int64_t utcMs)>;
    LocalTime() = default;
    explicit LocalTime(Offset offset) : m_offset(std::move(offset)) {}

    [[nodiscard]] rules::Date dateAt(std::uint64_t ms) const;
    /// "10:48am"
    [[nodiscard]] std::string time(std::uint64_t ms) const;
    /// "9 June 2026 at 10:48am"
    [[nodiscard]] std::string instant(std::uint64_t ms) const;
    /// "10:48am" today, else with its day before it: "9 June, 10:48am".
    [[nodiscard]] std::string brief(std::uint64_t ms, std::uint64_t nowMs) const;
    /// The instant of a local day and a time as typed, "10:30" or "2.15pm"; or nothing.
    [[nodiscard]] std::optional<std::int64_t> instantOf(rules::Date day,
                                                        std::string_view time) const;

private:
    [[nodiscard]] std::int64_t local(std::uint64_t ms) const;
    Offset m_offset;
};

/// "Tuesday 9 June 2026"
[[nodiscard]] std::string longDay(rules::Date day);
/// "9 June"
[[nodiscard]] std::string shortDay(rules::Date day);
/// "9 June 2026" for "2026-06-09"; anything else as it is.
[[nodiscard]] std::string dayText(std::string_view iso);
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
    /// What has to be put right in it, to follow the name of what was asked: " must include a
    /// month". Empty for a day that there is.
    [[nodiscard]] std::string problem() const;
};

/// How an action's date stands: "Due 7 June, 2 days late", "Due tomorrow, 10 June", "Due 16 June".
struct Due {
    std::string text;
    std::string_view colour;     ///< red overdue, amber within a week, green later, blue done
    std::string_view section;    ///< OVERDUE, DUE THIS WEEK, LATER, NO DATE or DONE
    std::int64_t order = 0;      ///< most urgent first
};
[[nodiscard]] Due dueOf(std::string_view isoDay, bool done, rules::Date today);

} // namespace lapwing::work::screens
