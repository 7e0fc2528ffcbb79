#pragma once

#include "server-stub/service/erasure_log.h"
#include "server-stub/service/moved_content.h"

/// A record that was written in the wrong case goes into the right one: what stands in it is
/// written there by the office, which tells of each value who wrote it first and who moved it; in
/// the wrong case it is redacted with all its history, and leaves every tablet that held it.
/// Inside the caller's transaction; after an error nothing of it may be committed. Thread: the
/// Database's.
namespace lapwing::hub {

inline constexpr std::size_t kMoveWhyMax = 500; ///< bytes

struct MoveAsk {
    std::string record;  ///< its id, in hex
    std::string caseRef; ///< the wrong one; needed where several cases have a record of that id
    std::string to;      ///< the reference of the right case
    PersonId by;
    std::string why; ///< is shown in both cases, so it names neither, and nobody
};

struct MovedToCase {
    ErasureId id; ///< of the certificate
    std::string from, to;
    MovedContent content;
    std::vector<Staff> losing; ///< who could read some of it, and may not in the right case
    std::uint64_t taken = 0;   ///< contents taken out of the wrong case, its history with them
};

/// Errors, each with a sentence: NotFound for a record or a case that is not there, or from which
/// `by` is excluded; Rejected when `by` coordinates no panel of both, for a blank reason, the same
/// case, a legal hold on either, and what contentToMove() refuses; Conflict; TooLarge.
[[nodiscard]] Result<MovedToCase> moveRecord(HubCore& core, const MoveAsk& ask);

} // namespace lapwing::hub
