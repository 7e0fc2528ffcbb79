#pragma once

#include "shared/base/ids.h"
#include "shared/rules/date.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lapwing::rules {

/// From which date the months of a repeat are counted.
enum class RepeatAnchor : unsigned char { LastReferral, LastMeeting };
/// Whether any abuse makes a repeat, or only what would be a crime.
enum class RepeatScope : unsigned char { AnyAbuse, CriminalOnly };

struct RepeatSettings {
    RepeatAnchor anchor = RepeatAnchor::LastReferral;
    RepeatScope scope = RepeatScope::AnyAbuse;
    int months = 12;
};

/// A referral that came before. Persons are records already matched: all records of one person
/// share one id (same_person.h). Nobody named is not known, never "somebody else"; several victims
/// are the versions of a field that conflicts, and each of them counts.
struct Referral {
    Date submitted{};
    std::optional<Date> lastMeeting; ///< at which this referral was last heard
    bool counts = true;              ///< false: rejected, withdrawn, or still a draft
    std::vector<RecordId> victims;
    std::vector<RecordId> perpetrators;
};

/// What happened now.
struct Incident {
    std::optional<Date> occurred; ///< unknown: the day it was disclosed stands for it
    Date disclosed{};
    std::vector<RecordId> victims;      ///< empty: not known yet
    std::vector<RecordId> perpetrators; ///< empty: not known yet
    std::optional<bool> criminal;       ///< would be a crime; empty: not known yet
};

enum class RepeatKind : unsigned char {
    NoAnchor,      ///< nothing that counts came before the incident
    Repeat,        ///< refer back, as a repeat
    PromptOnly,    ///< inside the time, but a person must say whether it is a repeat
    NewCase,       ///< inside the time, but by somebody else
    OutsideWindow, ///< the time is over: a new referral, not a repeat
};
enum class PromptReason : unsigned char {
    None,
    NotCriminal,
    CrimeUnknown,
    PerpetratorUnknown, ///< by the same person? One side does not name them
    VictimUnknown,      ///< to the same person? One side does not name them
};

/// What was found, and from what: enough to say it in a sentence.
/// `anchor`, `windowEnd` (inclusive) and `referral` (index into what was given) are those of the
/// referral found, and mean nothing when the kind is NoAnchor.
struct RepeatFinding {
    RepeatKind kind = RepeatKind::NoAnchor;
    PromptReason prompt = PromptReason::None;
    Date incident{};
    bool incidentIsDisclosure = false;
    Date anchor{};
    bool anchorIsMeeting = false;
    Date windowEnd{};
    std::size_t referral = 0;
    int months = 12;
    bool unnamedBefore = false; ///< for the last two reasons: it is the referral that does not name
};

/// Whether an incident repeats an earlier referral (R-REP): the same victim, a perpetrator in
/// common, and a date after the anchor and not later than the anchor's anniversary, with its day
/// clamped to the month's end. Every counting referral is an anchor, so repeats chain. Where a
/// side names nobody, only a person can say whether it is the same one: that prompts, unless
/// another referral makes it a repeat without doubt.
/// Pure: the tablet says it at once without a network, and the hub again after merging.
[[nodiscard]] RepeatFinding findRepeat(std::span<const Referral> earlier, const Incident& incident,
                                       const RepeatSettings& settings = {});

/// The finding in plain words, for the screen.
[[nodiscard]] std::string explain(const RepeatFinding& finding);

/// The months after the anchor are over: the case goes on the list of lapsed cases (R-REP3).
[[nodiscard]] bool hasLapsed(Date anchor, Date today, const RepeatSettings& settings = {});

} // namespace lapwing::rules
