#include "client/work/visit_work.h"

#include "client/work/tablet_facts.h"
#include "shared/domain/marker.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/validate.h"

#include <algorithm>

namespace lapwing::work {

namespace {
using domain::VisitFacts;
using schema::attestation::Meaning;

template <class T>
FieldWrite put(const DisplayedRecord& form, const schema::Handle<T>& field, const T& content)
{
    return {form.read(field.wire()), schema::valueOf(content), {}};
}
} // namespace

Result<VisitFacts> VisitWork::read(const RecordKey& visit)
{
    const auto facts = m_casework.factsAround(visit);
    auto of = domain::visitAround(facts, visit.id);
    LAPWING_TRY(facts.error());
    if (!of) return fail(ErrorCode::NotFound);
    return std::move(*of);
}

Result<SaveAnswer> VisitWork::attest(const RecordKey& visit, const VisitFacts& of, Meaning meaning,
                                     const RecordId& about, const domain::Covered& covered)
{
    namespace attestation = schema::attestation;
    LAPWING_ASSIGN(auto made, m_casework.beginBeside(visit, attestation::type));
    const auto& form = made.form;
    std::vector<FieldWrite> writes{put(form, attestation::about, about),
                                   put(form, attestation::meaning, meaning),
                                   put(form, attestation::digest, covered.digest()),
                                   put(form, attestation::within, of.visit.record())};
    // Only to name a change by: a visit with too many registers to tell is signed all the same.
    auto summary = covered.summary();
    if (summary.size() <= attestation::covered.field.limit)
        writes.push_back({form.read(attestation::covered.wire()),
                          Value::binary(ValueKind::Binary, std::move(summary)),
                          {}});
    return m_casework.save({{form, made.caseId, std::move(writes)}});
}

Result<SaveAnswer> VisitWork::acknowledge(const RecordKey& visit, const RecordId& marker)
{
    LAPWING_ASSIGN(const auto of, read(visit));
    const auto at = std::ranges::find(of.markers, marker, &domain::Facts::record);
    if (at == of.markers.end()) return fail(ErrorCode::NotFound);
    return attest(visit, of, Meaning::Read, marker, domain::markerAsRead(*at));
}

Result<SaveAnswer> VisitWork::approve(const RecordKey& visit)
{
    LAPWING_ASSIGN(const auto of, read(visit));
    return attest(visit, of, Meaning::Approved, visit.id, domain::planOf(of));
}

Result<SaveAnswer> VisitWork::sign(const RecordKey& visit)
{
    LAPWING_ASSIGN(const auto of, read(visit));
    LAPWING_ASSIGN(const auto me, m_casework.me());
    return attest(visit, of, Meaning::Signed, visit.id, domain::recordOf(of, me));
}

Result<SaveAnswer> VisitWork::countersign(const RecordKey& visit)
{
    LAPWING_ASSIGN(const auto of, read(visit));
    return attest(visit, of, Meaning::Countersigned, visit.id, domain::wholeOf(of));
}

Result<SaveAnswer> VisitWork::say(const RecordKey& visit, const std::string& text)
{
    namespace statement = schema::statement;
    LAPWING_ASSIGN(const auto of, read(visit));
    LAPWING_ASSIGN(auto made, m_casework.beginBeside(visit, statement::type));
    LAPWING_ASSIGN(auto said, schema::parseText(statement::text.field, text));
    std::vector<FieldWrite> writes{put(made.form, statement::about, visit.id),
                                   put(made.form, statement::kind, statement::Kind::Saw),
                                   {made.form.read(statement::text.wire()), std::move(said), {}}};
    return m_casework.save({{made.form, made.caseId, std::move(writes)}});
}

Result<SaveAnswer> VisitWork::addOfficer(const RecordKey& visit, const PersonId& staff,
                                         schema::visit_officer::Part part)
{
    namespace officer = schema::visit_officer;
    LAPWING_ASSIGN(const auto of, read(visit));
    LAPWING_ASSIGN(auto made, m_casework.beginBeside(visit, officer::type));
    std::vector<FieldWrite> writes{put(made.form, officer::visit, visit.id),
                                   put(made.form, officer::staff, RecordId::from(staff.view())),
                                   put(made.form, officer::part, part)};
    return m_casework.save({{made.form, made.caseId, std::move(writes)}});
}

} // namespace lapwing::work
