#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/contact_fields.h"

#include <array>

/// The laws of a contact point. Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kContactReads{schema::contact::person.field,
                                          schema::contact::value.field, schema::contact::safe.field,
                                          schema::contact::leaveMessage.field};

/// Whether it may be used: every version says that it is safe, and nobody disagrees about which
/// number or address that is, nor about whose.
[[nodiscard]] bool isSafe(const Facts& contact);
/// Whether a message may be left there.
[[nodiscard]] bool mayLeaveMessage(const Facts& contact);

} // namespace lapwing::domain
