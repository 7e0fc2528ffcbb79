#include "sync/store/seal/anchor.h"

#include "shared/base/mutant.h"
#include "shared/wire/primitive.h"

namespace lapwing::store {

namespace {

constexpr std::uint64_t kPositions = 2;
/// Apart by a page, so that no torn sector touches both.
constexpr std::uint64_t kSlotDistance = 4096;

} // namespace

Anchor::Anchor(RawFile file, const SealKey& key, Random& random)
    : m_file(std::move(file)), m_sealer(key, "anchor", random), m_uuid(key.uuid), m_epoch(key.epoch)
{
}

Result<Anchor> Anchor::create(Disk& disk, const std::string& path, const SealKey& key,
                              Random& random, const AnchorState& first)
{
    LAPWING_ASSIGN(auto file, disk.open(path, Disk::Mode::Create));
    Anchor anchor(std::move(file), key, random);
    LAPWING_TRY(anchor.writeSlot(0, first));
    LAPWING_TRY(anchor.writeSlot(1, first));
    LAPWING_TRY(anchor.m_file.sync());
    anchor.m_settled = true;
    return anchor;
}

Result<Anchor> Anchor::open(Disk& disk, const std::string& path, const SealKey& key, Random& random)
{
    LAPWING_ASSIGN(auto file, disk.open(path, Disk::Mode::Write));
    Anchor anchor(std::move(file), key, random);
    LAPWING_TRY(anchor.read());
    return anchor;
}

Result<void> Anchor::read()
{
    std::optional<Slot> newest;
    for (std::uint64_t position = 0; position < kPositions; ++position) {
        std::array<std::uint8_t, kSlotSize> sealed;
        LAPWING_ASSIGN(auto slot, readSlot(position, sealed));
        if (!slot || (newest && newest->number >= slot->number)) continue;
        newest = std::move(slot);
        m_newest = position;
        m_sealed = sealed;
    }
    if (!newest) return fail(ErrorCode::Corrupt, {}, "no slot of the anchor opens");
    if (newest->format > kFormat) return fail(ErrorCode::TooOld, {}, "a newer anchor");
    m_number = newest->number;
    m_state = newest->state;
    return {};
}

Result<std::optional<Anchor::Slot>> Anchor::readSlot(std::uint64_t position,
                                                     std::span<std::uint8_t, kSlotSize> sealed)
{
    std::array<std::uint8_t, kPlainSize> plain;
    LAPWING_ASSIGN(const bool whole, m_file.read(position * kSlotDistance, sealed));
    const bool opened =
        whole && m_sealer.openSmall({SealPlace::Kind::Anchor, position}, sealed, plain).ok();
    if (!opened) return std::optional<Slot>();

    wire::Decoder in(plain);
    Slot slot;
    slot.format = in.u16();
    slot.number = in.u64();
    const bool ours = in.id<FileUuid>() == m_uuid && in.u32() == m_epoch;
    auto& state = slot.state;
    state.journalSeq = in.u64();
    state.journalHead = in.id<Hash>();
    state.ownSeq = in.u64();
    state.ownHead = in.id<Hash>();
    state.vaultActor = in.id<ActorId>();
    state.fieldActor = in.id<ActorId>();
    state.hubTimeMs = in.u64();
    state.bootTag = in.u32();
    state.bootMs = in.u64();
    state.leaseEndMs = in.u64();
    if (!ours || !in.ok()) return fail(ErrorCode::Corrupt, {}, "an anchor sealed wrongly");
    return std::optional(std::move(slot));
}

Result<void> Anchor::writeSlot(std::uint64_t position, const AnchorState& state)
{
    wire::Writer out;
    out.u16(kFormat);
    out.u64(m_number + 1);
    out.id(m_uuid);
    out.u32(m_epoch);
    out.u64(state.journalSeq);
    out.id(state.journalHead);
    out.u64(state.ownSeq);
    out.id(state.ownHead);
    out.id(state.vaultActor);
    out.id(state.fieldActor);
    out.u64(state.hubTimeMs);
    out.u32(state.bootTag);
    out.u64(state.bootMs);
    out.u64(state.leaseEndMs);
    auto plain = out.take();
    plain.resize(kPlainSize);
    std::array<std::uint8_t, kSlotSize> sealed;
    LAPWING_TRY(m_sealer.sealSmall({SealPlace::Kind::Anchor, position}, plain, sealed));
    const auto written = m_file.write(position * kSlotDistance, sealed);
    m_settled = m_settled && written.ok();
    LAPWING_TRY(written);
    ++m_number;
    m_state = state;
    m_newest = position;
    m_sealed = sealed;
    return {};
}

/// The same bytes harm nothing, wherever a power cut stops them.
Result<void> Anchor::settle()
{
    if (!mutant("anchor-believes-cache"))
        LAPWING_TRY(m_file.write(m_newest * kSlotDistance, m_sealed));
    LAPWING_TRY(m_file.sync());
    m_settled = true;
    m_unsynced = false;
    return {};
}

Result<void> Anchor::write(const AnchorState& state)
{
    if (!m_settled) LAPWING_TRY(settle());
    LAPWING_TRY(writeSlot(m_unsynced ? m_newest : 1 - m_newest, state));
    m_unsynced = true;
    return {};
}

Result<void> Anchor::sync()
{
    if (!m_settled) return settle();
    const auto synced = m_file.sync();
    m_settled = synced.ok();
    if (synced.ok()) m_unsynced = false;
    return synced;
}

} // namespace lapwing::store
