#include "client/screens/form_plan.h"
#include "shared/schema/chronology_fields.h"

namespace lapwing::screens {

namespace {
namespace entry = schema::chronology;

constexpr PlanField kFields[] = {
    {.field = &entry::channel.field, .required = true},
    {.field = &entry::attemptOutcome.field, .required = true},
    {.field = &entry::text.field,
     .hint = QT_TRANSLATE_NOOP("Screens", "What was said or seen, in a sentence or two"),
     .required = true}};

Result<void> stamp(Finishing& finishing)
{
    finishing.put(entry::occurredAt, finishing.now());
    finishing.put(entry::kind, entry::Kind::ContactAttempt);
    return {};
}
} // namespace

const Plan kAttemptForm{.name = "contact_attempt",
                        .type = &entry::type,
                        .title = QT_TRANSLATE_NOOP("Screens", "Record a contact attempt"),
                        .finish = QT_TRANSLATE_NOOP("Screens", "Save attempt"),
                        .fields = kFields,
                        .stamp = stamp};

} // namespace lapwing::screens
