#include "client/screens/form_plan.h"
#include "shared/schema/address_fields.h"

namespace lapwing::screens {

namespace {
namespace address = schema::address;

constexpr PlanField kFields[] = {{.field = &address::lines.field,
                                  .hint = QT_TRANSLATE_NOOP("Screens", "House, street and town"),
                                  .missing = QT_TRANSLATE_NOOP("Screens", "Say the address")},
                                 {.field = &address::postcode.field},
                                 {.field = &address::kind.field},
                                 {.field = &address::knownToPerpetrator.field},
                                 {.field = &address::sensitivity.field},
                                 {.field = &address::from.field},
                                 {.field = &address::to.field}};

Result<void> stamp(Finishing& finishing)
{
    LAPWING_ASSIGN(const auto whose, finishing.about());
    finishing.put(address::person, whose);
    return {};
}
} // namespace

const Plan kAddressForm{.name = "address",
                        .type = &address::type,
                        .title = QT_TRANSLATE_NOOP("Screens", "Add an address"),
                        .finish = QT_TRANSLATE_NOOP("Screens", "Add to the case"),
                        .fields = kFields,
                        .stamp = stamp};

const Plan kAddressChangeForm{.name = "address_change",
                              .type = &address::type,
                              .title = QT_TRANSLATE_NOOP("Screens", "Address"),
                              .finish = QT_TRANSLATE_NOOP("Screens", "Save address"),
                              .fields = kFields,
                              .changes = true};

} // namespace lapwing::screens
