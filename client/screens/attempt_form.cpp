#include "client/screens/form_plan.h"
#include "shared/schema/chronology_fields.h"

namespace lapwing::screens {

namespace {
namespace entry = schema::chronology;

constexpr PlanField kFields[] = {
    {.field = &entry::channel.field, .missing = QT_TRANSLATE_NOOP("Screens", "Say how you tried")},
    {.field = &entry::attemptOutcome.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say how it went")},
    {.field = &entry::text.field,
     .hint = QT_TRANSLATE_NOOP("Screens", "What was said or seen, in a sentence or two"),
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what was said or seen")}};

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
