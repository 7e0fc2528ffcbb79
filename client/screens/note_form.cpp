#include "client/screens/form_plan.h"
#include "shared/schema/chronology_fields.h"

namespace lapwing::screens {

namespace {
namespace entry = schema::chronology;

constexpr PlanField kFields[] = {{.field = &entry::text.field,
                                  .hint = kFactsFirst,
                                  .missing = QT_TRANSLATE_NOOP("Screens", "Say what happened")},
                                 {.field = &entry::factOrOpinion.field},
                                 {.field = &entry::kind.field},
                                 {.field = &entry::who.field}};

Result<Presets> presets(Reader&, const CaseId&)
{
    return Presets{{std::string(entry::kind.name()), textOf(entry::kind, entry::Kind::Note)},
                   {std::string(entry::factOrOpinion.name()),
                    textOf(entry::factOrOpinion, entry::Basis::Fact)}};
}

Result<void> stamp(Finishing& finishing)
{
    finishing.put(entry::occurredAt, finishing.now());
    return {};
}
} // namespace

const Plan kNoteForm{.name = "note",
                     .type = &entry::type,
                     .title = QT_TRANSLATE_NOOP("Screens", "Add note"),
                     .finish = QT_TRANSLATE_NOOP("Screens", "Save note"),
                     .fields = kFields,
                     .presets = presets,
                     .stamp = stamp};

} // namespace lapwing::screens
