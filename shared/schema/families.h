#pragma once

#include "shared/schema/schema.h"

namespace lapwing::schema {

/// One record type each, defined in the file of its family; `types()` joins them.

extern const RecordType kCaseType;         // case_types.cpp
extern const RecordType kPersonType;       // person_types.cpp
extern const RecordType kAddressType;      //
extern const RecordType kContactPointType; //
extern const RecordType kRelationshipType; //
extern const RecordType kRiskMarkerType;   // case_types.cpp
extern const RecordType kActionType;       // action.cpp
extern const RecordType kVisitType;        // visit.cpp
extern const RecordType kChronologyType;   // chronology.cpp
extern const RecordType kIncidentType;     //
extern const RecordType kReferralType;     // referral.cpp
extern const RecordType kMeetingType;      // meeting.cpp
extern const RecordType kAgendaItemType;   //
extern const RecordType kStaffType;        // directory.cpp
extern const RecordType kAgencyType;       //

} // namespace lapwing::schema
