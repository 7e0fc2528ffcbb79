#include "shared/domain/action.h"

#include "shared/base/mutant.h"
#include "shared/domain/panel_roles.h"

namespace lapwing::domain {

bool isProgress(const schema::Field& field)
{
    namespace action = schema::action;
    return action::status.names(field) || action::ownerAnswer.names(field) ||
           action::ownerAnswerReason.names(field) || action::nonCompletionReason.names(field) ||
           action::completedOn.names(field);
}

bool mayReport(const Facts& action, const Author& author)
{
    if (mutant("action-is-everybodys") || isCoordinator(author)) return true;
    const auto agency = action[schema::action::ownerAgency];
    const auto person = action[schema::action::ownerPerson];
    if (agency.empty() && person.empty()) return true;
    const auto theirs = RecordId::from(author.agency.view());
    return agency.mayBe(theirs) || person.mayBe(author.staff());
}

} // namespace lapwing::domain
