#include "client/screens/form_plan.h"
#include "shared/schema/contact_fields.h"

namespace lapwing::screens {

namespace {
namespace contact = schema::contact;

constexpr PlanField kFields[] = {
    {.field = &contact::value.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say which number or address")},
    {.field = &contact::safe.field},
    {.field = &contact::leaveMessage.field},
    {.field = &contact::sayWeAre.field},
    {.field = &contact::bestTimes.field},
    {.field = &contact::neverTimes.field}};
} // namespace

const Plan kPhoneForm{.name = "phone",
                      .type = &contact::type,
                      .title = QT_TRANSLATE_NOOP("Screens", "Contact details"),
                      .finish = QT_TRANSLATE_NOOP("Screens", "Save contact details"),
                      .fields = kFields,
                      .changes = true};

} // namespace lapwing::screens
