#pragma once

#include "tests/fault/fault_disk.h"

namespace lapwing::test {

/// What power cuts may leave: any sector of 512 bytes that was not synced is as before, as
/// written, or torn; names not synced are there or not, in any order.
class PowerCuts {
public:
    explicit PowerCuts(const DiskImage& start);
    /// The next call reached the disk, or its cache.
    void pass(const DiskCall& call);
    [[nodiscard]] DiskImage cut(SeededRandom& random) const;

private:
    using Names = std::map<std::string, std::size_t>;
    static void rename(Names& names, const DiskCall& call);
    std::map<std::size_t, Bytes> m_durable;
    std::map<std::size_t, std::vector<DiskCall>> m_pending;
    Names m_names;
    std::vector<DiskCall> m_pendingNames;
};

} // namespace lapwing::test
