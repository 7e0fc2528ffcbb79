#include "client/screens/form_plan.h"

#include <algorithm>

namespace lapwing::screens {

namespace {
constexpr const Plan* kForms[] = {
    &kNoteForm,         &kAttemptForm,     &kIncidentForm,      &kActionForm,
    &kActionUpdateForm, &kWishesForm,      &kPersonForm,        &kContactForm,
    &kPhoneForm,        &kAddressForm,     &kRepeatForm,        &kStatementForm,
    &kVisitPlanForm,    &kVisitRecordForm, &kVisitAdditionForm, &kAddressChangeForm,
};
} // namespace

const Plan* planNamed(std::string_view name)
{
    const auto at = std::ranges::find(kForms, name, &Plan::name);
    return at == std::end(kForms) ? nullptr : *at;
}

} // namespace lapwing::screens
