#include "client/screens/search_hits.h"

#include "client/screens/case_people.h"
#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "client/screens/marked_text.h"
#include "shared/domain/person_rows.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/chronology_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

namespace {
using store::Hit;

RecordKey keyOf(const domain::PersonInFile& at) { return {Scope::ofCase(at.file), at.record}; }

bool isPerson(const Hit& hit) { return hit.type == schema::person::type.number; }

struct Place {
    const char* part;
    HitPage page;
};

/// Where a record of that type stands in its case. A number is not opened: it stands behind its
/// warning there. What a case has no list of stands over its summary.
Place placeOf(std::uint16_t type)
{
    if (type == schema::person::type.number || isWayToReach(type)) return {"people", HitPage::Case};
    if (type == schema::chronology::type.number || type == schema::incident::type.number)
        return {"timeline", HitPage::Record};
    if (type == schema::referral::type.number) return {"plans", HitPage::Record};
    if (type == schema::visit::type.number) return {"visits", HitPage::Visit};
    if (type == schema::action::type.number) return {"actions", HitPage::Case};
    return {"summary", type == schema::casefile::type.number ? HitPage::Case : HitPage::Record};
}

void putPlace(std::uint16_t type, HitRow& row)
{
    const auto place = placeOf(type);
    row.part = QString::fromLatin1(place.part);
    row.page = place.page;
}

/// The value of a record in which most of the words stand, as a line of it. Each value lies in one
/// compartment, so nobody reads of two of them in one line.
Result<MarkedText> snippetIn(const Fields& fields, search::Marker& marker)
{
    MarkedText best;
    std::size_t most = 0;
    for (const auto& field : fields.type().fields) {
        if (!(field.flags & schema::kSearched) || field.kind != ValueKind::Text) continue;
        for (const auto& text : fields.texts(field)) {
            const auto marks = marker.marksIn(field, text);
            if (marks.size() <= most) continue;
            most = marks.size();
            best = snippetOf(text, marks);
        }
    }
    return best;
}

/// The rows of a search, made one after the other.
class HitRows {
public:
    HitRows(Reader& reader, store::SearchIndex::Markers markers)
        : m_reader(reader), m_markers(std::move(markers))
    {
    }

    Result<void> addPerson(const domain::GroupedPerson& person);
    Result<void> addOther(const Hit& hit);
    [[nodiscard]] bool showsCase(const QString& ref) const
    {
        return std::ranges::any_of(
            m_rows, [&](const HitRow& row) { return row.isFile && row.caseRef == ref; });
    }
    QList<HitRow> take() { return std::move(m_rows); }

private:
    Result<void> addName(const RecordKey& key, search::Marker& marker, HitRow& row,
                         QStringList& told);
    Result<void> addFile(const domain::PersonInFile& at, const QString& of, HitRow row);
    Result<void> describe(const Fields& fields, search::Marker& marker, HitRow& row);
    [[nodiscard]] QString refOf(const RecordKey& key) const
    {
        const auto* held = m_reader.caseOf(key.scope.caseId());
        return held ? toQt(held->ref) : QString();
    }
    [[nodiscard]] QString titleOfCase(const RecordKey& key) const
    {
        const auto* held = m_reader.caseOf(key.scope.caseId());
        return held ? toQt(held->title) : QString();
    }

