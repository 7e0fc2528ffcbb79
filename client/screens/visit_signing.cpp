#include "client/screens/visit_signing.h"

#include "client/work/visit_work.h"
#include "shared/domain/panel_roles.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
using domain::AttestationStanding;
using domain::Objection;
using domain::VisitFacts;
using schema::attestation::Meaning;

Meaning meaningOf(VisitDeed deed)
{
    switch (deed) {
    case VisitDeed::Approve:
        return Meaning::Approved;
    case VisitDeed::Countersign:
        return Meaning::Countersigned;
    case VisitDeed::Sign:
    case VisitDeed::Say:
    case VisitDeed::Record:
        break;
    }
    return Meaning::Signed;
}

std::vector<AttestationStanding> standingsOf(const VisitFacts& of, VisitDeed deed)
{
    switch (deed) {
    case VisitDeed::Approve:
        return domain::approvalsOf(of);
    case VisitDeed::Countersign:
        return domain::countersignaturesOf(of);
    case VisitDeed::Sign:
    case VisitDeed::Say:
    case VisitDeed::Record:
        break;
    }
    return domain::signaturesOf(of);
}

QString doneText(VisitDeed deed)
{
    switch (deed) {
    case VisitDeed::Approve:
        return Say::tr("Approved");
    case VisitDeed::Countersign:
        return Say::tr("Countersigned");
    case VisitDeed::Sign:
    case VisitDeed::Say:
    case VisitDeed::Record:
        break;
    }
    return Say::tr("Signed");
}

/// What is written rather than given one's name to.
bool isForm(VisitDeed deed) { return deed == VisitDeed::Say || deed == VisitDeed::Record; }

/// "Outcome and Animals", of what has changed since; empty when that cannot be told.
QString changedText(const AttestationStanding& standing)
{
    QStringList names;
    for (const auto wire : standing.changed) {
        const auto* field = schema::findField(wire).field;
        const auto name = field ? labelOf(*field) : QString();
        if (!name.isEmpty() && !names.contains(name)) names << name;
    }
    return names.join(", ");
}

QString sinceText(const AttestationStanding& standing)
{
    const auto changed = changedText(standing);
    return changed.isEmpty() ? Say::tr("changed since") : Say::tr("changed since: %1").arg(changed);
}

bool hasDone(const VisitFacts& of, VisitDeed deed, const PersonId& person)
{
    return std::ranges::any_of(standingsOf(of, deed), [&](const AttestationStanding& s) {
        return s.current && s.attested.by == person;
    });
}

QString reasonText(const Reader& reader, const VisitFacts& of, Objection objection, VisitDeed deed)
{
    switch (objection) {
    case Objection::NotOnTheVisit:
        return Say::tr(
            "There is more than one version of who is on this visit. Decide that first.");
    case Objection::OnTheVisit:
        return Say::tr("You are named on this visit. A supervisor who is not has to do this.");
    case Objection::NotYet:
        break;
    default:
        return Say::tr("This visit is over.");
    }
    if (deed == VisitDeed::Sign) return Say::tr("Write your statement first.");
    const auto missing = domain::unsignedOf(of);
    return missing.empty()
               ? Say::tr("Nobody is named on this visit.")
               : Say::tr("Waits for the signature of %1.").arg(namesText(reader, missing));
}

/// Whether the deed is this person's at all, at this stage of the visit.
bool isTheirs(const VisitFacts& of, const domain::Signer& author, VisitDeed deed)
{
    const bool planned = domain::isPlanned(of.visit);
    const auto& me = author.person;
    switch (deed) {
    case VisitDeed::Say:
        return !planned && domain::mayBeOn(of, me);
    case VisitDeed::Record: // by whoever was not at the tablet that finished it
        return domain::isOver(of.visit) && domain::stageOf(of) != domain::Stage::Aborted &&
               domain::mayBeOn(of, me);
    case VisitDeed::Sign:
        return !planned && domain::mayBeOn(of, me) && !hasDone(of, deed, me);
    case VisitDeed::Approve:
        return planned && domain::isSupervisor(author) && !hasDone(of, deed, me);
    case VisitDeed::Countersign:
        return !planned && domain::isSupervisor(author) && !hasDone(of, deed, me);
    }
    return false;
}

std::optional<Objection> objectionTo(const VisitFacts& of, const domain::Signer& author,
                                     VisitDeed deed)
{
    if (!isForm(deed)) return domain::objectionToAttest(of, meaningOf(deed), author);
    return domain::isOn(of, author.person) ? std::nullopt : std::optional(Objection::NotOnTheVisit);
}

/// Whether the visit waits for it. A form is for those who have something to say.
bool isDue(const VisitFacts& of, VisitDeed deed)
{
    if (deed == VisitDeed::Approve) return domain::needsApproval(of) && !domain::isApproved(of);
    return !isForm(deed);
}

