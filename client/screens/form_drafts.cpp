#include "client/screens/form_parts.h"

#include <set>

namespace lapwing::screens {

using namespace work;

std::string draftNameOf(const Plan& plan, const FormAsk& ask)
{
    return std::string(plan.name) + ":" + (ask.about.empty() ? ask.caseRef : ask.about);
}

void putTyped(const store::Draft& draft, OpenForm& form)
{
    const auto& typed = draft.typed;
    form.ask = {typed.plan, typed.caseRef, typed.about};
    form.why = typed.why;
    form.typed = typed.fields;
    form.same = typed.same;
    form.draftedMs = draft.wallMs;
}

Result<bool> isHeld(Workbench& bench, const Casework::Editing& editing)
{
    const auto* type = schema::findType(editing.form.type());
    if (!type || editing.caseId.isZero()) return true;
    std::set<schema::Compartment> parts{type->home};
    for (const auto& [place, siblings] : editing.form.registers())
        parts.insert(schema::compartmentOf(place.first));
    parts.erase(schema::Compartment::Panel); // no case has it
    LAPWING_ASSIGN(const auto strands, bench.replica().strands().strandsOfCase(editing.caseId));
    for (const auto& strand : strands)
        if (strand.rights > 0) parts.erase(strand.compartment);
    return parts.empty();
}

Result<void> wipeIfLeft(Workbench& bench, store::Draft& draft)
{
    if (draft.hasLeft) return {};
    LAPWING_ASSIGN(const bool held, isHeld(bench, {draft.form, draft.caseId}));
    if (held) return {};
    draft.hasLeft = true;
    return bench.drafts().put(draft);
}

/// The draft that a form is, as it would be kept now.
static Result<store::Draft> draftOf(Workbench& bench, const OpenForm& form, std::uint64_t now)
{
    store::Draft draft{
        form.draftName,
        form.editing.form,
        form.editing.caseId,
        {form.ask.plan, form.ask.caseRef, form.ask.about, form.why, form.typed, form.same},
        now};
    LAPWING_ASSIGN(const bool held, isHeld(bench, form.editing));
    LAPWING_ASSIGN(const auto before, bench.drafts().find(form.draftName));
    draft.hasLeft = !held || form.hasLeft || (before && before->hasLeft);
    return draft;
}

Result<std::uint64_t> keepDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    const auto now = bench.clock().wallMs();
    LAPWING_ASSIGN(const auto draft, draftOf(bench, form, now));
    LAPWING_TRY(bench.drafts().put(draft));
    return now;
}

Result<Stays> whatStays(Workbench& bench, const OpenForm& form)
{
    LAPWING_ASSIGN(const auto draft, draftOf(bench, form, 0));
    if (!draft.hasLeft) return Stays::All;
    LAPWING_ASSIGN(const auto kept, bench.drafts().find(form.draftName));
    return kept ? Stays::Words : Stays::Nothing;
}

Result<void> dropDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    return bench.drafts().drop(form.draftName);
}

Result<bool> handInIfLeft(Workbench& bench, const OpenForm& form)
{
    LAPWING_ASSIGN(const auto kept, bench.drafts().find(form.draftName));
    LAPWING_ASSIGN(auto draft, draftOf(bench, form, bench.clock().wallMs()));
    if (!draft.hasLeft) return false;
    const bool same = kept && kept->typed == draft.typed;
    if (same) draft.wallMs = kept->wallMs;
    LAPWING_ASSIGN(const auto sealed, bench.drafts().cargoOf(form.draftName));
    // What is sealed already is not sealed again: the office has it once.
    if (!same || !kept->hasLeft || sealed.empty())
        LAPWING_TRY(bench.tablet().keeper().sealWords(draft));
    LAPWING_TRY(bench.drafts().drop(form.draftName));
    return true;
}

} // namespace lapwing::screens