    Reader& m_reader;
    store::SearchIndex::Markers m_markers;
    QList<HitRow> m_rows;
};

/// Each name and birth day once, all that some record of theirs has.
Result<void> HitRows::addName(const RecordKey& key, search::Marker& marker, HitRow& row,
                              QStringList& told)
{
    LAPWING_ASSIGN(const auto listed, m_reader.bench().replica().lists().row(key));
    for (const auto& name : listed[schema::person::legalName].each()) {
        const auto marks = marker.marksIn(schema::person::legalName.field, name.value);
        const auto text = markedText(name.value, marks);
        if (told.contains(text.plain)) continue;
        const auto between = told.isEmpty() ? QString() : Say::tr(" or ");
        told << text.plain;
        row.title += between + text.plain;
        row.titleMarked +=
            between + (text.styled.isEmpty() ? text.plain.toHtmlEscaped() : text.styled);
    }
    return {};
}

Result<void> HitRows::addFile(const domain::PersonInFile& at, const QString& of, HitRow row)
{
    const auto key = keyOf(at);
    LAPWING_ASSIGN(const auto fields, Fields::open(m_reader, key));
    row.isFile = true;
    row.recordId = m_reader.idOf(key);
    row.rowId = "file_" + row.recordId;
    row.caseRef = refOf(key);
    putPlace(schema::casefile::type.number, row);
    row.title = row.caseRef;
    QStringList told;
    if (const auto* held = m_reader.caseOf(at.file)) told << panelText(held->panel);
    told << fields.text(schema::person::caseRoles.field);
    if (const auto title = titleOfCase(key); title != of) told << title;
    told.removeAll(QString());
    row.detail = told.join(QStringLiteral(" · "));
    m_rows.push_back(std::move(row));
    return {};
}

Result<void> HitRows::addPerson(const domain::GroupedPerson& person)
{
    auto& marker = person.isSimilar ? m_markers.similar : m_markers.exact;
    HitRow row;
    row.isPerson = true;
    row.section = person.isSimilar ? Say::tr("Also similar") : Say::tr("People");
    const auto first = keyOf(person.files.front());
    row.recordId = row.rowId = m_reader.idOf(first);
    row.caseRef = refOf(first);
    putPlace(schema::person::type.number, row);
    QStringList names, births;
    bool isDay = false;
    for (const auto& at : person.files) {
        LAPWING_TRY(addName(keyOf(at), marker, row, names));
        LAPWING_ASSIGN(const auto listed, m_reader.bench().replica().lists().row(keyOf(at)));
        for (const auto& day : listed[schema::person::dob].each()) {
            isDay = isDay || marker.isDay(day.value.days);
            const auto text = dayText(rules::dateOf(day.value.days));
            if (!births.contains(text)) births << text;
        }
    }
    if (row.title.isEmpty()) row.title = Say::tr("Name not known");
    row.detail = births.isEmpty() ? Say::tr("Birth day not known")
                                  : Say::tr("Born %1").arg(births.join(Say::tr(" or ")));
    const bool isNamed = row.titleMarked.contains(QStringLiteral("<u>"));
    if (!isNamed) row.titleMarked.clear();
    for (const auto& at : person.files) {
        if (isNamed || isDay || !row.snippet.isEmpty()) break;
        LAPWING_ASSIGN(const auto fields, Fields::open(m_reader, keyOf(at)));
        LAPWING_ASSIGN(const auto found, snippetIn(fields, marker));
        row.snippet = found.plain;
        row.snippetMarked = found.styled;
    }
    const auto section = row.section;
    const auto name = row.title;
    m_rows.push_back(std::move(row));
    for (const auto& at : person.files) {
        HitRow file;
        file.section = section;
        LAPWING_TRY(addFile(at, name, std::move(file)));
    }
    return {};
}

/// A number or address stands nowhere without its warning: here the warning stands in its place.
Result<void> HitRows::describe(const Fields& fields, search::Marker& marker, HitRow& row)
{
    const bool isAddress = fields.type().number == schema::address::type.number;
    if (isWayToReach(fields.type().number)) {
        const auto whose =
            fields.text(isAddress ? schema::address::person.field : schema::contact::person.field);
        const auto label = isAddress ? row.title : contactLabelOf(fields);
        row.title = whose.isEmpty() ? label : Say::tr("%1: %2", "what, whose").arg(label, whose);
        row.snippet = isAddress ? addressWarning(fields) : contactWarning(fields);
        if (!row.snippet.isEmpty()) return {};
    }
    LAPWING_ASSIGN(const auto found, snippetIn(fields, marker));
    row.snippet = found.plain;
    row.snippetMarked = found.styled;
    return {};
}

Result<void> HitRows::addOther(const Hit& hit)
{
    const bool isCase = hit.type == schema::casefile::type.number;
    auto& marker = m_markers.exact;
    HitRow row;
    row.recordId = row.rowId = m_reader.idOf(hit.record);
    row.caseRef = refOf(hit.record);
    putPlace(hit.type, row);
    row.section = isCase ? Say::tr("Cases") : Say::tr("Written in cases");
    const auto* type = schema::findType(hit.type);
    row.title = type ? typeText(type->name) : Say::tr("Newer record");
    row.detail = titleOfCase(hit.record);
    if (!row.caseRef.isEmpty() && !row.detail.contains(row.caseRef))
        row.detail += (row.detail.isEmpty() ? "" : " · ") + row.caseRef;
    if (type) {
        LAPWING_ASSIGN(const auto fields, Fields::open(m_reader, hit.record));
        LAPWING_TRY(describe(fields, marker, row));
    }
    m_rows.push_back(std::move(row));
    return {};
}

/// Who was found, one row each, exact before similar; everything that lies here of each.
Result<std::vector<domain::GroupedPerson>> peopleIn(Reader& reader,
                                                    std::span<const work::HitView> hits)
{
    std::vector<domain::FoundPerson> found;
    for (const auto& view : hits)
        if (isPerson(view.hit))
            found.push_back(
                {{view.hit.record.scope.caseId(), view.hit.record.id}, view.hit.similar});
    if (found.empty()) return std::vector<domain::GroupedPerson>{};
    LAPWING_ASSIGN(const auto said, work::saidOfAll(reader.bench().replica()));
    std::vector<domain::PersonInFile> held;
    for (const auto& record : domain::recordsOf(found, said))
        for (const auto& of : reader.casesWith(record)) held.push_back({of, record});
    return domain::onePersonRows(found, held, said);
}
} // namespace

