#include "client/screens/form_plan.h"
#include "shared/schema/referral_fields.h"

namespace lapwing::screens {

namespace {
namespace referral = schema::referral;

constexpr PlanField kFields[] = {
    {.field = &referral::submittedOn.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say when you refer it")},
    {.field = &referral::background.field,
     .hint = kFactsFirst,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what led to this referral")},
    {.field = &referral::victim.field},
    {.field = &referral::perpetrators.field},
    {.field = &referral::criteria.field},
    {.field = &referral::consent.field},
    {.field = &referral::victimWords.field}};

Result<Presets> presets(Reader& reader, const CaseId& caseId)
{
    Presets all;
    LAPWING_ASSIGN(const auto before, newestReferral(reader, caseId));
    if (!before) return all;
    for (const auto* field :
         {&referral::victim.field, &referral::background.field, &referral::victimWords.field})
        all.emplace(field->name, before->stored(*field));
    all.emplace(referral::perpetrators.name(),
                joinedMembers(*before, referral::perpetrators.field));
    all.emplace(referral::submittedOn.name(), typedDay(reader.today()));
    all.emplace(
        referral::criteria.name(),
        schema::valueText(referral::criteria.field, schema::valueOf(referral::Criterion::Repeat)));
    return all;
}

Result<void> stamp(Finishing& finishing)
{
    finishing.put(referral::state, referral::State::Submitted);
    finishing.put(referral::isRepeat, schema::YesNo::Yes);
    return {};
}
} // namespace

const Plan kRepeatForm{
    .name = "repeat_referral",
    .type = &referral::type,
    .title = QT_TRANSLATE_NOOP("Screens", "Repeat referral"),
    .finish = QT_TRANSLATE_NOOP("Screens", "Send referral"),
    .fields = kFields,
    .intro = QT_TRANSLATE_NOOP("Screens",
                               "Filled in from the referral before. Change what is different now."),
    .after = AfterForm::Plans,
    .presets = presets,
    .stamp = stamp};

} // namespace lapwing::screens
