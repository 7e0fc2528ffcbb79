#include "client/screens/merged_people.h"

#include "client/screens/fields.h"

#include <algorithm>

namespace lapwing::screens {

namespace {
void addText(QString& text, const QString& other)
{
    if (text == other || other.isEmpty()) return;
    text = text.isEmpty() ? other : Say::tr("%1 or %2").arg(text, other);
}
} // namespace

void joinMerged(QList<PersonRow>& people, const domain::KeptFor& kept)
{
    for (const auto& [record, under] : kept) {
        const auto of = [&](const RecordId& id) {
            return std::ranges::find(people, toQt(id.hex()), &PersonRow::recordId);
        };
        const auto merged = of(record);
        const auto shown = of(under);
        if (merged == people.end() || shown == people.end()) continue; // one of them is not here
        addText(shown->name, merged->name);
        addText(shown->bornText, merged->bornText);
        addText(shown->roleText, merged->roleText);
        if (shown->elsewhereText.isEmpty()) shown->elsewhereText = merged->elsewhereText;
        shown->isMain = shown->isMain || merged->isMain;
        shown->isOnlyWhoHarms = shown->isOnlyWhoHarms && merged->isOnlyWhoHarms;
        people.erase(merged);
    }
}

Result<std::vector<RecordKey>> shownWith(Reader& reader, const RecordKey& person)
{
    LAPWING_ASSIGN(const auto kept, work::keptIn(reader.bench().replica(), person.scope));
    const auto at = kept.find(person.id);
    const auto under = at == kept.end() ? person.id : at->second;
    std::vector<RecordKey> all{person};
    if (under != person.id) all.push_back({person.scope, under});
    for (const auto& [record, shown] : kept)
        if (shown == under && record != person.id) all.push_back({person.scope, record});
    return all;
}

Result<QList<Line>> joinedFacts(Reader& reader, std::span<const RecordKey> records,
                                QStringList& differing)
{
    std::vector<Fields> all;
    for (const auto& record : records) {
        LAPWING_ASSIGN(auto fields, Fields::open(reader, record));
        all.push_back(std::move(fields));
    }
    QList<Line> lines;
    const auto recordId = reader.idOf(records.front());
    for (const auto& field : all.front().type().fields) {
        QStringList told;
        bool conflicts = false;
        for (const auto& fields : all) {
            conflicts = conflicts || (!field.isSet() && fields.conflicts(field));
            if (const auto text = fields.text(field); !text.isEmpty() && !told.contains(text))
                told << text;
        }
        if (told.isEmpty()) continue;
        if (told.size() > 1 && !field.isSet()) differing << labelOf(field);
        lines.push_back({labelOf(field), told.join(field.isSet() ? Say::tr(", ") : Say::tr(" or ")),
                         recordId, conflicts});
    }
    return lines;
}

Result<QList<WarningRow>> differingMerges(Reader& reader, const CaseId& of,
                                          const domain::KeptFor& kept)
{
    QList<WarningRow> found;
    std::set<RecordId> shown;
    for (const auto& [record, under] : kept) shown.insert(under);
    for (const auto& under : shown) {
        LAPWING_ASSIGN(const auto records, shownWith(reader, {Scope::ofCase(of), under}));
        QStringList differing, names;
        LAPWING_TRY(joinedFacts(reader, records, differing));
        if (differing.isEmpty()) continue;
        for (const auto& record : records)
            if (const auto name = reader.nameOf(record.scope, record.id.hex());
                !names.contains(name))
                names << name;
        found.push_back({Say::tr("%1: records shown as one differ. Check: %2")
                             .arg(names.join(Say::tr(" or ")), differing.join(", ")),
                         WarningKind::Conflict, false});
    }
    return found;
}

} // namespace lapwing::screens
