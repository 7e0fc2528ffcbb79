#pragma once

#include "shared/domain/may_write.h"

namespace lapwing::domain {

/// What would be there once the change is made: each register it writes holds its value alone.
/// Laws ask it about records that the same change makes. Both arguments must outlive it.
class After : public Around {
public:
    After(const Around& before, std::span<const Asked> change, const PersonId& author);
    [[nodiscard]] std::optional<Facts> record(const RecordId& record) const override;
    [[nodiscard]] std::vector<Facts> referring(const schema::RecordType& type,
                                               const schema::Handle<RecordId>& field,
                                               const RecordId& target) const override;
    [[nodiscard]] std::vector<Facts> all(const schema::RecordType& type) const override;

private:
    const Around& m_before;
    std::map<RecordId, Facts> m_written;
};

} // namespace lapwing::domain
