#pragma once

#include "shared/schema/contact_words.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema::contact {

using namespace lines;

inline constexpr auto person = refTo(401, "person", Safety, "person");
inline constexpr auto kind = codeOf<Kind>(402, "kind", Safety, Identity, kContactKinds, kListed);
inline constexpr auto value =
    textOf(403, "value", Safety, Identity, kName, kRequired | kSearched | kListed);
inline constexpr auto safe = codeOf<Safe>(404, "safe", Safety, Protective, kSafe, kListed);
inline constexpr auto leaveMessage =
    codeOf<Permission>(405, "leave_message", Safety, Protective, kPermission, kListed);
inline constexpr auto withheldNumberRequired = codeOf<YesNoUnknown>(
    406, "withheld_number_required", Safety, Protective, kYesNoUnknown, kListed);
inline constexpr auto sayWeAre = textOf(407, "say_we_are", Safety, Identity, kName, kListed);
inline constexpr auto bestTimes = codesOf<DayTime>(408, "best_times", Safety, kDayTimes, kListed);
inline constexpr auto neverTimes = codesOf<DayTime>(409, "never_times", Safety, kDayTimes, kListed);
inline constexpr auto codeWord = textOf(410, "code_word", Safety, Identity, kName);
inline constexpr auto whoMayAnswer = textOf(411, "who_may_answer", Safety, Identity, kLine);
inline constexpr auto verifiedBy = refTo(412, "verified_by", Safety, "staff");
inline constexpr auto verifiedAt = instantOf(413, "verified_at", Safety, kHappened);
inline constexpr auto expiresAt = instantOf(414, "expires_at", Safety);
inline constexpr auto note = textOf(415, "note", Safety, Identity, kNote);

inline constexpr auto fields =
    listOf(person, kind, value, safe, leaveMessage, withheldNumberRequired, sayWeAre, bestTimes,
           neverTimes, codeWord, whoMayAnswer, verifiedBy, verifiedAt, expiresAt, note);
inline constexpr RecordType type{4, "contact_point", Safety, fields};

} // namespace lapwing::schema::contact
