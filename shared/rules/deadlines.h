#pragma once

#include "shared/rules/working_days.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lapwing::rules {

enum class DeadlineCode : std::uint8_t {
    ReferralTriage = 1,
    IdvaFirstAttempt,
    ReferralCutOff,
    AgendaOut,
    ResearchFinal,
    MinutesOut,
    ActionChase,
    ActionEscalate,
    TransferAcknowledge,
    RepeatPromptAnswer,
    NrmReasonableGrounds,
    BragReview,
    CssgReport,
    SafeLivesReturn,
    AccessRequest,
    LegalHoldReview,
    RetentionReview,
};

/// The event a deadline is counted from.
enum class DeadlineFrom : std::uint8_t {
    ReferralSubmitted,
    Meeting,
    ActionDue,
    TransferSent,
    RepeatPrompted,
    NrmSubmitted,
    LastReview,
    LastReport,
    RequestReceived,
    LastActivity,
};

enum class DeadlineUnit : std::uint8_t { WorkingDays, CalendarDays, Months };

/// One row of the table: `count` units after the event, or before it when negative.
/// Names are those of the settings file.
struct Deadline {
    DeadlineCode code;
    std::string_view name;
    DeadlineFrom from;
    int count;
    DeadlineUnit unit;
};

/// A panel's departure from the table.
struct DeadlineSetting {
    DeadlineCode code;
    int count;
    DeadlineUnit unit;
};

/// Counts a setting may have, either way.
inline constexpr int kDeadlineCountMax = 366;

/// Every deadline with its default, in order of code.
[[nodiscard]] std::span<const Deadline> defaultDeadlines();
/// The default with the setting of that code put over it, if there is one and it is within
/// kDeadlineCountMax. nullopt: no such code.
[[nodiscard]] std::optional<Deadline> deadlineOf(DeadlineCode code,
                                                 std::span<const DeadlineSetting> settings = {});

[[nodiscard]] Date dueDate(const Deadline& deadline, Date event, OneOffDays oneOff = {});
/// Calendar days until it is due: 0 on the day itself, negative when late.
[[nodiscard]] std::int64_t daysLeft(Date due, Date today);

} // namespace lapwing::rules
