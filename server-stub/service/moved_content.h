#pragma once

#include "server-stub/service/hub_core.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/// What of a record goes with it into another case, and how it reads there. Nothing is written
/// here. Errors: Rejected and Conflict with a sentence for the person who asked; those of the
/// store. Thread: the Database's.
namespace lapwing::hub {

struct MoveWay {
    CaseEntry from, to;
    Staff by;
    std::string why;
};

/// One record as it is to be written in the right case, under an id of its own there.
struct MovedRecord {
    RecordId from, to;
    const schema::RecordType* type = nullptr;
    /// What stands in it; of texts that are all kept, each further one is in the next, so that
    /// none replaces another.
    std::vector<std::vector<store::Write>> versions;
    std::set<PersonId> authors; ///< of what stands in it, whoever has moved it before
};
/// It named a record that stays: the right case has none of that id.
struct LeftOutRef {
    RecordId record; ///< in the right case
    std::string field;
    RecordId named;
};
struct MovedContent {
    std::vector<MovedRecord> records;
    std::vector<LeftOutRef> leftOut;
    std::vector<RecordId> stillNamedIn; ///< records that stay, and refer to one that goes
    std::uint64_t values = 0;
};

/// The record with what belongs to it (belongings.h). `before`: under which ids an earlier move
/// put records of the wrong case into the right one; what was written since joins them there.
/// Rejected where something of it cannot go: what somebody signed for, what waits in quarantine,
/// a removal, a newer version's words; Conflict while versions stand side by side.
[[nodiscard]] Result<MovedContent> contentToMove(HubCore& core, const MoveWay& way,
                                                 const RecordId& record,
                                                 const std::map<RecordId, RecordId>& before);

} // namespace lapwing::hub
