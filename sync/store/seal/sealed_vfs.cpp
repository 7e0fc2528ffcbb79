#include "sync/store/seal/sealed_vfs.h"

#include "shared/base/mutant.h"
#include "sync/store/sql/sqlite_connection.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace lapwing::store {

/// What SQLite allocates for a file of ours; the base's file lies right behind it.
struct SealedVfs::Handle {
    sqlite3_file head;
    SealedVfs* vfs;
    SealedFile* file;

    [[nodiscard]] sqlite3_file& inner() { return *reinterpret_cast<sqlite3_file*>(this + 1); }
};

/// The C face of SealedFile and SealedVfs.
struct SealedMethods {
    using Handle = SealedVfs::Handle;

    static Handle& handleOf(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static SealedVfs& vfsOf(sqlite3_vfs* vfs) { return *static_cast<SealedVfs*>(vfs->pAppData); }
    static sqlite3_vfs* baseOf(sqlite3_vfs* vfs) { return &vfsOf(vfs).m_base; }

    /// No exception may pass through SQLite; there is only one that can come.
    template <typename Call>
    static int guarded(Call call)
    {
        try {
            return call();
        } catch (const std::bad_alloc&) {
            return SQLITE_IOERR_NOMEM;
        }
    }
    template <typename Call>
    static int whole(sqlite3_file* file, int otherwise, Call call)
    {
        auto& sealed = *handleOf(file).file;
        if (sealed.broken()) return otherwise;
        const int code = guarded([&] { return call(sealed); });
        // It may have left off in the middle of a piece, which must never be written.
        if (code == SQLITE_IOERR_NOMEM) sealed.giveUp();
        return code;
    }
    static int close(sqlite3_file* file)
    {
        handleOf(file).vfs->close(handleOf(file));
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at)
    {
        const std::span to(static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size));
        return whole(file, SQLITE_IOERR_READ, [&](auto& f) { return f.read(to, at); });
    }
    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
    {
        const ByteView from(static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size));
        return whole(file, SQLITE_IOERR_WRITE, [&](auto& f) { return f.write(from, at); });
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        return whole(file, SQLITE_IOERR_TRUNCATE, [&](auto& f) { return f.truncate(size); });
    }
    static int sync(sqlite3_file* file, int flags)
    {
        return whole(file, SQLITE_IOERR_FSYNC, [&](auto& f) { return f.sync(flags); });
    }
    static int size(sqlite3_file* file, sqlite3_int64* out)
    {
        return whole(file, SQLITE_IOERR_FSTAT, [&](auto& f) { return f.size(*out); });
    }
    static int lock(sqlite3_file* file, int level)
    {
        auto& inner = handleOf(file).inner();
        return inner.pMethods->xLock(&inner, level);
    }
    static int unlock(sqlite3_file* file, int level)
    {
        auto& inner = handleOf(file).inner();
        return inner.pMethods->xUnlock(&inner, level);
    }
    static int isReserved(sqlite3_file* file, int* out)
    {
        auto& inner = handleOf(file).inner();
        return inner.pMethods->xCheckReservedLock(&inner, out);
    }
    // Hints that grow or map the base file would put bytes there that were never sealed.
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file*) { return kPageSize; }
    // Keeps SQLite from padding the log or merging its writes.
    static int traits(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* granted)
    {
        return guarded([&] { return vfsOf(vfs).open(name, handleOf(file), flags, granted); });
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        if (vfsOf(vfs).m_journalPath != name) return SQLITE_IOERR_DELETE;
        return baseOf(vfs)->xDelete(baseOf(vfs), name, syncFolder);
    }
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out)
    {
        return baseOf(vfs)->xAccess(baseOf(vfs), name, flags, out);
    }
    static int fullPath(sqlite3_vfs* vfs, const char* name, int size, char* out)
    {
        // Resolved already, by the Disk.
        const auto& path = vfsOf(vfs).m_path;
        if (path == name && path.size() < static_cast<std::size_t>(size)) {
            std::copy_n(name, path.size() + 1, out);
            return SQLITE_OK;
        }
        return baseOf(vfs)->xFullPathname(baseOf(vfs), name, size, out);
    }
    static int random(sqlite3_vfs* vfs, int size, char* out)
    {
        return baseOf(vfs)->xRandomness(baseOf(vfs), size, out);
    }
    static int sleep(sqlite3_vfs* vfs, int micros)
    {
        return baseOf(vfs)->xSleep(baseOf(vfs), micros);
    }
    static int now(sqlite3_vfs* vfs, double* out)
    {
        return baseOf(vfs)->xCurrentTime(baseOf(vfs), out);
    }
    static int lastError(sqlite3_vfs* vfs, int size, char* out)
    {
        return baseOf(vfs)->xGetLastError(baseOf(vfs), size, out);
    }

    // Version 1: no shared memory and no mapping, so SQLite can use neither.
    static constexpr sqlite3_io_methods kFile{1,       close,      read,    write,   truncate,
                                              sync,    size,       lock,    unlock,  isReserved,
                                              control, sectorSize, traits,  nullptr, nullptr,
                                              nullptr, nullptr,    nullptr, nullptr};

    static void fill(sqlite3_vfs& vfs, const sqlite3_vfs& base, const char* name, SealedVfs* self)
    {
        vfs.iVersion = 1;
        vfs.szOsFile = static_cast<int>(sizeof(Handle)) + base.szOsFile;
        vfs.mxPathname = base.mxPathname;
        vfs.zName = name;
        vfs.pAppData = self;
        vfs.xOpen = open;
        vfs.xDelete = remove;
        vfs.xAccess = access;
        vfs.xFullPathname = fullPath;
        vfs.xRandomness = random;
        vfs.xSleep = sleep;
        vfs.xCurrentTime = now;
        vfs.xGetLastError = lastError;
    }
};

