#include "sync/store/seal/sealed_file.h"

#include <algorithm>

namespace lapwing::store {

namespace {

constexpr sqlite3_int64 kPage = kPageSize;

} // namespace

int SealedFile::sync(int flags)
{
    const int code = m_inner.pMethods->xSync(&m_inner, flags);
    // The kernel may drop what it could not write and call the next sync a success.
    if (code != SQLITE_OK) m_broken = true;
    return code;
}

int SealedFile::innerRead(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    return m_inner.pMethods->xRead(&m_inner, out.data(), static_cast<int>(out.size()), at);
}

int SealedFile::innerWrite(ByteView data, sqlite3_int64 at)
{
    return m_inner.pMethods->xWrite(&m_inner, data.data(), static_cast<int>(data.size()), at);
}

int SealedFile::innerTruncate(sqlite3_int64 size)
{
    return m_inner.pMethods->xTruncate(&m_inner, size);
}

int SealedFile::innerSize(sqlite3_int64& out)
{
    return m_inner.pMethods->xFileSize(&m_inner, &out);
}

SealedMain::SealedMain(sqlite3_file& inner, bool& broken, const SealKey& key, Random& random)
    : SealedFile(inner, broken), m_sealer(key, "page", random)
{
}

int SealedMain::readPage(std::span<std::uint8_t> page, std::uint64_t number)
{
    const auto at = static_cast<sqlite3_int64>(number - 1) * kPage;
    int code = innerRead(page, at);
    if (code == SQLITE_OK && m_sealer.openPage({SealPlace::Kind::Page, number}, page).ok())
        return SQLITE_OK;
    std::ranges::fill(page, std::uint8_t{0});
    if (code == SQLITE_OK) return SQLITE_IOERR_DATA;
    if (code != SQLITE_IOERR_SHORT_READ) return code;
    // SQLite takes a short page for zeros, which only a file that is still empty may hold.
    sqlite3_int64 octets = 0;
    code = size(octets);
    if (code != SQLITE_OK) return code;
    return octets == 0 ? SQLITE_IOERR_SHORT_READ : SQLITE_IOERR_DATA;
}

int SealedMain::readStart(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    int code = readPage(m_page, 1);
    std::ranges::copy(std::span(m_page).subspan(static_cast<std::size_t>(at), out.size()),
                      out.begin());
    crypto::wipe(m_page);
    // Page 1 torn by a power cut may lie whole in the log, which SQLite opens only after this.
    if (code == SQLITE_IOERR_DATA && at == 0) code = SQLITE_IOERR_SHORT_READ;
    return code;
}

bool SealedMain::firstPageOpens()
{
    const bool opens = readPage(m_page, 1) == SQLITE_OK && m_page[16] == kPageSize >> 8 &&
                       m_page[17] == 0 && m_page[20] == kReservedSize;
    crypto::wipe(m_page);
    return opens;
}

int SealedMain::read(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    if (out.size() == kPageSize && at % kPage == 0)
        return readPage(out, static_cast<std::uint64_t>(at / kPage) + 1);
    const bool opening = at == 0 && out.size() == 100;
    const bool relocking = at == 24 && out.size() == 16;
    return opening || relocking ? readStart(out, at) : SQLITE_IOERR_READ;
}

int SealedMain::write(ByteView data, sqlite3_int64 at)
{
    if (data.size() != kPageSize || at % kPage != 0) return SQLITE_IOERR_WRITE;
    const auto number = static_cast<std::uint64_t>(at / kPage) + 1;
    if (!m_sealer.sealPage({SealPlace::Kind::Page, number}, data, m_page).ok())
        return SQLITE_IOERR_WRITE;
    return innerWrite(m_page, at);
}

int SealedMain::truncate(sqlite3_int64 size)
{
    return size % kPage == 0 ? innerTruncate(size) : SQLITE_IOERR_TRUNCATE;
}

int HeaderJournal::read(std::span<std::uint8_t> out, sqlite3_int64 at)
{
    return innerRead(out, at);
}

int HeaderJournal::write(ByteView data, sqlite3_int64 at)
{
    const bool header = at + static_cast<sqlite3_int64>(data.size()) < kPage;
    return header ? innerWrite(data, at) : SQLITE_IOERR_WRITE;
}

} // namespace lapwing::store
