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

bool isOfTheirAgency(const Facts& action, const Signer& author)
{
    const auto agency = action[schema::action::ownerAgency];
    const auto theirs = RecordId::from(author.agency.view());
    return mutant("action-of-any-version") ? agency.mayBe(theirs) : agency.is(theirs);
}

bool isTheirTask(const Facts& action, const Signer& author)
{
    const auto person = action[schema::action::ownerPerson];
    if (!person.empty()) return person.is(author.staff());
    return action[schema::action::ownerAgency].empty() || isOfTheirAgency(action, author);
}

bool mayReport(const Facts& action, const Signer& author)
{
    return mutant("action-is-everybodys") || isCoordinator(author) ||
           isOfTheirAgency(action, author) || isTheirTask(action, author);
}

} // namespace lapwing::domain
