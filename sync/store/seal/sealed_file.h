#pragma once

#include "sync/store/seal/page_sealer.h"

#include <sqlite3.h>

#include <optional>
#include <utility>

namespace lapwing::store {

/// One file as SQLite sees it (plain, logical offsets), over the same file as it lies on the disk
/// (sealed). Answers SQLite's result codes. A read or write of a shape that SQLite is not known
/// to use is refused, and refused() tells which. Private to seal/.
/// Adjacent pieces are gathered and written at once: settle() comes before anything else is asked
/// of the file, and before SQLite is told of a commit. What was gathered when the file is closed
/// belongs to no commit, and is dropped.
/// `broken` is shared by a vault's files: after a failed sync, or when memory ran out inside a
/// call, none of them answers again.
class SealedFile {
public:
    SealedFile(sqlite3_file& inner, bool& broken) : m_inner(inner), m_broken(broken) {}
    virtual ~SealedFile() = default;
    SealedFile(const SealedFile&) = delete;
    SealedFile& operator=(const SealedFile&) = delete;

    [[nodiscard]] virtual int read(std::span<std::uint8_t> out, sqlite3_int64 at) = 0;
    [[nodiscard]] virtual int write(ByteView data, sqlite3_int64 at) = 0;
    [[nodiscard]] virtual int truncate(sqlite3_int64 size) = 0;
    [[nodiscard]] virtual int size(sqlite3_int64& out) { return innerSize(out); }
    [[nodiscard]] virtual int sync(int flags);
    [[nodiscard]] sqlite3_file& inner() { return m_inner; }
    [[nodiscard]] bool broken() const { return m_broken; }
    void giveUp() { m_broken = true; }
    /// A read, write or cut of a shape that is not known: its bytes and where they begin.
    struct Refused {
        std::size_t size;
        sqlite3_int64 at;
    };
    /// The last one since it was asked, for the log.
    [[nodiscard]] std::optional<Refused> takeRefused() { return std::exchange(m_refused, {}); }

protected:
    [[nodiscard]] int innerRead(std::span<std::uint8_t> out, sqlite3_int64 at);
    [[nodiscard]] int innerWrite(ByteView data, sqlite3_int64 at);
    [[nodiscard]] int innerTruncate(sqlite3_int64 size);
    [[nodiscard]] int innerSize(sqlite3_int64& out);

    /// Room for `size` bytes that will lie at `at`; the caller fills it, or calls drop().
    [[nodiscard]] int gather(sqlite3_int64 at, std::size_t size, std::span<std::uint8_t>& out);
    void drop(std::size_t size) { m_gathered -= size; }
    [[nodiscard]] int settle();
    /// Answers `code`.
    [[nodiscard]] int refuse(int code, std::size_t size, sqlite3_int64 at);

private:
    sqlite3_file& m_inner;
    bool& m_broken;
    std::optional<Refused> m_refused;
    Bytes m_pieces; // grows once to its full size
    std::size_t m_gathered = 0;
    sqlite3_int64 m_piecesAt = 0;
};

/// The database: pages of kPageSize, each sealed in its place. It reads ahead when pages are asked
/// for in their order, which it may because nobody else writes the file. SQLite reads whole pages;
/// two parts of page 1 when it opens and locks; and since 3.45 the part of an overflow page that
/// a record fills, from the page's start and past SQLite's own cache (btree.c, accessPayload()).
class SealedMain final : public SealedFile {
public:
    SealedMain(sqlite3_file& inner, bool& broken, PageSealer& sealer)
        : SealedFile(inner, broken), m_sealer(sealer)
    {
    }
    int read(std::span<std::uint8_t> out, sqlite3_int64 at) override;
    int write(ByteView data, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    /// SQLITE_OK when page 1 opens and says that it reserves what the seal needs,
    /// SQLITE_IOERR_DATA when not, else why the disk does not tell.
    [[nodiscard]] int proveFirstPage();

private:
    [[nodiscard]] int readPage(std::span<std::uint8_t> page, std::uint64_t number);
    [[nodiscard]] int readPart(std::span<std::uint8_t> out, sqlite3_int64 at);
    [[nodiscard]] bool isAhead(std::uint64_t number);
    [[nodiscard]] bool readOn(std::uint64_t number, std::uint64_t count);
    PageSealer& m_sealer;
    Bytes m_ahead; // sealed pages as they lie on the disk
    std::uint64_t m_aheadFirst = 0;
    std::uint64_t m_aheadEnd = 0;
    std::uint64_t m_lastRead = 0;
    unsigned m_inOrder = 0;
};

/// The write-ahead log. SQLite's header of 32 and frames of 24 + 4096 bytes lie on the disk as
/// 72 and 72 + 4096; headers and pages are sealed apart, because SQLite rewrites them apart.
/// Source: docs/storage-format.md "WAL"; https://www.sqlite.org/walformat.html
class SealedWal final : public SealedFile {
public:
    SealedWal(sqlite3_file& inner, bool& broken, PageSealer& sealer)
        : SealedFile(inner, broken), m_sealer(sealer)
    {
    }
    int read(std::span<std::uint8_t> out, sqlite3_int64 at) override;
    int write(ByteView data, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    int size(sqlite3_int64& out) override;
    int sync(int flags) override;
    /// SQLITE_OK when the log begins with a header sealed under this key, SQLITE_IOERR_DATA when
    /// not, else why the disk does not tell.
    [[nodiscard]] int proveHeader();

private:
    using Salts = std::array<std::uint8_t, 8>;
    using Header = std::array<std::uint8_t, 32>;
    /// What a frame's sealed header says.
    struct Frame {
        Header bytes; // SQLite's 24, then the counter
        [[nodiscard]] std::uint64_t counter() const;
        [[nodiscard]] bool commits() const;
    };

    [[nodiscard]] int readHeader(Header& out);
    [[nodiscard]] int readFrameHeader(std::uint64_t number, Frame& out);
    [[nodiscard]] int readFramePage(std::uint64_t number, std::span<std::uint8_t> page);
    [[nodiscard]] int readFrame(std::uint64_t number, std::span<std::uint8_t> out);
    [[nodiscard]] int judgeBadFrame(std::uint64_t number);
    [[nodiscard]] int writeHeader(ByteView data);
    [[nodiscard]] int writeFrameHeader(std::uint64_t number, ByteView data);
    [[nodiscard]] int writeFramePage(std::uint64_t number, ByteView data);
    [[nodiscard]] int learnCommits(std::uint64_t number);

    PageSealer& m_sealer;
    Salts m_salts{};
    bool m_recovering = true; // SQLite is still finding where the log ends
    // Synced commits since the header; unknown until the first write after a recovery.
    std::optional<std::uint64_t> m_commits;
    std::uint64_t m_unsyncedCommit = 0; // frame number of the last commit since the last sync
};

/// The rollback journal of a database's very first transaction: a header and no pages.
class HeaderJournal final : public SealedFile {
public:
    using SealedFile::SealedFile;
    int read(std::span<std::uint8_t> out, sqlite3_int64 at) override;
    int write(ByteView data, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override { return innerTruncate(size); }
};

} // namespace lapwing::store
