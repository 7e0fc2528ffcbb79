#pragma once

#include "shared/domain/may_write.h"
#include "sync/store/replica.h"

#include <map>

namespace lapwing::work {

/// Records of one case as this tablet displays them, as the facts that laws ask about: each
/// version with the person whose key signed it. Reads when asked, and keeps what it read: drop it
/// after one answer.
/// Errors: those of store::Replica. What Around answers cannot fail, so after a law has been asked,
/// error() tells whether it was told everything. Thread: the replica's, which must outlive this.
class TabletFacts : public domain::Around {
public:
    TabletFacts(store::Replica& replica, const CaseId& of) : m_replica(replica), m_case(of) {}

    [[nodiscard]] Result<domain::Facts> of(const DisplayedRecord& form) const;
    /// Who wrote with this key. One whose certificate never came is a person nobody knows.
    [[nodiscard]] Result<PersonId> personOf(const ActorId& actor) const;
    /// Who this tablet's person is on the panel of the case, by the directory.
    [[nodiscard]] Result<domain::Signer> author() const;
    [[nodiscard]] Result<void> error() const;

    [[nodiscard]] std::optional<domain::Facts> record(const RecordId& record) const override;
    [[nodiscard]] std::vector<domain::Facts> referring(const schema::RecordType& type,
                                                       const schema::Handle<RecordId>& field,
                                                       const RecordId& target) const override;
    [[nodiscard]] std::vector<domain::Facts> all(const schema::RecordType& type) const override;

private:
    [[nodiscard]] Result<std::optional<domain::Facts>> read(const RecordKey& record) const;
    [[nodiscard]] Result<std::vector<domain::Facts>> readAll(std::uint16_t type) const;
    /// An answer that failed is kept as that, and nothing is told for it.
    template <class T>
    [[nodiscard]] T orNothing(Result<T> read) const
    {
        if (read.ok()) return std::move(read).value();
        if (!m_failed) m_failed = read.error();
        return T{};
    }

    store::Replica& m_replica;
    CaseId m_case;
    mutable std::map<ActorId, PersonId> m_persons;
    mutable std::map<std::uint16_t, std::vector<domain::Facts>> m_byType;
    mutable std::optional<Error> m_failed;
};

} // namespace lapwing::work
