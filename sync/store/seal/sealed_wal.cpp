#include "sync/store/seal/sealed_file.h"

#include "shared/base/mutant.h"

#include <algorithm>
#include <cstring>

namespace lapwing::store {

namespace {

using Kind = SealPlace::Kind;

// As SQLite counts bytes, and as they lie on the disk.
constexpr std::size_t kPlainHeader = 32, kPlainFrameHeader = 24;
constexpr std::size_t kPlainFrame = kPlainFrameHeader + kPageSize;
constexpr std::size_t kDiskHeader = kPlainHeader + crypto::kSealOverhead;
constexpr std::size_t kDiskFrame = kDiskHeader + kPageSize;
constexpr std::size_t kSaltsAt = 16;

sqlite3_int64 diskOffset(std::uint64_t frame)
{
    return static_cast<sqlite3_int64>(kDiskHeader + (frame - 1) * kDiskFrame);
}

/// A bad seal and a frame cut short are the same to us; other failures of the disk are not.
bool isBad(int code) { return code == SQLITE_IOERR_DATA; }
int asBad(int code) { return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : code; }

} // namespace

std::uint64_t SealedWal::Frame::counter() const
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i)
        value |= std::uint64_t{bytes[kPlainFrameHeader + i]} << (8 * i);
    return value;
}

bool SealedWal::Frame::commits() const
{
    return (bytes[4] | bytes[5] | bytes[6] | bytes[7]) != 0;
}

int SealedWal::readHeader(Header& out)
{
    std::array<std::uint8_t, kDiskHeader> sealed;
    if (const int code = innerRead(sealed, 0); code != SQLITE_OK) return asBad(code);
    if (!m_sealer.openSmall({Kind::WalHeader, 0}, sealed, out).ok()) return SQLITE_IOERR_DATA;
    std::copy_n(out.begin() + kSaltsAt, m_salts.size(), m_salts.begin());
    return SQLITE_OK;
}

int SealedWal::proveHeader()
{
    Header header;
    return readHeader(header);
}

