// Out again: a record that was entered in error is removed, listed, and can be brought back.
#include "client/work/casework.h"

#include <algorithm>

namespace lapwing::work {

Result<void> Casework::askLawsOfLife(const Editing& editing, const Value& value)
{
    const auto* type = schema::findType(editing.form.type());
    if (!type) return {}; // only a newer version knows it, and refuses to write in it
    const store::RecordSave asked{editing.form,
                                  editing.caseId,
                                  {{editing.form.read(schema::lifeField(type->home)), value, {}}}};
    return askLaws({&asked, 1});
}

Result<SaveAnswer> Casework::retire(const RecordKey& record, const std::string& why)
{
    LAPWING_ASSIGN(const auto editing, edit(record));
    if (why.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::Rejected, "Removing it needs a reason. Nothing was changed. Give "
                                         "one.");
    LAPWING_TRY(askLawsOfLife(editing, {ValueKind::Retired, Bytes{}}));
    LAPWING_ASSIGN(auto saved, m_replica.retire(editing.form, why));
    return SaveAnswer{std::move(saved), {}, {}};
}

Result<SaveAnswer> Casework::restore(const RecordKey& record, const std::string& why)
{
    LAPWING_ASSIGN(const auto editing, edit(record));
    if (why.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::Rejected, "Bringing it back needs a reason. Nothing was changed. "
                                         "Give one.");
    LAPWING_TRY(askLawsOfLife(editing, Value::code(editing.form.type())));
    LAPWING_ASSIGN(auto saved, m_replica.restore(editing.form, why));
    return SaveAnswer{std::move(saved), {}, {}};
}

Result<std::vector<ToldVersion>> Casework::removalsOf(const RecordKey& record)
{
    LAPWING_ASSIGN(const auto form, m_replica.display(record));
    std::vector<ToldVersion> all;
    for (const auto& [place, siblings] : form.registers()) {
        if (place.first / 8 != 0) continue;
        for (const auto& sibling : siblings) {
            if (!sibling.isRemoval()) continue;
            LAPWING_ASSIGN(auto version, versionOf(sibling, {}));
            // A removal is written in each part of a record, and is one to people.
            const bool isTold = std::ranges::any_of(all, [&](const ToldVersion& told) {
                return told.author == version.author && told.why == version.why;
            });
            if (!isTold) all.push_back(std::move(version));
        }
    }
    std::ranges::stable_sort(all, {}, &ToldVersion::atMs);
    return all;
}

Result<std::vector<RemovedView>> Casework::removed(std::string_view ref)
{
    std::optional<store::CaseRow> only;
    if (!ref.empty()) {
        LAPWING_ASSIGN(only, m_replica.lists().caseByRef(ref));
    }
    LAPWING_ASSIGN(auto rows, m_replica.lists().removed(only ? &only->record.scope : nullptr));
    std::vector<RemovedView> views;
    for (auto& row : rows) {
        RemovedView view;
        LAPWING_ASSIGN(view.caseRef, refOf(row.key.scope.caseId()));
        LAPWING_ASSIGN(view.removals, removalsOf(row.key));
        view.row = std::move(row);
        views.push_back(std::move(view));
    }
    return views;
}

} // namespace lapwing::work
