#include "client/screens/form_plan.h"
#include "shared/schema/case_fields.h"

namespace lapwing::screens {

namespace {
namespace of = schema::casefile;

constexpr PlanField kFields[] = {{.field = &of::victimWishes.field},
                                 {.field = &of::safetyPlan.field}};
} // namespace

const Plan kWishesForm{.name = "wishes",
                       .type = &of::type,
                       .title = QT_TRANSLATE_NOOP("Screens", "What they want, and safety plan"),
                       .finish = QT_TRANSLATE_NOOP("Screens", "Save"),
                       .fields = kFields,
                       .changes = true};

} // namespace lapwing::screens
