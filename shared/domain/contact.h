#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/contact_fields.h"

#include <array>

/// The laws of a contact point. Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kContactReads{schema::contact::value.field, schema::contact::safe.field,
                                          schema::contact::leaveMessage.field};

/// Whether it may be used: every version says that it is safe, and nobody disagrees about which
/// number or address that is.
[[nodiscard]] inline bool isSafe(const Facts& contact)
{
    const auto value = contact[schema::contact::value];
    return contact[schema::contact::safe].is(schema::contact::Safe::Safe) && !value.empty() &&
           !value.conflicts() && !value.hasUnreadable();
}

[[nodiscard]] inline bool mayLeaveMessage(const Facts& contact)
{
    return isSafe(contact) && contact[schema::contact::leaveMessage].is(schema::Permission::Yes);
}

} // namespace lapwing::domain
