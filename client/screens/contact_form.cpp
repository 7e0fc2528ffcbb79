#include "client/screens/form_plan.h"
#include "shared/schema/contact_fields.h"

namespace lapwing::screens {

namespace {
namespace contact = schema::contact;

/// What it is, is asked of a new one alone.
constexpr PlanField kFields[] = {
    {.field = &contact::kind.field},
    {.field = &contact::value.field,
     .missing = QT_TRANSLATE_NOOP("Screens", "Say which number or address")},
    {.field = &contact::safe.field},
    {.field = &contact::leaveMessage.field},
    {.field = &contact::sayWeAre.field},
    {.field = &contact::bestTimes.field},
    {.field = &contact::neverTimes.field}};

Result<void> stamp(Finishing& finishing)
{
    LAPWING_ASSIGN(const auto whose, finishing.about());
    finishing.put(contact::person, whose);
    return {};
}
} // namespace

const Plan kContactForm{.name = "contact",
                        .type = &contact::type,
                        .title = QT_TRANSLATE_NOOP("Screens", "Add a number or email address"),
                        .finish = QT_TRANSLATE_NOOP("Screens", "Add to the case"),
                        .fields = kFields,
                        .stamp = stamp};

const Plan kPhoneForm{.name = "phone",
                      .type = &contact::type,
                      .title = QT_TRANSLATE_NOOP("Screens", "Contact details"),
                      .finish = QT_TRANSLATE_NOOP("Screens", "Save contact details"),
                      .fields = std::span(kFields).subspan(1),
                      .changes = true};

} // namespace lapwing::screens
