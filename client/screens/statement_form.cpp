#include "client/screens/form_plan.h"
#include "shared/schema/statement_fields.h"

namespace lapwing::screens {

namespace {
namespace statement = schema::statement;

constexpr PlanField kFields[] = {
    {.field = &statement::text.field,
     .hint = kFactsFirst,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what you saw and did")}};

Result<void> stamp(Finishing& finishing)
{
    LAPWING_ASSIGN(const auto visit, finishing.about());
    finishing.put(statement::about, visit);
    finishing.put(statement::kind, statement::Kind::Saw);
    return {};
}
} // namespace

const Plan kStatementForm{.name = "statement",
                          .type = &statement::type,
                          .title = QT_TRANSLATE_NOOP("Screens", "My statement"),
                          .finish = QT_TRANSLATE_NOOP("Screens", "Save statement"),
                          .fields = kFields,
                          .stamp = stamp};

} // namespace lapwing::screens
