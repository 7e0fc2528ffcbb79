#include "client/screens/form_plan.h"
#include "shared/schema/action_fields.h"

namespace lapwing::screens {

namespace {
namespace action = schema::action;

constexpr PlanField kFields[] = {
    {.field = &action::text.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what is to be done")},
    {.field = &action::due.field},
    {.field = &action::ownerAgency.field},
    {.field = &action::priority.field},
    {.field = &action::kind.field}};

Result<void> stamp(Finishing& finishing)
{
    finishing.put(action::status, action::Status::Agreed);
    finishing.put(action::agreedOn, finishing.today());
    return {};
}
} // namespace

const Plan kActionForm{.name = "action",
                       .type = &action::type,
                       .title = QT_TRANSLATE_NOOP("Screens", "New action"),
                       .finish = QT_TRANSLATE_NOOP("Screens", "Save action"),
                       .fields = kFields,
                       .stamp = stamp};

} // namespace lapwing::screens
