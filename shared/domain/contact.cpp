#include "shared/domain/contact.h"

#include "shared/base/mutant.h"

namespace lapwing::domain {

namespace contact = schema::contact;

bool isSafe(const Facts& of)
{
    const auto safe = of[contact::safe];
    if (mutant("one-version-makes-safe")) return safe.mayBe(contact::Safe::Safe);
    const auto value = of[contact::value];
    if (!mutant("safe-whichever-number") && value.conflicts()) return false;
    if (!mutant("safe-of-anybody") && of[contact::person].conflicts()) return false;
    return safe.is(contact::Safe::Safe) && !value.empty() && !value.hasUnreadable() &&
           !of[contact::person].hasUnreadable();
}

bool mayLeaveMessage(const Facts& of)
{
    const auto leave = of[contact::leaveMessage];
    if (mutant("message-by-one-version")) return isSafe(of) && leave.mayBe(schema::Permission::Yes);
    return isSafe(of) && leave.is(schema::Permission::Yes);
}

} // namespace lapwing::domain
