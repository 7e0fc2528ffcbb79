#include "client/screens/form_plan.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"

namespace lapwing::screens {

namespace {
namespace incident = schema::incident;
namespace referral = schema::referral;

constexpr PlanField kFields[] = {
    {.field = &incident::text.field,
     .hint = kFactsFirst,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say what happened")},
    {.field = &incident::occurredOn.field},
    {.field = &incident::kind.field},
    {.field = &incident::criminal.field},
    {.field = &incident::byThirdParty.field},
    {.field = &incident::victim.field},
    {.field = &incident::perpetrators.field},
    {.field = &incident::safetyText.field,
     .hint = QT_TRANSLATE_NOOP("Screens", "Only for those who keep the victim safe")}};

/// Who is at risk and who harms are those of the referral before, so that one tap suffices.
Result<Presets> presets(Reader& reader, const CaseId& caseId)
{
    Presets all{{std::string(incident::occurredOn.name()), typedDay(reader.today())}};
    LAPWING_ASSIGN(const auto before, newestReferral(reader, caseId));
    if (!before) return all;
    all.emplace(incident::victim.name(), before->stored(referral::victim.field));
    all.emplace(incident::perpetrators.name(),
                joinedMembers(*before, referral::perpetrators.field));
    return all;
}

Result<void> stamp(Finishing& finishing)
{
    finishing.put(incident::disclosedOn, finishing.today());
    return {};
}
} // namespace

const Plan kIncidentForm{.name = "incident",
                         .type = &incident::type,
                         .title = QT_TRANSLATE_NOOP("Screens", "Record an incident"),
                         .finish = QT_TRANSLATE_NOOP("Screens", "Save incident"),
                         .fields = kFields,
                         .presets = presets,
                         .stamp = stamp};

} // namespace lapwing::screens