int SealedWal::readFrameHeader(std::uint64_t number, Frame& out)
{
    std::array<std::uint8_t, kDiskHeader> sealed;
    if (const int code = innerRead(sealed, diskOffset(number)); code != SQLITE_OK)
        return asBad(code);
    const bool opened =
        m_sealer.openSmall({Kind::FrameHeader, number, m_salts}, sealed, out.bytes).ok();
    return opened ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int SealedWal::readFramePage(std::uint64_t number, std::span<std::uint8_t> page)
{
    int code = asBad(innerRead(page, diskOffset(number) + kDiskHeader));
    if (code == SQLITE_OK && !m_sealer.openPage({Kind::WalPage, number, m_salts}, page, page).ok())
        code = SQLITE_IOERR_DATA;
    if (code != SQLITE_OK) std::ranges::fill(page, std::uint8_t{0});
    return code;
}

int SealedWal::readFrame(std::uint64_t number, std::span<std::uint8_t> out)
{
    Frame frame{};
    int code = readFrameHeader(number, frame);
    if (code == SQLITE_OK) code = readFramePage(number, out.subspan(kPlainFrameHeader));
    if (code == SQLITE_OK) {
        std::copy_n(frame.bytes.begin(), kPlainFrameHeader, out.begin());
        return SQLITE_OK;
    }
    std::ranges::fill(out, std::uint8_t{0});
    // Only a recovery may meet a torn frame; later, zeros would pass for what was written.
    return isBad(code) && m_recovering ? judgeBadFrame(number) : code;
}

/// Every frame of a transaction carries 1 + the commits synced before it. A frame after the bad
/// one that carries more than the next transaction's number was written after that one had been
/// synced: then the bad frame did not tear in a power cut, it was damaged since.
int SealedWal::judgeBadFrame(std::uint64_t number)
{
    sqlite3_int64 bytes = 0;
    if (const int code = size(bytes); code != SQLITE_OK) return code;
    const auto frames = static_cast<std::uint64_t>(bytes) / kPlainFrame;
    Frame frame{};
    std::uint64_t commits = 0;
    for (auto before = number - 1; before > 0; --before) {
        const int code = readFrameHeader(before, frame);
        if (code != SQLITE_OK && !isBad(code)) return code;
        if (code == SQLITE_OK && frame.commits()) {
            commits = frame.counter();
            break;
        }
    }
    if (mutant("torn-is-corrupt")) return SQLITE_IOERR_DATA;
    for (auto after = number; after <= frames; ++after) {
        const int code = readFrameHeader(after, frame);
        if (code != SQLITE_OK && !isBad(code)) return code;
        if (code == SQLITE_OK && frame.counter() > commits + 1) return SQLITE_IOERR_DATA;
    }
    return SQLITE_OK;
}

int SealedWal::read(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    const auto offset = static_cast<std::uint64_t>(at);
    if (offset < kPlainHeader) {
        if (offset + out.size() > kPlainHeader) return refuse(SQLITE_IOERR_READ, out.size(), at);
        Header header{};
        int code = readHeader(header);
        // A log whose header does not open is an empty log, as SQLite holds of a torn one.
        if (isBad(code) && m_recovering && offset == 0) {
            header.fill(0);
            code = SQLITE_OK;
        }
        std::copy_n(header.begin() + at, out.size(), out.begin());
        return code;
    }
    const auto number = (offset - kPlainHeader) / kPlainFrame + 1;
    const auto within = (offset - kPlainHeader) % kPlainFrame;
    if (within == 0 && out.size() == kPlainFrame) return readFrame(number, out);
    if (within == kPlainFrameHeader && out.size() == kPageSize) {
        m_recovering = false;
        return readFramePage(number, out);
    }
    if (within + out.size() > kPlainFrameHeader)
        return refuse(SQLITE_IOERR_READ, out.size(), at);
    Frame frame{};
    const int code = readFrameHeader(number, frame);
    std::copy_n(frame.bytes.begin() + static_cast<std::ptrdiff_t>(within), out.size(),
                out.begin());
    return code;
}

int SealedWal::writeHeader(ByteView data)
{
    std::span<std::uint8_t> sealed;
    if (const int code = gather(0, kDiskHeader, sealed); code != SQLITE_OK) return code;
    if (!m_sealer.sealSmall({Kind::WalHeader, 0}, data, sealed).ok()) {
        drop(kDiskHeader);
        return SQLITE_IOERR_WRITE;
    }
    std::copy_n(data.begin() + kSaltsAt, m_salts.size(), m_salts.begin());
    m_commits = 0;
    m_unsyncedCommit = 0;
    return SQLITE_OK;
}

/// SQLite goes on writing right after the last commit that its recovery believed, which a killed
/// process may have left unsynced.
int SealedWal::learnCommits(std::uint64_t number)
{
    if (m_commits) return SQLITE_OK;
    Frame last{};
    const int code = number > 1 ? readFrameHeader(number - 1, last) : SQLITE_IOERR_DATA;
    if (code != SQLITE_OK) return code;
    if (!last.commits()) return SQLITE_IOERR_DATA;
    if (const int synced = SealedFile::sync(SQLITE_SYNC_NORMAL); synced != SQLITE_OK) return synced;
    m_commits = last.counter();
    return SQLITE_OK;
}

int SealedWal::writeFrameHeader(std::uint64_t number, ByteView data)
{
    if (const int code = learnCommits(number); code != SQLITE_OK) return code;
    Frame frame{};
    std::ranges::copy(data, frame.bytes.begin());
    const auto counter = *m_commits + 1;
    for (std::size_t i = 0; i < 8; ++i)
        frame.bytes[kPlainFrameHeader + i] = static_cast<std::uint8_t>(counter >> (8 * i));
    if (frame.commits())
        m_unsyncedCommit = number;
    else if (number <= m_unsyncedCommit)
        m_unsyncedCommit = 0;

    std::span<std::uint8_t> sealed;
    if (const int code = gather(diskOffset(number), kDiskHeader, sealed); code != SQLITE_OK)
        return code;
    if (m_sealer.sealSmall({Kind::FrameHeader, number, m_salts}, frame.bytes, sealed).ok())
        return SQLITE_OK;
    drop(kDiskHeader);
    return SQLITE_IOERR_WRITE;
}

int SealedWal::writeFramePage(std::uint64_t number, ByteView data)
{
    std::span<std::uint8_t> sealed;
    const int code = gather(diskOffset(number) + kDiskHeader, kPageSize, sealed);
    if (code != SQLITE_OK) return code;
    if (!m_sealer.sealPage({Kind::WalPage, number, m_salts}, data, sealed).ok()) {
        drop(kPageSize);
        return SQLITE_IOERR_WRITE;
    }
    // A commit is told of once its last frame is written.
    return number == m_unsyncedCommit ? settle() : SQLITE_OK;
}

int SealedWal::write(ByteView data, sqlite3_int64 at)
{
    m_recovering = false;
    const auto offset = static_cast<std::uint64_t>(at);
    if (offset == 0 && data.size() == kPlainHeader) return writeHeader(data);
    if (offset < kPlainHeader) return refuse(SQLITE_IOERR_WRITE, data.size(), at);
    const auto number = (offset - kPlainHeader) / kPlainFrame + 1;
    const auto within = (offset - kPlainHeader) % kPlainFrame;
    int code = SQLITE_IOERR_WRITE;
    if (within == 0 && data.size() == kPlainFrameHeader)
        code = writeFrameHeader(number, data);
    else if (within == kPlainFrameHeader && data.size() == kPageSize)
        code = writeFramePage(number, data);
    else
        code = refuse(SQLITE_IOERR_WRITE, data.size(), at);
    // SQLite takes a transaction back when any of its writes fails: it will not be a commit.
    if (code != SQLITE_OK) m_unsyncedCommit = 0;
    return code;
}

int SealedWal::truncate(sqlite3_int64 size)
{
    return size == 0 ? innerTruncate(0) : refuse(SQLITE_IOERR_TRUNCATE, 0, size);
}

int SealedWal::size(sqlite3_int64& out)
{
    sqlite3_int64 bytes = 0;
    const int code = innerSize(bytes);
    if (code != SQLITE_OK) return code;
    const auto disk = static_cast<std::uint64_t>(bytes);
    // A frame that was cut short counts for nothing, as it does in SQLite.
    const auto frames = disk < kDiskHeader ? 0 : (disk - kDiskHeader) / kDiskFrame;
    out = disk < kDiskHeader ? 0 : static_cast<sqlite3_int64>(kPlainHeader + frames * kPlainFrame);
    return SQLITE_OK;
}

int SealedWal::sync(int flags)
{
    const int code = SealedFile::sync(flags);
    if (code == SQLITE_OK && m_unsyncedCommit != 0) {
        m_unsyncedCommit = 0;
        m_commits = *m_commits + 1;
    }
    return code;
}

} // namespace lapwing::store
