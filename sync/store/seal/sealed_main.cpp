#include "sync/store/seal/sealed_file.h"

#include "shared/base/mutant.h"
#include "sync/store/seal/page_slack.h"

#include <algorithm>
#include <utility>

namespace lapwing::store {

namespace {

constexpr sqlite3_int64 kPage = kPageSize;
/// An overflow page begins with the number of the page that follows it.
constexpr std::size_t kNextPage = 4;
/// Pieces written, and pages read, at once at most.
constexpr std::size_t kAtOnce = 16;
constexpr std::size_t kGatherMax = kAtOnce * (72 + kPageSize);
/// So many steps over pages, each of a few at most, are taken for a scan.
constexpr unsigned kScanSteps = 3;
constexpr std::uint64_t kScanStride = 4;

} // namespace

int SealedFile::sync(int flags)
{
    if (const int code = settle(); code != SQLITE_OK) return code;
    if (mutant("sync-skipped")) return SQLITE_OK;
    const int code = m_inner.pMethods->xSync(&m_inner, flags);
    if (mutant("sync-error-swallowed")) return SQLITE_OK;
    // The kernel may drop what it could not write and call the next sync a success.
    if (code != SQLITE_OK) m_broken = true;
    return code;
}

int SealedFile::refuse(int code, std::size_t size, sqlite3_int64 at)
{
    m_refused = Refused{size, at};
    return code;
}

int SealedFile::gather(sqlite3_int64 at, std::size_t size, std::span<std::uint8_t>& out)
{
    const bool follows = at == m_piecesAt + static_cast<sqlite3_int64>(m_gathered);
    if (m_gathered > 0 && (!follows || m_gathered + size > kGatherMax))
        if (const int code = settle(); code != SQLITE_OK) return code;
    if (m_pieces.empty()) m_pieces.resize(kGatherMax);
    if (m_gathered == 0) m_piecesAt = at;
    out = std::span(m_pieces).subspan(m_gathered, size);
    m_gathered += size;
    return SQLITE_OK;
}

int SealedFile::settle()
{
    if (m_gathered == 0) return SQLITE_OK;
    const auto size = std::exchange(m_gathered, 0);
    return innerWrite(ByteView(m_pieces).first(size), m_piecesAt);
}

int SealedFile::innerRead(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    if (const int code = settle(); code != SQLITE_OK) return code;
    return m_inner.pMethods->xRead(&m_inner, out.data(), static_cast<int>(out.size()), at);
}

int SealedFile::innerWrite(ByteView data, sqlite3_int64 at)
{
    return m_inner.pMethods->xWrite(&m_inner, data.data(), static_cast<int>(data.size()), at);
}

int SealedFile::innerTruncate(sqlite3_int64 size)
{
    if (const int code = settle(); code != SQLITE_OK) return code;
    return m_inner.pMethods->xTruncate(&m_inner, size);
}

int SealedFile::innerSize(sqlite3_int64& out)
{
    if (const int code = settle(); code != SQLITE_OK) return code;
    return m_inner.pMethods->xFileSize(&m_inner, &out);
}

/// Whether the page is among those read ahead, after reading on if it continues a scan.
bool SealedMain::isAhead(std::uint64_t number)
{
    const bool inOrder = number > m_lastRead && number - m_lastRead <= kScanStride;
    m_inOrder = inOrder ? m_inOrder + 1 : 0;
    m_lastRead = number;
    if (number >= m_aheadFirst && number < m_aheadEnd) return true;
    // Opening a database reads its first page four times.
    if (number == 1) return readOn(1, 1);
    if (m_inOrder < kScanSteps) return false;
    sqlite3_int64 bytes = 0;
    if (innerSize(bytes) != SQLITE_OK) return false;
    const auto pages = static_cast<std::uint64_t>(bytes / kPage);
    if (number + 1 >= pages) return false;
    const auto count = std::min<std::uint64_t>(kAtOnce, pages + 1 - number);
    return readOn(number, count);
}

bool SealedMain::readOn(std::uint64_t number, std::uint64_t count)
{
    m_ahead.resize(std::max(m_ahead.size(), count * kPageSize));
    m_aheadEnd = 0;
    // What cannot be read at once is read by the page, with an error of its own.
    if (innerRead(std::span(m_ahead).first(count * kPageSize),
                  static_cast<sqlite3_int64>(number - 1) * kPage) != SQLITE_OK)
        return false;
    m_aheadFirst = number;
    m_aheadEnd = number + count;
    return true;
}

int SealedMain::readPage(std::span<std::uint8_t> page, std::uint64_t number)
{
    const SealPlace place{SealPlace::Kind::Page, number};
    ByteView sealed = page;
    int code = SQLITE_OK;
    if (isAhead(number))
        sealed = ByteView(m_ahead).subspan((number - m_aheadFirst) * kPageSize, kPageSize);
    else
        code = innerRead(page, static_cast<sqlite3_int64>(number - 1) * kPage);
    if (code == SQLITE_OK && m_sealer.openPage(place, sealed, page).ok()) return SQLITE_OK;
    std::ranges::fill(page, std::uint8_t{0});
    if (code == SQLITE_OK) return SQLITE_IOERR_DATA;
    if (code != SQLITE_IOERR_SHORT_READ) return code;
    // SQLite takes a short page for zeros, which only a file that is still empty may hold.
    sqlite3_int64 bytes = 0;
    code = size(bytes);
    if (code != SQLITE_OK) return code;
    return bytes == 0 ? SQLITE_IOERR_SHORT_READ : SQLITE_IOERR_DATA;
}

/// A seal is proved over the whole page; what was not asked for is not left behind.
int SealedMain::readPart(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    std::array<std::uint8_t, kPageSize> page;
    int code = readPage(page, static_cast<std::uint64_t>(at / kPage) + 1);
    std::ranges::copy(std::span(page).subspan(static_cast<std::size_t>(at % kPage), out.size()),
                      out.begin());
    crypto::wipe(page);
    // Page 1 torn by a power cut may lie whole in the log, which SQLite opens only after this.
    if (code == SQLITE_IOERR_DATA && at == 0) code = SQLITE_IOERR_SHORT_READ;
    return code;
}

int SealedMain::proveFirstPage()
{
    std::array<std::uint8_t, kPageSize> page;
    int code = readPage(page, 1);
    const bool ours = page[16] == kPageSize >> 8 && page[17] == 0 && page[20] == kReservedSize;
    if (code == SQLITE_OK && !ours) code = SQLITE_IOERR_DATA;
    crypto::wipe(page);
    return code;
}

int SealedMain::read(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    if (out.size() == kPageSize && at % kPage == 0)
        return readPage(out, static_cast<std::uint64_t>(at / kPage) + 1);
    const bool opening = at == 0 && out.size() == 100;
    const bool relocking = at == 24 && out.size() == 16;
    // The number of the next page, then at least one byte, and no byte of what is reserved.
    const bool overflow = at > 0 && at % kPage == 0 && out.size() > kNextPage &&
                          out.size() <= kPageSize - kReservedSize;
    return opening || relocking || overflow ? readPart(out, at)
                                            : refuse(SQLITE_IOERR_READ, out.size(), at);
}

int SealedMain::write(ByteView data, sqlite3_int64 at)
{
    if (data.size() != kPageSize || at % kPage != 0)
        return refuse(SQLITE_IOERR_WRITE, data.size(), at);
    const auto number = static_cast<std::uint64_t>(at / kPage) + 1;
    m_aheadEnd = 0;
    std::span<std::uint8_t> sealed;
    if (const int code = gather(at, kPageSize, sealed); code != SQLITE_OK) return code;
    std::array<std::uint8_t, kPageSize> page;
    std::ranges::copy(data, page.begin());
    wipeSlack(page, number == 1);
    const bool done = m_sealer.sealPage({SealPlace::Kind::Page, number}, page, sealed).ok();
    crypto::wipe(page);
    if (done) return SQLITE_OK;
    drop(kPageSize);
    return SQLITE_IOERR_WRITE;
}

int SealedMain::truncate(sqlite3_int64 size)
{
    m_aheadEnd = 0;
    return size % kPage == 0 ? innerTruncate(size) : refuse(SQLITE_IOERR_TRUNCATE, 0, size);
}

int HeaderJournal::read(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    return innerRead(out, at);
}

int HeaderJournal::write(ByteView data, sqlite3_int64 at)
{
    const bool header = at + static_cast<sqlite3_int64>(data.size()) < kPage;
    return header ? innerWrite(data, at) : refuse(SQLITE_IOERR_WRITE, data.size(), at);
}

} // namespace lapwing::store
