#pragma once

#include "client/work/casework.h"
#include "shared/domain/visit.h"
#include "shared/schema/visit_officer_fields.h"

namespace lapwing::work {

/// What people do with a visit beside filling it in: read a warning, approve, say, sign. Each is a
/// record of whoever does it, and refused by the laws of domain/ with a sentence.
/// Errors: those of Casework; NotFound for what is no visit.
/// Thread: the store thread.
class VisitWork {
public:
    /// `casework` must outlive this.
    explicit VisitWork(Casework& casework) : m_casework(casework) {}

    [[nodiscard]] Result<domain::VisitFacts> read(const RecordKey& visit);
    /// "I have read this": of the marker as it stands now, for this visit.
    [[nodiscard]] Result<SaveAnswer> acknowledge(const RecordKey& visit, const RecordId& marker);
    [[nodiscard]] Result<SaveAnswer> approve(const RecordKey& visit);
    [[nodiscard]] Result<SaveAnswer> sign(const RecordKey& visit);
    [[nodiscard]] Result<SaveAnswer> countersign(const RecordKey& visit);
    /// What this person saw, in their own words.
    [[nodiscard]] Result<SaveAnswer> say(const RecordKey& visit, const std::string& text);
    /// Puts somebody on the visit.
    [[nodiscard]] Result<SaveAnswer> addOfficer(const RecordKey& visit, const PersonId& staff,
                                                schema::visit_officer::Part part);

private:
    [[nodiscard]] Result<SaveAnswer> attest(const RecordKey& visit, const domain::VisitFacts& of,
                                            schema::attestation::Meaning meaning,
                                            const RecordId& about, const domain::Covered& covered);
    Casework& m_casework;
};

} // namespace lapwing::work