Result<HitList> search(Workbench& bench, const LocalTime& time, const std::string& words)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    HitList list;
    LAPWING_ASSIGN(const auto hits, bench.casework().search(words, kHitsMax));
    if (hits.empty()) return list;
    list.isCut = std::cmp_greater_equal(hits.size(), kHitsMax);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(auto markers, bench.replica().search().markers(words));
    HitRows rows(reader, std::move(markers));
    LAPWING_ASSIGN(const auto people, peopleIn(reader, hits));
    const auto addPeople = [&](bool similar) -> Result<void> {
        for (const auto& person : people)
            if (person.isSimilar == similar) LAPWING_TRY(rows.addPerson(person));
        return {};
    };
    LAPWING_TRY(addPeople(false));
    list.found = people.size();
    for (const auto& view : hits) {
        if (isPerson(view.hit)) continue;
        const bool isCase = view.hit.type == schema::casefile::type.number;
        if (isCase && rows.showsCase(toQt(view.caseRef))) continue; // it stands below its person
        LAPWING_TRY(rows.addOther(view.hit));
        ++list.found;
    }
    LAPWING_TRY(addPeople(true));
    list.rows = rows.take();
    return list;
}

Result<HitList> openedLast(Workbench& bench, const LocalTime& time, const QList<Opened>& opened)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    HitList list;
    if (opened.isEmpty()) return list;
    LAPWING_TRY(reader.read());
    for (const auto& one : opened) {
        const auto* held = reader.caseNamed(one.caseRef.toStdString());
        if (!held) continue;
        HitRow row;
        row.rowId = one.caseRef + one.recordId;
        row.recordId = one.recordId;
        row.caseRef = one.caseRef;
        putPlace(one.recordId.isEmpty() ? schema::casefile::type.number
                                        : schema::person::type.number,
                 row);
        row.section = Say::tr("Opened last");
        row.title = toQt(held->title);
        row.detail = row.title.contains(row.caseRef) ? QString() : row.caseRef;
        if (!one.recordId.isEmpty()) {
            const auto key = reader.keyOf(one.recordId.toStdString());
            if (!key.ok() || key->scope != Scope::ofCase(held->id)) continue;
            LAPWING_ASSIGN(const auto person, bench.replica().lists().row(*key));
            row.title = listedText(person, schema::person::legalName.field);
            if (row.title.isEmpty()) continue; // removed
            const auto born = listedText(person, schema::person::dob.field,
                                         [](std::string_view iso) { return dayText(iso); });
            if (!born.isEmpty()) row.detail = Say::tr("Born %1").arg(born) + " · " + row.caseRef;
        }
        list.rows.push_back(std::move(row));
    }
    list.found = static_cast<std::size_t>(list.rows.size());
    return list;
}

} // namespace lapwing::screens
