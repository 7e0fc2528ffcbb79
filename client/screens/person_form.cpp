#include "client/screens/form_plan.h"
#include "shared/schema/person_fields.h"

namespace lapwing::screens {

namespace {
namespace person = schema::person;

constexpr PlanField kFields[] = {
    {.field = &person::legalName.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what they are called")},
    {.field = &person::dob.field},
    {.field = &person::aliases.field},
    {.field = &person::caseRoles.field},
    {.field = &person::language.field},
    {.field = &person::interpreterNeeded.field}};
} // namespace

const Plan kPersonForm{.name = "person",
                       .type = &person::type,
                       .title = QT_TRANSLATE_NOOP("Screens", "Add somebody"),
                       .finish = QT_TRANSLATE_NOOP("Screens", "Add to the case"),
                       .fields = kFields};

} // namespace lapwing::screens
