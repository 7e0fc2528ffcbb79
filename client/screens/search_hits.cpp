#include "client/screens/search_hits.h"

#include "client/screens/record_title.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/person_fields.h"

namespace lapwing::screens {

namespace {
QString sectionOf(const store::Hit& hit)
{
    if (hit.similar) return Say::tr("Also similar");
    if (hit.type == schema::person::type.number) return Say::tr("People");
    if (hit.type == schema::casefile::type.number) return Say::tr("Cases");
    return Say::tr("Written in cases");
}
} // namespace

Result<QList<HitRow>> search(Workbench& bench, const LocalTime& time, const std::string& words)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_ASSIGN(const auto hits, bench.casework().search(words, kHitsMax));
    if (hits.empty()) return QList<HitRow>{};
    LAPWING_TRY(reader.read());
    QList<HitRow> rows;
    for (const auto& view : hits) {
        HitRow row;
        row.recordId = reader.idOf(view.hit.record);
        row.caseRef = toQt(view.caseRef);
        const auto* type = schema::findType(view.hit.type);
        row.section = sectionOf(view.hit);
        row.typeText = type ? typeText(type->name) : Say::tr("Newer record");
        if (const auto* held = reader.caseNamed(view.caseRef)) row.caseText = toQt(held->title);
        row.title = reader.nameOf(view.hit.record.scope, view.hit.record.id.hex());
        if (row.title.isEmpty() && type) {
            LAPWING_ASSIGN(row.title, titleOf(reader, *type, view.hit.record));
        }
        if (row.caseText == row.title) row.caseText.clear(); // it is said once
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace lapwing::screens
