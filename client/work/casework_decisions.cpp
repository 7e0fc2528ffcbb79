// Decisions that were taken, and how one is taken back.
#include "client/work/casework.h"

#include "shared/schema/meaning.h"

#include <algorithm>

namespace lapwing::work {

namespace {
Error refused(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

bool stands(const schema::Field& field, const std::vector<SiblingView>& shown, const Value& value)
{
    return std::ranges::any_of(shown, [&](const SiblingView& s) {
        return !s.newer && !s.redacted && schema::sameMeaning(field, s.value, value);
    });
}
} // namespace

Result<std::vector<DecisionView>> Casework::decisions(std::string_view ref)
{
    LAPWING_ASSIGN(auto rows, m_replica.lists().cases());
    if (!ref.empty()) {
        LAPWING_ASSIGN(auto row, m_replica.lists().caseByRef(ref));
        rows = {std::move(row)};
    }
    std::vector<DecisionView> all;
    for (const auto& row : rows) {
        LAPWING_ASSIGN(auto found, store::pastDecisions(m_replica.database(), row.record.scope));
        for (auto& past : found) {
            DecisionView view;
            const auto known = schema::findField(past.field);
            view.type = known.type;
            view.field = known.field;
            view.caseRef = row.ref;
            LAPWING_ASSIGN(view.chosen, versionOf(past.chosen, past.key));
            for (const auto& side : past.sides) {
                LAPWING_ASSIGN(auto version, versionOf(side, past.key));
                view.versions.push_back(std::move(version));
            }
            view.past = std::move(past);
            all.push_back(std::move(view));
        }
    }
    std::ranges::stable_sort(all, std::greater{},
                             [](const DecisionView& view) { return view.chosen.atMs; });
    return all;
}

Result<DecisionView> Casework::decisionNamed(std::string_view id)
{
    LAPWING_ASSIGN(auto all, decisions({}));
    const auto at =
        std::ranges::find(all, id, [](const DecisionView& view) { return view.past.id; });
    if (at == all.end())
        return fail(ErrorCode::NotFound, "There is no decision of that id on this tablet. Nothing "
                                         "was changed. Copy the id from the list of decisions.");
    return std::move(*at);
}

std::vector<Value> Casework::sidesGone(const DecisionView& decision, const FieldRead& read)
{
    std::vector<Value> gone;
    for (const auto& side : decision.past.sides)
        if (!stands(*decision.field, read.shown(), side.value)) gone.push_back(side.value);
    return gone;
}

Result<std::string> Casework::whyNotUndone(const DecisionView& decision)
{
    if (!decision.field) return std::string("Only a newer version of Lapwing can take this back.");
    if (!decision.past.isWhole)
        return std::string("One of its versions is not on this tablet: it was written before this "
                           "tablet had the case. Ask a colleague who has had it longer.");
    LAPWING_ASSIGN(const auto editing, edit(decision.past.record));
    const auto read = editing.form.read(decision.past.field, decision.past.key);
    return sidesGone(decision, read).empty()
               ? std::string("All its versions stand. Decide in the check list.")
               : std::string();
}

Result<SaveAnswer> Casework::undecide(std::string_view decision, const std::string& why)
{
    if (why.empty())
        return refused("Taking a decision back needs a reason. Nothing was changed. Give one.");
    LAPWING_ASSIGN(const auto view, decisionNamed(decision));
    LAPWING_ASSIGN(const auto stopped, whyNotUndone(view));
    if (!stopped.empty()) return refused(stopped + " Nothing was changed.");
    const auto& past = view.past;
    LAPWING_ASSIGN(const auto editing, edit(past.record));
    const auto read = editing.form.read(past.field, past.key);
    const auto gone = sidesGone(view, read);
    // A value that neither side had typed gives way to the last; what was written since does not.
    const bool isOwn = std::ranges::any_of(past.sides, [&](const SiblingView& side) {
        return schema::sameMeaning(*view.field, side.value, past.chosen.value);
    });
    const bool givesWay =
        !isOwn && read.shown().size() == 1 && read.shown().front().dot == past.chosen.dot;
    std::optional<SaveAnswer> answer;
    for (std::size_t i = 0; i < gone.size(); ++i) {
        const bool isLast = i + 1 == gone.size();
        FieldWrite write{givesWay && isLast ? read : editing.form.readBeside(past.field, past.key),
                         gone[i], why};
        // One by one: a change says one thing of a field. Cut short, it is a check already.
        LAPWING_ASSIGN(answer, save({{editing.form, editing.caseId, {std::move(write)}}}));
    }
    answer->back.reset();
    return std::move(*answer);
}

} // namespace lapwing::work
