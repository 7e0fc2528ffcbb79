#pragma once

#include "server-stub/service/strand_past.h"
#include "shared/access/decide.h"
#include "shared/access/rights.h"

namespace lapwing::hub {

/// What becomes of a change, and why when it is kept for a person. The sentence is for whoever
/// looks after the quarantine and lives as long as the program.
struct Judgement {
    Verdict state{};
    std::string_view reason;
};

/// The hub's word on the changes of one run, in order: the strand's bits first, then
/// access::decide() for each op, then the laws of domain/ for the change, on what its author knew
/// (StrandPast). Who somebody is, what they may do there and what they hold is the registry's word
/// at receipt; what the records say is the past's. No clock is asked.
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
class ChangeJudge {
public:
    /// `rights`: the author's bits in the strand today. `firstNew`: their first change not held
    /// yet.
    [[nodiscard]] static Result<ChangeJudge> open(HubCore& core, const store::Strand& strand,
                                                  const KnownActor& author, access::Rights rights,
                                                  std::uint64_t firstNew);
    [[nodiscard]] Result<Judgement> judge(const Change& change);

private:
    ChangeJudge(HubCore& core, const store::Strand& strand, const KnownActor& author,
                access::Rights rights, std::uint64_t firstNew)
        : m_core(core), m_strand(strand), m_signer(author), m_rights(rights),
          m_past(core, strand, author.certificate.actor(), firstNew)
    {
    }
    /// Why it is kept; empty when it is accepted.
    [[nodiscard]] Result<std::string_view> objection(const Change& change) const;
    [[nodiscard]] std::vector<domain::Asked> askedOf(const Change& change) const;
    [[nodiscard]] std::string_view askAccess(const Op& op, std::span<const domain::Asked> asked,
                                             const domain::Asked& one, bool isDecision) const;
    [[nodiscard]] access::Reason ask(std::span<const domain::Asked> asked, const domain::Asked& one,
                                     access::Action action) const;
    [[nodiscard]] access::Question requestFor(const domain::Asked& one,
                                              access::Action action) const;
    [[nodiscard]] RecordId agencyRecord() const { return RecordId::from(m_author.agency.view()); }
    void addOwnership(access::Question& request, std::span<const domain::Asked> asked,
                      const domain::Asked& one) const;

    HubCore& m_core;
    const store::Strand& m_strand;
    const KnownActor& m_signer;
    access::Rights m_rights;
    domain::Signer m_author;
    StrandPast m_past;
};

} // namespace lapwing::hub
