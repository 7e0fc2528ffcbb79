#pragma once

#include "server-stub/registry/registry.h"
#include "shared/wire/found_messages.h"

#include <span>

namespace lapwing::hub {

enum class FoundState : std::uint8_t {
    Arriving = 0, ///< not all parts of it are here
    Waits = 1,    ///< a person decides
    Adopted = 2,
    Dropped = 3, ///< its content is kept: a mistaken drop can still be adopted
};

/// A strand as one device offers it, or (`known`) a right that it was given since the backup in a
/// strand that this hub has.
struct FoundRow {
    DeviceId device;
    StrandId strand;
    wire::FoundMark mark;
    FoundState state{};
    bool known = false;
    std::uint8_t rights = 0;     ///< by the last grant of an earlier epoch
    std::uint64_t grantedMs = 0; ///< when that was issued
    std::uint64_t parts = 0;     ///< of its content; here are `held` of them
    std::uint64_t held = 0;
    std::uint64_t bytes = 0;
    CaseId caseId; ///< from here on: as the content tells, once it is whole
    schema::Compartment compartment{};
    schema::Panel panel{};
    std::string ref;         ///< of the case, where the part says so
    std::uint64_t epoch = 0; ///< the snapshot's, then its place in the strand
    std::uint64_t sseq = 0;
    std::uint64_t changes = 0; ///< accepted ones in it, with those that came after
    std::string by;            ///< who decided, and why
    std::string why;
};

/// A device that this hub certified after the backup it was put back from, as it introduced itself.
struct FoundTablet {
    DeviceId device;
    Bytes introduction;
    Bytes roles;              ///< by its newest grant, encoded; empty when it showed none
    std::uint64_t serial = 0; ///< of that grant
};

/// What tablets hold and this hub lost: it is no part of any case before a person adopts it.
/// Owner of the tables found, found_part, found_base, found_tablet and
/// restored. Every call runs inside the
/// caller's transaction. Errors: those of the store. Thread: the Database's.
class FoundRows {
public:
    explicit FoundRows(store::Database& database) : m_db(database) {}
    [[nodiscard]] Result<void> createTables();

    [[nodiscard]] Result<void> put(const FoundRow& row);
    [[nodiscard]] Result<void> erase(const DeviceId& device, const StrandId& strand);
    [[nodiscard]] Result<std::optional<FoundRow>> row(const DeviceId& device,
                                                      const StrandId& strand);
    [[nodiscard]] Result<std::vector<FoundRow>> rowsOf(const DeviceId& device);
    /// All that is whole, by case and strand.
    [[nodiscard]] Result<std::vector<FoundRow>> rows();

    [[nodiscard]] Result<void> putPart(const FoundRow& row, std::uint64_t index, ByteView bytes);
    [[nodiscard]] Result<void> eraseParts(const DeviceId& device, const StrandId& strand);
    /// All parts, one after another.
    [[nodiscard]] Result<Bytes> content(const FoundRow& row);

    [[nodiscard]] Result<void> putTablet(const FoundTablet& tablet);
    [[nodiscard]] Result<std::vector<FoundTablet>> tablets();
    [[nodiscard]] Result<void> eraseTablet(const DeviceId& device);

    /// The snapshot that a strand was adopted with: what came before its log begins.
    [[nodiscard]] Result<void> putBase(store::StrandIx strand, ByteView body);
    [[nodiscard]] Result<std::optional<Bytes>> base(store::StrandIx strand);

    /// This hub was put back from a backup, and is of this epoch now: the newest grant that it
    /// knows to have given each device.
    [[nodiscard]] Result<void> rememberSerials(std::uint64_t epoch,
                                               std::span<const Device> devices);
    /// Which was that, at the restore that ended the epoch of a grant; 0 of a device unknown then.
    [[nodiscard]] Result<std::uint64_t> serialAtEnd(const DeviceId& device, std::uint64_t epoch);

private:
    store::Database& m_db;
};

} // namespace lapwing::hub
