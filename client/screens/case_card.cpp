#include "client/screens/case_card.h"

#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "shared/domain/casefile.h"
#include "shared/domain/contact.h"
#include "shared/domain/marker.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/person_fields.h"
#include "sync/store/unknown_cases.h"

namespace lapwing::screens {

namespace {
/// What a list says of a case's state: nothing of one that is simply open.
QString stateWord(std::string_view state)
{
    const auto open = schema::textOf(schema::casefile::state, schema::casefile::State::Open);
    return state.empty() || state == open ? QString() : wordText(state);
}

/// What there is to mind in a case.
struct Minded {
    int alerts = 0, markers = 0;
};
using MindedByCase = std::map<CaseId, Minded>;

Result<void> countMarkers(Reader& reader, MindedByCase& counts)
{
    LAPWING_ASSIGN(const auto rows, reader.rows(schema::marker::type));
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto marker, Fields::open(reader, row.key));
        if (domain::isEnded(marker.facts())) continue;
        auto& minded = counts[row.key.scope.caseId()];
        ++(domain::interrupts(marker.facts()) ? minded.alerts : minded.markers);
    }
    return {};
}

/// The other ALERTs of a case: of its people, of how they are reached, and on the case itself.
Result<void> countAlerts(Reader& reader, MindedByCase& counts)
{
    LAPWING_ASSIGN(const auto people, reader.rows(schema::person::type));
    for (const auto& row : people)
        counts[row.key.scope.caseId()].alerts +=
            row[schema::person::doNotVisitAlone].mayBe(schema::YesNoUnknown::Yes) ? 1 : 0;
    LAPWING_ASSIGN(const auto contacts, reader.rows(schema::contact::type));
    for (const auto& row : contacts) {
        LAPWING_ASSIGN(const auto contact, Fields::open(reader, row.key));
        counts[row.key.scope.caseId()].alerts += domain::isSafe(contact.facts()) ? 0 : 1;
    }
    LAPWING_ASSIGN(const auto cases, reader.rows(schema::casefile::type));
    for (const auto& row : cases)
        for (const auto restriction : row[schema::casefile::restrictions])
            counts[row.key.scope.caseId()].alerts += domain::isDanger(restriction) ? 1 : 0;
    return {};
}
} // namespace

Result<QList<CaseCard>> readCases(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto rows, reader.rows(schema::casefile::type));
    MindedByCase minded;
    LAPWING_TRY(countMarkers(reader, minded));
    LAPWING_TRY(countAlerts(reader, minded));
    LAPWING_ASSIGN(const auto unknown, store::unknownAtOffice(bench.replica()));
    std::map<CaseId, const store::ListedRow*> byCase;
    for (const auto& row : rows) byCase.emplace(row.key.scope.caseId(), &row);
    QList<CaseCard> cards;
    for (const auto& held : reader.cases()) {
        CaseCard card;
        card.caseRef = toQt(held.ref);
        card.title = toQt(held.title);
        if (const auto* code = schema::panels().find(static_cast<std::uint32_t>(held.panel)))
            card.panel = toQt(code->name);
        card.panelText = panelText(held.panel);
        card.stateText = unknown.contains(held.id) ? unknownAtOfficeText() : stateWord(held.state);
        if (const auto listed = byCase.find(held.id); listed != byCase.end()) {
            const auto& of = *listed->second;
            card.colour = listedText(of, schema::casefile::colour.field);
            card.colourText = listedText(of, schema::casefile::colour.field, wordText);
            const auto risk = listedText(of, schema::casefile::riskLevel.field, wordText);
            if (!risk.isEmpty()) card.riskText = Say::tr("%1 risk").arg(risk);
        }
        card.alertCount = minded[held.id].alerts;
        card.markerCount = minded[held.id].markers;
        card.hasConflict = reader.conflictsOf(held.id) > 0;
        cards.push_back(std::move(card));
    }
    return cards;
}

} // namespace lapwing::screens
