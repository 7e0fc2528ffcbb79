#include "client/screens/decision_file.h"

#include "client/screens/conflict_rows.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
Result<DecisionRow> decisionRow(Reader& reader, const DecisionView& view)
{
    DecisionRow row;
    row.decisionId = toQt(view.past.id);
    row.fieldLabel = Say::tr("Entered with a newer version");
    if (view.field) {
        LAPWING_ASSIGN(row.fieldLabel, reader.labelIn(view.past.record, *view.field));
    }
    if (const auto* held = reader.caseNamed(view.caseRef)) row.caseText = toQt(held->title);
    row.decidedText = Say::tr("%1, %2", "who decided, when")
                          .arg(toQt(view.chosen.author), reader.time().instant(view.chosen.atMs));
    return row;
}
} // namespace

Result<QList<DecisionRow>> readDecisions(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto views, bench.casework().decisions({}));
    QList<DecisionRow> rows;
    for (const auto& view : views) {
        LAPWING_ASSIGN(auto row, decisionRow(reader, view));
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<DecisionFile> readDecision(Workbench& bench, const LocalTime& time,
                                  const std::string& decisionId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto view, bench.casework().decisionNamed(decisionId));
    const auto& scope = view.past.record.scope;
    DecisionFile file;
    LAPWING_ASSIGN(file.row, decisionRow(reader, view));
    file.value = versionText(reader, scope, view.field, view.chosen);
    file.why = toQt(view.chosen.why);
    LAPWING_ASSIGN(file.versions, versionRows(reader, scope, view.field, view.versions));
    LAPWING_ASSIGN(const auto stopped, bench.casework().whyNotUndone(view));
    file.stoppedText = toQt(stopped);
    return file;
}

} // namespace lapwing::screens
