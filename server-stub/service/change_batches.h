#pragma once

#include "shared/schema/schema.h"
#include "sync/store/author.h"

#include <map>
#include <vector>

namespace lapwing::hub {

/// Writes of one strand, cut into changes between records where that is possible. A plain value.
class Batches {
public:
    void add(std::vector<store::Write> record);
    /// One change each, in their order.
    [[nodiscard]] std::vector<std::vector<store::Write>> take();
    /// What comes now is in another change.
    void cut();

private:
    [[nodiscard]] bool fits(std::size_t ops, std::size_t bytes) const;
    std::vector<store::Write> m_open;
    std::size_t m_bytes = 0;
    std::vector<std::vector<store::Write>> m_done;
};
using BatchesOfStrands = std::map<schema::Compartment, Batches>;

/// The writes of one record, each to the strand that its field is of.
void addParts(BatchesOfStrands& batches, std::vector<store::Write> writes);

} // namespace lapwing::hub
