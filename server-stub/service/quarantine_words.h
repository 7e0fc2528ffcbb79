#pragma once

#include "shared/access/decide.h"
#include "shared/domain/may_write.h"

#include <string_view>

namespace lapwing::hub {

/// Why a change is kept, in plain words for whoever looks after the quarantine. They live as long
/// as the program.
[[nodiscard]] std::string_view plainWords(access::Reason reason);
[[nodiscard]] std::string_view plainWords(domain::Objection objection);

inline constexpr std::string_view kNoRightsWords =
    "When it came, its author might not write in this part of the case, or the tablet was stopped.";
inline constexpr std::string_view kNotTheirsToSettleWords =
    "It decides between versions that only those who may settle a check may decide.";
inline constexpr std::string_view kUnknownOpsWords =
    "It holds something that this version of the hub does not know.";
inline constexpr std::string_view kForOthersWords = "It says something in another person's name.";
inline constexpr std::string_view kConfirmsWords =
    "It confirms a removal that its author may not confirm.";
inline constexpr std::string_view kDirectoryWords =
    "It writes about staff or agencies, which only the office does.";
inline constexpr std::string_view kForeignIdWords =
    "It writes under the id of another case's record.";
inline constexpr std::string_view kNoRoomWords =
    "The record, or this part of the case, had no room for it.";
inline constexpr std::string_view kOtherHistoryWords =
    "Its author's vault was put back from a copy, and the office has other work of theirs in this "
    "place.";
inline constexpr std::string_view kOnOtherHistoryWords =
    "It was written upon something that the office has otherwise: a vault was put back from a "
    "copy.";

inline constexpr std::string_view kTakenOutWords =
    "A part of it was taken out, and this hub does not know on whose word: it was put back from a "
    "backup.";

} // namespace lapwing::hub
