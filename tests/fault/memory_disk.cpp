#include "tests/fault/memory_disk.h"

#include "shared/base/check.h"

#include <algorithm>
#include <cstring>

namespace lapwing::test {

namespace {

using Kind = DiskCall::Kind;
constexpr std::size_t kSector = 512;

std::string nameOf(const void* disk)
{
    return "memory-" + std::to_string(reinterpret_cast<std::uintptr_t>(disk));
}

Error failed(int code, const char* call)
{
    const auto meaning =
        code == SQLITE_FULL ? ErrorCode::StorageFull : ErrorCode::StorageFailed;
    return fail(meaning, {}, std::string("made to fail: ") + call);
}

/// How a power cut treats unsynced sectors: all alike, or each by its own throw.
struct Mercy {
    explicit Mercy(SeededRandom& random) : m_random(random)
    {
        constexpr std::array<std::uint64_t, 7> kKept{0, 100, 50, 50, 90, 10, 97};
        m_kept = kKept[random.below(kKept.size())];
        m_torn = random.oneIn(2) ? 0 : 10;
    }
    [[nodiscard]] bool keeps() { return m_random.below(100) < m_kept; }
    [[nodiscard]] bool tears() { return m_random.below(100) < m_torn; }

private:
    SeededRandom& m_random;
    std::uint64_t m_kept;
    std::uint64_t m_torn;
};

} // namespace

void MemoryFile::apply(Bytes& to, const Change& change)
{
    if (change.truncates) {
        to.resize(change.offset);
        return;
    }
    if (to.size() < change.offset + change.octets.size())
        to.resize(change.offset + change.octets.size());
    std::ranges::copy(change.octets, to.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void MemoryFile::write(std::uint64_t offset, ByteView octets)
{
    m_unsynced.push_back({offset, Bytes(octets.begin(), octets.end()), false});
    apply(m_now, m_unsynced.back());
}

void MemoryFile::truncate(std::uint64_t size)
{
    m_unsynced.push_back({size, {}, true});
    apply(m_now, m_unsynced.back());
}

void MemoryFile::sync(std::size_t count)
{
    for (std::size_t i = 0; i < std::min(count, m_unsynced.size()); ++i)
        apply(m_durable, m_unsynced[i]);
    m_unsynced.clear();
}

Bytes MemoryFile::afterPowerCut(SeededRandom& random) const
{
    Bytes left = m_durable;
    Mercy mercy(random);
    for (const auto& change : m_unsynced) {
        if (change.truncates) {
            if (mercy.keeps()) apply(left, change);
            continue;
        }
        const auto end = change.offset + change.octets.size();
        for (auto from = change.offset; from < end;) {
            const auto to = std::min<std::uint64_t>((from / kSector + 1) * kSector, end);
            auto first = change.octets.begin() + static_cast<std::ptrdiff_t>(from - change.offset);
            auto last = change.octets.begin() + static_cast<std::ptrdiff_t>(to - change.offset);
            auto at = from;
            if (mercy.tears()) {
                const auto cut = static_cast<std::ptrdiff_t>(random.below(to - from));
                if (random.oneIn(2)) {
                    last = first + cut;
                } else {
                    first += cut;
                    at += static_cast<std::uint64_t>(cut);
                }
                if (first != last) apply(left, {at, Bytes(first, last), false});
            } else if (mercy.keeps()) {
                apply(left, {at, Bytes(first, last), false});
            }
            from = to;
        }
    }
    return left;
}

std::shared_ptr<MemoryFile> MemoryFile::holding(const Bytes& content)
{
    auto file = std::make_shared<MemoryFile>();
    file->m_now = file->m_durable = content;
    return file;
}

/// What SQLite allocates for each open file.
struct MemoryDisk::Handle {
    sqlite3_file head;
    MemoryDisk* disk;
    std::string path;
    std::shared_ptr<MemoryFile> file;
    bool syncsFolder = false; ///< its name is not on the medium yet
};

struct MemoryDisk::Calls {
    static Handle& handleOf(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static MemoryDisk& diskOf(sqlite3_vfs* vfs)
    {
        return *static_cast<MemoryDisk*>(vfs->pAppData);
    }
    static int ask(sqlite3_file* file, Kind kind)
    {
        return handleOf(file).disk->ask({kind, handleOf(file).path}).code;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* granted)
    {
        file->pMethods = nullptr;
        auto& disk = diskOf(vfs);
        const std::string path = name ? name : "(a temporary file)";
        if (const auto told = disk.ask({Kind::Open, path}); told.code != SQLITE_OK)
            return told.code;
        const auto found = disk.m_names.find(path);
        const bool makes = found == disk.m_names.end();
        if (makes && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
        auto content = makes ? std::make_shared<MemoryFile>() : found->second;
        if (makes) {
            const auto allowed = disk.ask({.kind = Kind::Create, .path = path, .grows = true});
            if (allowed.code != SQLITE_OK) return allowed.code;
            disk.rename({{}, path, content});
        }
        new (file) Handle{{&kMethods}, &disk, path, std::move(content), makes};
        if (granted) *granted = flags;
        return SQLITE_OK;
    }
    static int close(sqlite3_file* file)
    {
        handleOf(file).~Handle();
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at)
    {
        auto& handle = handleOf(file);
        const std::span to(static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size));
        const auto offset = static_cast<std::uint64_t>(at);
        const auto told = handle.disk->ask({Kind::Read, handle.path, offset});
        if (told.code != SQLITE_OK) {
            std::ranges::fill(to, std::uint8_t{0xee});
            return told.code;
        }
        const auto& now = handle.file->now();
        const auto there = offset < now.size() ? std::min(now.size() - offset, to.size()) : 0;
        std::memcpy(to.data(), now.data() + (there ? offset : 0), there);
        std::ranges::fill(to.subspan(there), std::uint8_t{0});
        return there == to.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
    {
        auto& handle = handleOf(file);
        const ByteView octets(static_cast<const std::uint8_t*>(data),
                              static_cast<std::size_t>(size));
        const auto offset = static_cast<std::uint64_t>(at);
        const bool grows = offset + octets.size() > handle.file->now().size();
        const auto told = handle.disk->ask({Kind::Write, handle.path, offset, octets, grows});
        const auto done = told.code == SQLITE_OK ? octets.size()
                                                 : std::min(told.done, octets.size());
        if (done > 0) handle.file->write(offset, octets.first(done));
        return told.code;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        if (const int code = ask(file, Kind::Truncate); code != SQLITE_OK) return code;
        handleOf(file).file->truncate(static_cast<std::uint64_t>(size));
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int)
    {
        auto& handle = handleOf(file);
        const auto told = handle.disk->ask({Kind::Sync, handle.path});
        handle.file->sync(told.code == SQLITE_OK ? handle.file->unsynced() : told.done);
        if (told.code != SQLITE_OK || !handle.syncsFolder) return told.code;
        handle.syncsFolder = false;
        return handle.disk->syncFolder(handle.path);
    }
    static int size(sqlite3_file* file, sqlite3_int64* out)
    {
        if (const int code = ask(file, Kind::Size); code != SQLITE_OK) return code;
        *out = static_cast<sqlite3_int64>(handleOf(file).file->now().size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file* file, int) { return ask(file, Kind::Lock); }
    static int unlock(sqlite3_file* file, int) { return ask(file, Kind::Unlock); }
    static int isReserved(sqlite3_file*, int* out)
    {
        *out = 0;
        return SQLITE_OK;
    }
    /// Does what the real layer does with a hint: grows the file by octets nobody has sealed.
    static int control(sqlite3_file* file, int what, void* argument)
    {
        if (what != SQLITE_FCNTL_SIZE_HINT) return SQLITE_NOTFOUND;
        constexpr std::size_t kChunk = 64 << 10;
        auto& content = *handleOf(file).file;
        const auto wanted = static_cast<std::size_t>(*static_cast<sqlite3_int64*>(argument));
        const auto size = (wanted + kChunk - 1) / kChunk * kChunk;
        if (size > content.now().size())
            content.write(content.now().size(), Bytes(size - content.now().size()));
        return SQLITE_OK;
    }
    static int sectorSize(sqlite3_file*) { return static_cast<int>(kSector); }
    static int traits(sqlite3_file*) { return 0; }

    static int remove(sqlite3_vfs* vfs, const char* name, int syncsFolder)
    {
        auto& disk = diskOf(vfs);
        const std::string path = name;
        if (const auto told = disk.ask({Kind::Remove, path}); told.code != SQLITE_OK)
            return told.code;
        if (!disk.m_names.contains(path)) return SQLITE_IOERR_DELETE_NOENT;
        disk.rename({path, {}, nullptr});
        return syncsFolder ? disk.syncFolder(path) : SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* out)
    {
        auto& disk = diskOf(vfs);
        const std::string path = name;
        if (const auto told = disk.ask({Kind::Access, path}); told.code != SQLITE_OK)
            return told.code;
        const auto found = disk.m_names.find(path);
        *out = found != disk.m_names.end() && !found->second->now().empty();
        return SQLITE_OK;
    }
    static int fullPath(sqlite3_vfs*, const char* name, int size, char* out)
    {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static int random(sqlite3_vfs*, int size, char* out)
    {
        std::memset(out, 1, static_cast<std::size_t>(size));
        return size;
    }
    static int pause(sqlite3_vfs*, int micros) { return micros; }
    static int time(sqlite3_vfs*, double* out)
    {
        *out = 2460000.5;
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs*, int, char*) { return 0; }

    static constexpr sqlite3_io_methods kMethods{1,       close,      read,    write,   truncate,
                                                 sync,    size,       lock,    unlock,  isReserved,
                                                 control, sectorSize, traits,  nullptr, nullptr,
                                                 nullptr, nullptr,    nullptr, nullptr};
};

MemoryDisk::MemoryDisk(const Image& image, DiskWatch* watch)
    : Disk(nameOf(this)), m_watch(watch), m_vfsName(nameOf(this))
{
    for (const auto& [path, content] : image) m_names[path] = MemoryFile::holding(content);
    m_durableNames = m_names;
    m_vfs.iVersion = 1;
    m_vfs.szOsFile = static_cast<int>(sizeof(Handle));
    m_vfs.mxPathname = 512;
    m_vfs.zName = m_vfsName.c_str();
    m_vfs.pAppData = this;
    m_vfs.xOpen = Calls::open;
    m_vfs.xDelete = Calls::remove;
    m_vfs.xAccess = Calls::access;
    m_vfs.xFullPathname = Calls::fullPath;
    m_vfs.xRandomness = Calls::random;
    m_vfs.xSleep = Calls::pause;
    m_vfs.xCurrentTime = Calls::time;
    m_vfs.xGetLastError = Calls::lastError;
    check(sqlite3_vfs_register(&m_vfs, 0) == SQLITE_OK, "registering a VFS");
}

MemoryDisk::~MemoryDisk() { sqlite3_vfs_unregister(&m_vfs); }

DiskVerdict MemoryDisk::ask(const DiskCall& call)
{
    return m_watch ? m_watch->before(call) : DiskVerdict{};
}

void MemoryDisk::apply(Names& names, const NameChange& change)
{
    if (!change.from.empty()) names.erase(change.from);
    if (!change.to.empty()) names[change.to] = change.file;
}

void MemoryDisk::rename(NameChange change)
{
    apply(m_names, change);
    m_unsyncedNames.push_back(std::move(change));
}

int MemoryDisk::syncFolder(const std::string& path)
{
    if (const auto told = ask({Kind::SyncFolder, path}); told.code != SQLITE_OK) return told.code;
    m_durableNames = m_names;
    m_unsyncedNames.clear();
    return SQLITE_OK;
}

Image MemoryDisk::now() const
{
    Image image;
    for (const auto& [path, file] : m_names) image[path] = file->now();
    return image;
}

Image MemoryDisk::afterPowerCut(SeededRandom& random) const
{
    auto names = m_durableNames;
    for (const auto& change : m_unsyncedNames)
        if (random.oneIn(2)) apply(names, change);
    Image image;
    for (const auto& [path, file] : names) image[path] = file->afterPowerCut(random);
    return image;
}

Result<void> MemoryDisk::create(const std::string& path)
{
    if (m_names.contains(path)) return fail(ErrorCode::Conflict, {}, "create");
    const auto told = ask({.kind = Kind::Create, .path = path, .grows = true});
    if (told.code != SQLITE_OK) return failed(told.code, "create");
    rename({{}, path, std::make_shared<MemoryFile>()});
    if (const int code = syncFolder(path); code != SQLITE_OK) return failed(code, "sync folder");
    return {};
}

Result<void> MemoryDisk::move(const std::string& from, const std::string& to)
{
    if (const auto told = ask({Kind::Rename, to}); told.code != SQLITE_OK)
        return failed(told.code, "rename");
    const auto found = m_names.find(from);
    if (found == m_names.end()) return fail(ErrorCode::NotFound, {}, "rename");
    rename({from, to, found->second});
    if (const int code = syncFolder(to); code != SQLITE_OK) return failed(code, "sync folder");
    return {};
}

} // namespace lapwing::test
