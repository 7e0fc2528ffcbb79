#pragma once

#include "shared/schema/schema.h"

namespace lapwing::schema {

/// Vocabularies that more than one record family uses; those of a single family stand in its file.
/// A rank says which word protects more when two people chose differently.

extern const Vocabulary kYesNo;        ///< yes protects
extern const Vocabulary kYesNoUnknown; ///< yes protects, then unknown
extern const Vocabulary kPermission;   ///< yes, no, unknown as above in number; no protects
extern const Vocabulary kRiskLevels;   ///< low medium high very_high
extern const Vocabulary kColours;      ///< red amber green blue (BRAG)
extern const Vocabulary kChannels;     ///< how a contact was made or tried
extern const Vocabulary kDayTimes;     ///< mon_morning … sun_night
extern const Vocabulary kMarkers;      ///< warning markers, by their register codes
extern const Vocabulary kPanels;

} // namespace lapwing::schema
