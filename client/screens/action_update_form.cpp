#include "client/screens/form_plan.h"
#include "shared/schema/action_fields.h"

namespace lapwing::screens {

namespace {
namespace action = schema::action;

constexpr PlanField kFields[] = {{.field = &action::status.field},
                                 {.field = &action::nonCompletionReason.field},
                                 {.field = &action::evidence.field}};

Result<void> stamp(Finishing& finishing)
{
    finishing.put(action::statusReportedAt, finishing.now());
    const auto status = finishing.form.typed.find(std::string(action::status.name()));
    if (status != finishing.form.typed.end() &&
        status->second == textOf(action::status, action::Status::Completed))
        finishing.put(action::completedOn, finishing.today());
    return {};
}
} // namespace

const Plan kActionUpdateForm{.name = "action_update",
                             .type = &action::type,
                             .title = QT_TRANSLATE_NOOP("Screens", "Update"),
                             .finish = QT_TRANSLATE_NOOP("Screens", "Update action"),
                             .fields = kFields,
                             .changes = true,
                             .canBeTakenBack = true,
                             .stamp = stamp};

} // namespace lapwing::screens
