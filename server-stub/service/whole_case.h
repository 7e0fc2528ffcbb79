#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/domain/may_write.h"

namespace lapwing::hub {

/// A whole case as the hub has it now, all parts of it, for laws that ask what is said and not by
/// whom: signers are zeros. Errors while looking are kept for error(), and show as nothing there.
/// Thread: the Database's.
class WholeCase final : public domain::Around {
public:
    WholeCase(HubCore& core, const CaseId& of) : m_core(core), m_case(of) {}
    [[nodiscard]] std::optional<domain::Facts> record(const RecordId& record) const override;
    [[nodiscard]] std::vector<domain::Facts> referring(const schema::RecordType& type,
                                                       const schema::Handle<RecordId>& field,
                                                       const RecordId& target) const override;
    [[nodiscard]] std::vector<domain::Facts> all(const schema::RecordType& type) const override;
    [[nodiscard]] const Result<void>& error() const { return m_error; }

private:
    [[nodiscard]] Result<std::optional<domain::Facts>> read(const RecordId& record) const;
    [[nodiscard]] Result<std::vector<domain::Facts>> readAll(std::uint16_t type) const;
    HubCore& m_core;
    CaseId m_case;
    mutable Result<void> m_error;
};

/// Whether a change makes two people of the case one, of whom one may be at risk from the other by
/// anything that the hub has of the case: its author may hold less. Errors: those of the store.
[[nodiscard]] Result<bool> mergesOpposed(HubCore& core, const store::Strand& strand,
                                         const Change& change);

} // namespace lapwing::hub
