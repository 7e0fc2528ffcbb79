#include "client/screens/conflict_file.h"

#include "client/screens/conflict_rows.h"
#include "client/screens/fields.h"
#include "client/work/sync_session.h"
#include "sync/store/history.h"

#include <algorithm>
#include <utility>

namespace lapwing::screens {

using namespace work;

Result<ConflictRow> conflictRow(Reader& reader, const ConflictView& view)
{
    ConflictRow row;
    row.conflictId = toQt(view.check.id);
    if (view.field) {
        LAPWING_ASSIGN(row.fieldLabel, reader.labelIn(view.check.record, *view.field));
        row.text = Say::tr("%1 has two versions").arg(row.fieldLabel);
    } else {
        row.fieldLabel = Say::tr("Removed or kept");
        const auto what = view.type ? typeText(view.type->name) : Say::tr("Record");
        row.text = (view.life == Life::ToBeConfirmed
                        ? Say::tr("%1 was removed, and somebody else has to confirm it")
                        : Say::tr("%1 was removed and also changed"))
                       .arg(what);
    }
    if (const auto* held = reader.caseNamed(view.caseRef)) row.caseText = toQt(held->title);
    return row;
}

Result<QList<ConflictRow>> conflictRows(Reader& reader)
{
    LAPWING_ASSIGN(const auto views, reader.bench().casework().checks());
    QList<ConflictRow> rows;
    for (const auto& view : views) {
        LAPWING_ASSIGN(auto row, conflictRow(reader, view));
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<QList<ConflictRow>> readConflicts(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    return conflictRows(reader);
}

namespace {
/// What both changes replaced, and when that was written; else why it is not told. A set has none:
/// each of its members is either there or not.
Result<QString> textBefore(Reader& reader, const ConflictView& view)
{
    if (!view.field || view.field->isSet()) return QString();
    LAPWING_ASSIGN(const auto before,
                   store::valueBefore(reader.bench().replica().database(), view.check));
    if (!before.isHeld)
        return Say::tr("Not on this tablet: it was written before this tablet had the case");
    if (!before.value) return Say::tr("Nothing that both of them had seen");
    const auto value =
        plainValue(reader, view.check.record.scope, *view.field, before.value->value);
    return Say::tr("%1, since %2", "value, time")
        .arg(value.isEmpty() ? Say::tr("Nothing") : value,
             reader.time().instant(before.value->claimedMs));
}

/// Who wrote it, and what they do: a name alone tells few people whom to ask.
Result<QString> writerText(Reader& reader, const ToldVersion& version)
{
    LAPWING_ASSIGN(const auto role, reader.roleText(version.actor));
    const auto name = toQt(version.author);
    return role.isEmpty() ? name : Say::tr("%1, %2", "name, role").arg(name, role);
}

/// What is known to be wrong with the time of a version: times never decide which is kept.
QString clockTextOf(const VersionRow& row, std::uint64_t atMs, const Meeting& met)
{
    if (row.mine) return clockDifference(minutesAhead(met));
    return isAheadOfHub(atMs, met)
               ? Say::tr("The clock of that tablet was ahead of the office's: it was written "
                         "earlier than this says.")
               : QString();
}

} // namespace

QString versionText(const Reader& reader, const Scope& scope, const schema::Field* field,
                    const ToldVersion& version)
{
    if (version.redacted)
        return Say::tr("This version was removed by %1").arg(toQt(version.removedBy));
    if (!field)
        return version.value.kind == ValueKind::Retired ? Say::tr("Removed")
                                                        : Say::tr("Kept, and changed");
    if (field->isSet())
        return version.value.asInteger() == 1 ? Say::tr("Present") : Say::tr("Not present");
    const auto value = plainValue(reader, scope, *field, version.value);
    return value.isEmpty() ? Say::tr("Emptied") : value;
}

Result<QList<VersionRow>> versionRows(Reader& reader, const Scope& scope,
                                      const schema::Field* field,
                                      const std::vector<ToldVersion>& versions)
{
    const auto own = reader.bench().replica().author().actor;
    LAPWING_ASSIGN(const auto last, reader.bench().replica().state().lastSync());
    QList<VersionRow> rows;
    for (const auto& version : versions) {
        VersionRow row;
        row.number = static_cast<int>(rows.size()) + 1;
        row.mine = version.actor == own;
        LAPWING_ASSIGN(row.by, writerText(reader, version));
        // Under one's own stands the name; above another's, and there once.
        row.fromText = row.mine ? Say::tr("You, on this tablet") : std::exchange(row.by, {});
        row.value = versionText(reader, scope, field, version);
        row.when = reader.time().instant(version.atMs);
        if (!version.lateBy.empty()) {
            row.fromText = Say::tr("%1, late: it waits at the office").arg(toQt(version.lateBy));
            row.by.clear();
        }
        row.why = toQt(version.why);
        row.clockText = clockTextOf(row, version.atMs, metAt(last));
        rows.push_back(std::move(row));
    }
    // One's own stands on the left; by its number each is still found.
    std::ranges::stable_sort(rows, {}, [](const VersionRow& v) { return !v.mine; });
    for (char letter = 'A'; auto& row : rows) {
        row.letter = QChar(letter);
        if (letter < 'Z') ++letter;
    }
    return rows;
}

Result<ConflictFile> readConflict(Workbench& bench, const LocalTime& time,
                                  const std::string& conflictId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto view, bench.casework().conflictNamed(conflictId));
    ConflictFile file;
    LAPWING_ASSIGN(file.row, conflictRow(reader, view));
    file.canTypeOther = view.field && !view.field->isSet() && view.field->kind == ValueKind::Text;
    file.canKeepAll = file.canTypeOther && view.field->policy == schema::MergePolicy::LongText;
    if (view.field && view.field->policy == schema::MergePolicy::Protective)
        file.policyText = Say::tr("Until somebody decides, the safer one is shown everywhere.");
    else
        file.policyText = Say::tr("Nothing is lost. Both stay in the history.");
    LAPWING_ASSIGN(file.versions,
                   versionRows(reader, view.check.record.scope, view.field, view.versions));
    LAPWING_ASSIGN(file.beforeText, textBefore(reader, view));
    return file;
}

} // namespace lapwing::screens