DeedRow wordsOf(const VisitFacts& of, VisitDeed deed, const PersonId& me)
{
    DeedRow row;
    row.deed = deed;
    switch (deed) {
    case VisitDeed::Say:
        row.name = QStringLiteral("sayVisit");
        row.text = domain::hasStatement(of, me) ? Say::tr("Add to my statement")
                                                : Say::tr("Write my statement");
        break;
    case VisitDeed::Record:
        row.name = QStringLiteral("recordVisit");
        row.text = Say::tr("Add to the record");
        break;
    case VisitDeed::Sign:
        row.name = QStringLiteral("signVisit");
        row.text = Say::tr("Sign my statement");
        break;
    case VisitDeed::Approve:
        row.name = QStringLiteral("approveVisit");
        row.text = Say::tr("Approve this plan");
        break;
    case VisitDeed::Countersign:
        row.name = QStringLiteral("countersignVisit");
        row.text = Say::tr("Countersign");
        break;
    }
    return row;
}

Error changedMeanwhile()
{
    return fail(ErrorCode::Conflict, Say::tr("This has changed since it was shown. Nothing was "
                                             "saved. Read it again first.")
                                         .toStdString());
}
} // namespace

QString namesText(const Reader& reader, const std::vector<PersonId>& people)
{
    QStringList all;
    for (const auto& person : people) all << reader.signerText(person);
    return all.join(Say::tr(" and "));
}

QList<SignatureRow> signaturesOn(const Reader& reader, const VisitFacts& of)
{
    QList<SignatureRow> rows;
    for (const auto deed : {VisitDeed::Approve, VisitDeed::Sign, VisitDeed::Countersign})
        for (const auto& standing : standingsOf(of, deed)) {
            // Who gave it again has given it.
            if (!standing.current && hasDone(of, deed, standing.attested.by)) continue;
            auto who = reader.signerText(standing.attested.by);
            if (!standing.current) who += ": " + sinceText(standing);
            rows.push_back({toQt(standing.attested.record.hex()), doneText(deed), std::move(who),
                            !standing.current});
        }
    return rows;
}

QString officerStateText(const VisitFacts& of, const PersonId& person)
{
    auto state = domain::hasStatement(of, person) ? Say::tr("Statement written")
                                                  : Say::tr("No statement yet");
    for (const auto& standing : domain::signaturesOf(of)) {
        if (standing.attested.by != person) continue;
        if (standing.current) return doneText(VisitDeed::Sign);
        state = doneText(VisitDeed::Sign) + ", " + sinceText(standing);
    }
    return state;
}

QList<DeedRow> deedsOn(const Reader& reader, const VisitFacts& of, const domain::Signer& author)
{
    QList<DeedRow> rows;
    for (const auto deed : {VisitDeed::Say, VisitDeed::Record, VisitDeed::Sign, VisitDeed::Approve,
                            VisitDeed::Countersign}) {
        if (!isTheirs(of, author, deed)) continue;
        auto row = wordsOf(of, deed, author.person);
        if (const auto objection = objectionTo(of, author, deed))
            row.reason = reasonText(reader, of, *objection, deed);
        else
            row.seen = coveredBy(deed, of, author.person);
        row.due = row.reason.isEmpty() && isDue(of, deed);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string coveredBy(VisitDeed deed, const VisitFacts& of, const PersonId& person)
{
    switch (deed) {
    case VisitDeed::Approve:
        return domain::planOf(of).digest();
    case VisitDeed::Sign:
        return domain::recordOf(of, person).digest();
    case VisitDeed::Countersign:
        return domain::wholeOf(of).digest();
    case VisitDeed::Say:
    case VisitDeed::Record:
        break;
    }
    return {};
}

Result<void> doDeed(Workbench& bench, const std::string& visitId, VisitDeed deed,
                    const std::string& seen)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto key, bench.casework().find(visitId));
    VisitWork visits(bench.casework());
    LAPWING_ASSIGN(const auto of, visits.read(key));
    LAPWING_ASSIGN(const auto me, bench.casework().me());
    if (coveredBy(deed, of, me) != seen) return changedMeanwhile();
    switch (deed) {
    case VisitDeed::Sign:
        LAPWING_TRY(visits.sign(key));
        break;
    case VisitDeed::Approve:
        LAPWING_TRY(visits.approve(key));
        break;
    case VisitDeed::Countersign:
        LAPWING_TRY(visits.countersign(key));
        break;
    case VisitDeed::Say:
    case VisitDeed::Record:
        check(false, "words have a form");
    }
    return {};
}

Result<void> acknowledge(Workbench& bench, const std::string& visitId, const std::string& markerId,
                         const std::string& seen)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto visit, bench.casework().find(visitId));
    LAPWING_ASSIGN(const auto marker, bench.casework().find(markerId));
    VisitWork visits(bench.casework());
    LAPWING_ASSIGN(const auto of, visits.read(visit));
    const auto at = std::ranges::find(of.markers, marker.id, &domain::Facts::record);
    if (at == of.markers.end()) return fail(ErrorCode::NotFound);
    if (domain::markerAsRead(*at).digest() != seen) return changedMeanwhile();
    LAPWING_TRY(visits.acknowledge(visit, marker.id));
    return {};
}

} // namespace lapwing::screens
