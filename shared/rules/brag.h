#pragma once

#include "shared/rules/date.h"
#include "shared/schema/vocabularies.h"

#include <cstdint>
#include <optional>

namespace lapwing::rules {

/// The four colours of an IOM case. What each means is text that an area sets.
using schema::Colour;

enum class BragCause : std::uint8_t {
    PanelDecision,
    Custody, ///< sentenced, remanded or recalled, and inside
    Arrest,
    Recall, ///< ordered; not yet inside
    SeriousIntelligence,
    Release,
};
enum class BragBy : std::uint8_t { Panel, Supervisor, Officer };

/// A wish to change a colour. `to` empty: take the person off the list.
struct BragChange {
    std::optional<Colour> from; ///< empty: newly selected, without a colour yet
    std::optional<Colour> to;
    BragCause cause = BragCause::PanelDecision;
    BragBy by = BragBy::Officer;
    std::optional<Date> custodyFrom;
    std::optional<Date> released;
    std::optional<Date> nextReview;
    bool hasReason = false; ///< a reason was written
};

enum class BragEffect : std::uint8_t {
    Refused,
    Proposed,    ///< put to the next panel; the colour stays
    Provisional, ///< set now, and put to the next panel
    Set,
};
enum class BragRefusal : std::uint8_t {
    None,
    NeedsReason,
    NeedsReview,       ///< no date of the next review
    NeedsCustodyDate,  ///< to Blue without the date custody began
    NeedsReleaseDate,  ///< from Blue without the date of release
    PanelOnly,         ///< only the panel may make this change
    NotRemovable,      ///< from this colour nobody is taken off; change the colour first
    NoChange,
};

struct BragAnswer {
    BragEffect effect = BragEffect::Refused;
    BragRefusal why = BragRefusal::None;
    bool operator==(const BragAnswer&) const = default;
};

/// Which effect a change has (R-I1 … R-I3). The panel sets any colour; custody makes Blue, and an
/// arrest, recall or serious intelligence told by a supervisor makes Red, until the next panel;
/// a release only proposes.
[[nodiscard]] BragAnswer judgeColour(const BragChange& change);

} // namespace lapwing::rules
