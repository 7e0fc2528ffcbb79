#include "client/work/deliver.h"

#include <filesystem>

namespace lapwing::work {

namespace {
constexpr std::size_t kRequestBytes = 1u << 20;

Result<Bytes> fileAt(store::Disk& disk, const std::string& path)
{
    std::error_code failed;
    const bool isFolder = std::filesystem::is_directory(path, failed);
    auto bytes = disk.readWhole(isFolder ? path + "/cargo" : path, store::kCargoFileMax);
    if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "There is no cargo in that place. Nothing was sent. Name "
                                         "a vault's folder, or its file named cargo.");
    return bytes;
}

Result<Bytes> ask(transport::Transport& hub, ByteView request)
{
    auto answer = hub.post(CargoLoad::kPath, request);
    if (!answer.ok() && answer.error().code == ErrorCode::Offline)
        return fail(ErrorCode::Offline, "No connection to the office. The cargo is as it was. Try "
                                        "again when there is a network.");
    if (!answer.ok()) return answer.error();
    const auto detail = "cargo status " + std::to_string(answer->status);
    if (answer->status == 401 || answer->status == 403 || answer->status == 404)
        return fail(ErrorCode::Unauthorised,
                    "The office did not accept this tablet. The cargo is as it was. Ask the "
                    "office whether the tablet has been stopped.",
                    detail);
    if (answer->status != 200)
        return fail(ErrorCode::Offline,
                    "The office's hub could not take the cargo just now. It is as it was. Wait a "
                    "minute and try again.",
                    detail);
    return std::move(answer->body);
}

Result<void> send(CargoLoad& load, transport::Transport& hub, Delivery& delivery)
{
    if (load.isEmpty()) return {};
    LAPWING_ASSIGN(const auto answer, ask(hub, load.body()));
    LAPWING_ASSIGN(const auto all, load.read(answer));
    for (const auto& [id, outcome] : all) {
        delivery.taken += outcome == wire::CargoOutcome::Taken ? 1 : 0;
        delivery.waiting += outcome == wire::CargoOutcome::Waiting ? 1 : 0;
        delivery.refused += outcome == wire::CargoOutcome::Refused ? 1 : 0;
    }
    load = {};
    return {};
}
} // namespace

bool CargoLoad::isFull() const
{
    return m_ids.size() >= wire::kCargoRecordsMax || m_out.size() >= kRequestBytes;
}

void CargoLoad::add(ByteView record)
{
    m_ids.push_back(store::cargoIdOf(record));
    m_out.put(wire::FrameType::Cargo, record);
}

Result<std::vector<CargoLoad::Answered>> CargoLoad::read(ByteView answer) const
{
    LAPWING_ASSIGN(const auto frames, wire::readFrames(answer));
    if (frames.size() != 1 || frames.front().type != wire::FrameType::Cargo)
        return fail(ErrorCode::Malformed, {}, "an answer to cargo");
    LAPWING_ASSIGN(const auto told,
                   wire::decodeMessage<wire::CargoOutcomes>(frames.front().payload));
    if (told.items.size() != m_ids.size())
        return fail(ErrorCode::Malformed, {}, "an answer to other cargo");
    std::vector<Answered> all;
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        if (told.items[i].cargo.bytes != m_ids[i].bytes || told.items[i].outcome > 2)
            return fail(ErrorCode::Malformed, {}, "an answer to other cargo");
        all.push_back({m_ids[i], static_cast<wire::CargoOutcome>(told.items[i].outcome)});
    }
    return all;
}

Result<Delivery> deliverCargo(store::Disk& disk, const std::string& path, store::DraftCargo drafts,
                              transport::Transport& hub)
{
    LAPWING_ASSIGN(const auto file, fileAt(disk, path));
    Delivery delivery;
    CargoLoad load;
    for (const auto& stretch : store::cargoStretches(file)) {
        ++delivery.records;
        // More than a frame holds is nothing that a tablet of ours has sealed.
        if (!stretch.whole || stretch.size >= wire::kFrameWireBytesMax) {
            ++delivery.refused;
            continue;
        }
        const auto record = ByteView(file).subspan(stretch.offset, stretch.size);
        LAPWING_ASSIGN(const auto outside, store::readCargo(record));
        if (outside.kind == store::CargoKind::Draft && drafts == store::DraftCargo::Leave) {
            ++delivery.drafts;
            continue;
        }
        load.add(record);
        if (load.isFull()) LAPWING_TRY(send(load, hub, delivery));
    }
    LAPWING_TRY(send(load, hub, delivery));
    return delivery;
}

} // namespace lapwing::work
