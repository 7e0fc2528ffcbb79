#pragma once

#include "shared/wire/cargo_messages.h"
#include "shared/wire/frame.h"
#include "sync/store/cargo.h"
#include "sync/transport/transport.h"

namespace lapwing::work {

/// What became of another tablet's cargo.
struct Delivery {
    std::uint64_t records = 0;
    std::uint64_t taken = 0;   ///< the office has what is in them, now or already
    std::uint64_t waiting = 0; ///< the office lacks something before them: bring them again
    std::uint64_t refused = 0; ///< damaged, or sealed for another office
    std::uint64_t drafts = 0;  ///< of cases that its person still has: left where they are
};

/// Records of cargo for one request, and what the hub answers to each.
class CargoLoad {
public:
    static constexpr std::string_view kPath = "/v1/cargo";
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] bool isEmpty() const { return m_ids.empty(); }
    void add(ByteView record);
    [[nodiscard]] Bytes body() { return m_out.take(); }
    struct Answered {
        store::CargoId id;
        wire::CargoOutcome outcome{};
    };
    /// Errors: Malformed for an answer to anything else.
    [[nodiscard]] Result<std::vector<Answered>> read(ByteView answer) const;

private:
    std::vector<store::CargoId> m_ids;
    wire::FrameWriter m_out;
};

/// Carries another tablet's cargo, which nobody but the office can read, through this tablet's
/// session. The file stays as it was: doing it again costs nothing but the way.
/// `path` is a vault's folder or its file `cargo`.
/// Errors: NotFound, TooLarge for the file; Offline, Unauthorised. Blocks on the network.
[[nodiscard]] Result<Delivery> deliverCargo(store::Disk& disk, const std::string& path,
                                            store::DraftCargo drafts, transport::Transport& hub);

} // namespace lapwing::work
