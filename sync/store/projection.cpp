#include "sync/store/projection.h"

#include <algorithm>

namespace lapwing::store {

std::optional<ShownRecord> shownRecordOf(const Registers::Opened& opened)
{
    const auto& form = opened.form;
    const auto* type = schema::findType(form.type());
    // Whoever may write a panel's strand tells of no staff there.
    if (type && schema::isOfDirectory(*type) && form.key().scope != Scope{}) return std::nullopt;
    ShownRecord shown{form,
                      opened.parts.front()->strand.panel,
                      lifeOf(form.registers(), type && schema::isKeptUntilConfirmed(*type)),
                      {}};
    bool lifeAsked = shown.life == Life::Live || shown.life == Life::Retired;
    for (const auto& [place, siblings] : form.registers()) {
        const bool isLife = place.first / 8 == 0;
        ShownRecord::Register reg{
            place.first, place.second, siblings, schema::findField(place.first).field, {}, false};
        if (!reg.known && !isLife) continue;
        // One question, however many parts were removed.
        reg.isConflict =
            isLife && !lifeAsked && std::ranges::any_of(siblings, &SiblingView::isRemoval);
        lifeAsked = lifeAsked || reg.isConflict;
        if (reg.known) {
            reg.reading = readRegister(*reg.known, siblings);
            reg.isConflict = reg.reading.conflict;
        }
        shown.registers.push_back(std::move(reg));
    }
    return shown;
}

} // namespace lapwing::store
