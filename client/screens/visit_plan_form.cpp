#include "client/screens/form_plan.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"

namespace lapwing::screens {

namespace {
namespace visit = schema::visit;
namespace officer = schema::visit_officer;

constexpr PlanField kFields[] = {
    {.field = &visit::expectedStart.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say when the visit is")},
    {.field = &visit::address.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say where the visit is")},
    {.field = &visit::whyNow.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say why you visit now")},
    {.field = &visit::announced.field},
    {.field = &officer::staff.field, .of = &officer::type},
    {.field = &visit::routeAndParking.field},
    {.field = &visit::childrenExpected.field},
    {.field = &visit::animals.field},
    {.field = &visit::exitPlan.field},
    {.field = &visit::codeWord.field},
    {.field = &visit::kit.field},
    {.field = &visit::conditionsToCheck.field},
    {.field = &visit::mustNotMention.field,
     .hint = QT_TRANSLATE_NOOP("Screens", "Worded so that it may be read over your shoulder")}};

Result<void> stamp(Finishing& finishing)
{
    finishing.put(visit::state, visit::State::Ready);
    if (finishing.form.ask.about.empty()) return {};
    LAPWING_ASSIGN(const auto subject, finishing.about());
    finishing.put(visit::subject, subject);
    return {};
}

Result<void> beside(Finishing& finishing)
{
    LAPWING_TRY(addOfficer(finishing, finishing.reader.me().hex(), true));
    const auto& second = finishing.answer(officer::staff.field);
    return second.empty() ? Result<void>() : addOfficer(finishing, second, false);
}
} // namespace

const Plan kVisitPlanForm{.name = "visit_plan",
                          .type = &visit::type,
                          .title = QT_TRANSLATE_NOOP("Screens", "Plan a visit"),
                          .finish = QT_TRANSLATE_NOOP("Screens", "Save plan"),
                          .fields = kFields,
                          .stamp = stamp,
                          .beside = beside};

} // namespace lapwing::screens
