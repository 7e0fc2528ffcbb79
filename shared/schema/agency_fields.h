#pragma once

#include "shared/schema/agency_words.h"

namespace lapwing::schema::agency {

using namespace lines;

inline constexpr auto name =
    textOf(1501, "name", kPanelStrand, Identity, kName, kRequired | kSearched | kListed);
inline constexpr auto sector =
    codeOf<Sector>(1502, "sector", kPanelStrand, Identity, kSectors, kListed);
inline constexpr auto isaStatus =
    codeOf<IsaStatus>(1503, "isa_status", kPanelStrand, Protective, kIsa);
inline constexpr auto isaVersion = textOf(1504, "isa_version", kPanelStrand, Identity, kRef);
inline constexpr auto isaSignedOn = dayOf(1505, "isa_signed_on", kPanelStrand);
inline constexpr auto isaSignatory = refTo(1506, "isa_signatory", kPanelStrand, "staff");

inline constexpr auto fields =
    listOf(name, sector, isaStatus, isaVersion, isaSignedOn, isaSignatory);
inline constexpr RecordType type{15, "agency", kPanelStrand, fields};

} // namespace lapwing::schema::agency
