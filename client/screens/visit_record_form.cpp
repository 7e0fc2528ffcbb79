#include "client/screens/form_plan.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"

namespace lapwing::screens {

namespace {
namespace visit = schema::visit;
namespace statement = schema::statement;

constexpr PlanTopic kTopics[] = {{"people", QT_TRANSLATE_NOOP("Screens", "Who was there")},
                                 {"home", QT_TRANSLATE_NOOP("Screens", "Home and address")},
                                 {"conditions", QT_TRANSLATE_NOOP("Screens", "Conditions")},
                                 {"things", QT_TRANSLATE_NOOP("Screens", "How things are")},
                                 {"next", QT_TRANSLATE_NOOP("Screens", "Agreed next steps")},
                                 {"finish", QT_TRANSLATE_NOOP("Screens", "Check and finish")}};
constexpr PlanField kFields[] = {
    {.field = &visit::openedBy.field, .topic = "people"},
    {.field = &visit::personsPresent.field, .topic = "people"},
    {.field = &visit::identityConfirmed.field, .topic = "people"},
    {.field = &visit::childrenPresent.field, .topic = "people"},
    {.field = &visit::newPartnerPresent.field, .topic = "people"},
    {.field = &visit::livingThereEvidence.field, .topic = "home"},
    {.field = &visit::roomsSeen.field, .topic = "home"},
    {.field = &visit::vehicles.field, .topic = "home"},
    {.field = &visit::items.field, .topic = "home"},
    {.field = &visit::cuckooingSigns.field, .topic = "home"},
    {.field = &visit::conditionsCompliant.field, .topic = "conditions"},
    {.field = &visit::breachesSuspected.field,
     .topic = "conditions",
     .label = QT_TRANSLATE_NOOP("Screens", "Look into")}, // in the home nobody reads of a breach
    {.field = &visit::conditionEvidence.field, .topic = "conditions"},
    {.field = &visit::demeanour.field, .topic = "things"},
    {.field = &visit::substances.field, .topic = "things"},
    {.field = &visit::injuries.field, .topic = "things"},
    {.field = &visit::disclosures.field,
     .topic = "things",
     .hint = QT_TRANSLATE_NOOP("Screens", "In their own words")},
    {.field = &visit::welfareNeeds.field, .topic = "things"},
    {.field = &visit::concerns.field, .topic = "things"},
    {.field = &visit::referralsMade.field, .topic = "next"},
    {.field = &visit::nextVisitOn.field, .topic = "next"},
    {.field = &visit::outcome.field,
     .topic = "finish",
     .missing = QT_TRANSLATE_NOOP("Screens", "Say how the visit ended")},
    {.field = &statement::text.field,
     .topic = "finish",
     .hint = kFactsFirst,
     .of = &statement::type},
    {.field = &visit::debrief.field,
     .topic = "finish",
     .hint = QT_TRANSLATE_NOOP("Screens", "Anything else, now that you are outside")}};

Result<void> stamp(Finishing& finishing)
{
    finishing.put(visit::state, visit::State::Recorded);
    finishing.put(visit::recordedAt, finishing.now());
    if (finishing.record && finishing.record->facts()[visit::leftAt].empty())
        finishing.put(visit::leftAt, finishing.now());
    return {};
}

Result<void> beside(Finishing& finishing)
{
    const auto& said = finishing.answer(statement::text.field);
    return said.empty() ? Result<void>() : addStatement(finishing, said);
}
} // namespace

const Plan kVisitRecordForm{.name = "visit_record",
                            .type = &visit::type,
                            .title = QT_TRANSLATE_NOOP("Screens", "Record"),
                            .finish = QT_TRANSLATE_NOOP("Screens", "Finish visit"),
                            .fields = kFields,
                            .topics = kTopics,
                            .changes = true,
                            .after = AfterForm::Today,
                            .stamp = stamp,
                            .beside = beside};

/// What another officer adds once it is finished: when it ended, and that it did, is said.
const Plan kVisitAdditionForm{.name = "visit_addition",
                              .type = &visit::type,
                              .title = QT_TRANSLATE_NOOP("Screens", "Add to the record"),
                              .finish = QT_TRANSLATE_NOOP("Screens", "Save"),
                              .fields = kFields,
                              .topics = kTopics,
                              .changes = true,
                              .beside = beside};

} // namespace lapwing::screens