SealedVfs::SealedVfs(sqlite3_vfs& base, std::string path, const SealKey& key, bool isNew,
                     Random& random)
    : m_base(base), m_path(std::move(path)), m_walPath(m_path + "-wal"),
      m_journalPath(m_path + "-journal"), m_pages(key, "page", random),
      m_frames(key, "wal", random), m_isNew(isNew),
      m_name("lapwing-sealed-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))
{
    SealedMethods::fill(m_vfs, base, m_name.c_str(), this);
}

Result<std::unique_ptr<SealedVfs>> SealedVfs::install(Disk& disk, std::string path,
                                                      const SealKey& key, bool isNew,
                                                      Random& random)
{
    LAPWING_ASSIGN(auto* const base, disk.base());
    auto vfs = std::unique_ptr<SealedVfs>(
        new SealedVfs(*base, std::move(path), key, isNew, random));
    const bool missing = mutant("sealing-missing");
    const int code = missing ? SQLITE_OK : sqlite3_vfs_register(&vfs->m_vfs, 0);
    if (code != SQLITE_OK) return sqlError(code, "register");
    return vfs;
}

SealedVfs::~SealedVfs() { sqlite3_vfs_unregister(&m_vfs); }

int SealedVfs::open(const char* name, Handle& handle, int flags, int* granted)
{
    handle.head.pMethods = nullptr;
    const bool main = (flags & SQLITE_OPEN_MAIN_DB) && name && m_path == name && !m_main;
    const bool wal = (flags & SQLITE_OPEN_WAL) && name && m_walPath == name && m_main && !m_wal;
    bool journal =
        (flags & SQLITE_OPEN_MAIN_JOURNAL) && name && m_journalPath == name && m_main && !m_journal;
    if (journal) {
        sqlite3_int64 bytes = 0;
        const int code = m_main->size(bytes);
        if (code != SQLITE_OK) return code;
        journal = bytes == 0;
    }
    if (!main && !wal && !journal) return SQLITE_CANTOPEN;

    auto& inner = handle.inner();
    inner.pMethods = nullptr;
    int code = m_base.xOpen(&m_base, name, &inner, flags, granted);
    if (main) handle.file = &m_main.emplace(inner, m_broken, m_pages);
    if (code == SQLITE_OK && main) code = prove();
    if (code != SQLITE_OK) {
        if (main) m_main.reset();
        if (inner.pMethods) inner.pMethods->xClose(&inner);
        return code;
    }
    if (wal) handle.file = &m_wal.emplace(inner, m_broken, m_frames);
    if (journal) handle.file = &m_journal.emplace(inner, m_broken);
    handle.vfs = this;
    handle.head.pMethods = &SealedMethods::kFile;
    return SQLITE_OK;
}

/// Under a wrong key SQLite would find no header and an empty log, and write over both: so
/// something must open before it sees the file. Page 1 may be torn, then the log must open.
/// The lock stays: SQLite takes it next, and what was read under it goes on being so.
int SealedVfs::prove()
{
    sqlite3_int64 bytes = 0;
    int code = m_main->size(bytes);
    if (code != SQLITE_OK) return code;
    if ((bytes == 0) != m_isNew) return SQLITE_IOERR_DATA;
    if (m_isNew) return SQLITE_OK;
    auto& file = m_main->inner();
    code = file.pMethods->xLock(&file, SQLITE_LOCK_SHARED);
    if (code != SQLITE_OK) return code;
    code = m_main->proveFirstPage();
    return code == SQLITE_IOERR_DATA ? proveLog() : code;
}

int SealedVfs::proveLog()
{
    struct Free {
        void operator()(sqlite3_file* file) const
        {
            if (file->pMethods) file->pMethods->xClose(file);
            std::free(file);
        }
    };
    const std::unique_ptr<sqlite3_file, Free> file(
        static_cast<sqlite3_file*>(std::calloc(1, static_cast<std::size_t>(m_base.szOsFile))));
    if (!file) return SQLITE_IOERR_NOMEM;
    int there = 0;
    int code = m_base.xAccess(&m_base, m_walPath.c_str(), SQLITE_ACCESS_EXISTS, &there);
    if (code != SQLITE_OK) return code;
    if (!there) return SQLITE_IOERR_DATA;
    int granted = 0;
    constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_WAL;
    code = m_base.xOpen(&m_base, m_walPath.c_str(), file.get(), kFlags, &granted);
    if (code != SQLITE_OK) return code;
    return SealedWal(*file, m_broken, m_frames).proveHeader();
}

std::string SealedVfs::takeRefusal()
{
    const auto ask = [](auto& file, const char* name) -> std::string {
        const auto refused = file ? file->takeRefused() : std::nullopt;
        if (!refused) return {};
        return std::to_string(refused->size) + " bytes at " + std::to_string(refused->at) +
               " of the " + name + " are of no known shape";
    };
    auto said = ask(m_main, "database");
    if (said.empty()) said = ask(m_wal, "log");
    return said.empty() ? ask(m_journal, "journal") : said;
}

void SealedVfs::close(Handle& handle)
{
    auto& inner = handle.inner();
    inner.pMethods->xClose(&inner);
    if (m_main && handle.file == &*m_main)
        m_main.reset();
    else if (m_wal && handle.file == &*m_wal)
        m_wal.reset();
    else
        m_journal.reset();
}

} // namespace lapwing::store
