#include "tests/fault/fault_disk.h"

#include "tests/fault/failing_memory.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace lapwing::test {

namespace {

std::string vfsNameOf(const void* disk)
{
    return "fault-disk-" + std::to_string(reinterpret_cast<std::uintptr_t>(disk));
}

/// The sectors that so many bytes from there on touch: the first, and the one past the last.
std::pair<std::size_t, std::size_t> sectorsOf(std::uint64_t at, std::size_t size)
{
    return {at / kSector, (at + size + kSector - 1) / kSector};
}

std::span<std::uint8_t> sectorOf(Bytes& content, std::size_t sector)
{
    const auto at = std::min(sector * kSector, content.size());
    return std::span(content).subspan(at, std::min(kSector, content.size() - at));
}

} // namespace

void putAt(Bytes& content, ByteView data, std::uint64_t at)
{
    if (content.size() < at + data.size()) content.resize(at + data.size());
    std::ranges::copy(data, content.begin() + static_cast<std::ptrdiff_t>(at));
}

struct FaultDisk::Calls {
    static Handle& handleOf(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static FaultDisk& of(sqlite3_vfs* vfs) { return *static_cast<FaultDisk*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* head, int flags, int* granted)
    {
        const OwnMemory::Pause pause;
        auto& disk = of(vfs);
        head->pMethods = nullptr;
        if (!name) return SQLITE_CANTOPEN;
        disk.m_named.emplace_back(name);
        if (const auto code = disk.fails("xOpen", SQLITE_CANTOPEN)) return *code;
        auto found = disk.m_byName.find(name);
        if (found == disk.m_byName.end()) {
            if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
            disk.makeFile(name, false);
            found = disk.m_byName.find(name);
        }
        auto& handle = handleOf(head);
        handle.disk = &disk;
        handle.file = found->second;
        handle.head.pMethods = &kFile;
        if (granted) *granted = flags;
        return SQLITE_OK;
    }
    static int close(sqlite3_file*) { return SQLITE_OK; }
    static int read(sqlite3_file* head, void* out, int size, sqlite3_int64 at)
    {
        const OwnMemory::Pause pause;
        auto& [ignored, disk, file] = handleOf(head);
        if (const auto code = disk->fails("xRead", SQLITE_IOERR_READ)) return *code;
        const auto from = std::min(static_cast<std::size_t>(at), file->content.size());
        const auto there = std::min(static_cast<std::size_t>(size), file->content.size() - from);
        auto* const target = static_cast<std::uint8_t*>(out);
        std::copy_n(file->content.begin() + static_cast<std::ptrdiff_t>(from), there, target);
        std::fill(target + there, target + size, std::uint8_t{0});
        return there == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* head, const void* data, int size, sqlite3_int64 at)
    {
        const OwnMemory::Pause pause;
        auto& [ignored, disk, file] = handleOf(head);
        return disk->write(*file,
                           {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)},
                           static_cast<std::uint64_t>(at));
    }
    static int truncate(sqlite3_file* head, sqlite3_int64 size)
    {
        const OwnMemory::Pause pause;
        auto& [ignored, disk, file] = handleOf(head);
        if (const auto code = disk->fails("xTruncate", SQLITE_IOERR_TRUNCATE)) return *code;
        change(*file, std::min(file->content.size(), static_cast<std::size_t>(size)),
               static_cast<std::size_t>(size));
        file->content.resize(static_cast<std::size_t>(size));
        disk->keep({.kind = DiskCall::Kind::Truncate, .file = file->number,
                    .at = static_cast<std::uint64_t>(size), .data = {}, .name = {}, .to = {}});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* head, int)
    {
        const OwnMemory::Pause pause;
        auto& [ignored, disk, file] = handleOf(head);
        disk->m_syncs.push_back(disk->calls() + 1);
        if (const auto code = disk->fails("xSync", SQLITE_IOERR_FSYNC)) {
            loseUnsynced(*file);
            return *code;
        }
        FaultDisk::sync(*file);
        disk->keep({.kind = DiskCall::Kind::Sync, .file = file->number, .at = 0, .data = {},
                    .name = {}, .to = {}});
        return SQLITE_OK;
    }
    static int size(sqlite3_file* head, sqlite3_int64* out)
    {
        const OwnMemory::Pause pause;
        auto& [ignored, disk, file] = handleOf(head);
        if (const auto code = disk->fails("xFileSize", SQLITE_IOERR_FSTAT)) return *code;
        *out = static_cast<sqlite3_int64>(file->content.size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file* head, int)
    {
        const OwnMemory::Pause pause;
        return handleOf(head).disk->fails("xLock", SQLITE_IOERR_LOCK).value_or(SQLITE_OK);
    }
    static int unlock(sqlite3_file*, int) { return SQLITE_OK; }
    static int isReserved(sqlite3_file*, int* out)
    {
        *out = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file*) { return kSector; }
    static int traits(sqlite3_file*) { return 0; }

    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        const OwnMemory::Pause pause;
        auto& disk = of(vfs);
        disk.m_named.emplace_back(name);
        if (const auto code = disk.fails("xDelete", SQLITE_IOERR_DELETE)) return *code;
        if (disk.m_byName.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
        disk.keep({.kind = DiskCall::Kind::Remove, .file = 0, .at = 0, .data = {}, .name = name,
                   .to = {}, .durable = syncFolder != 0});
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* out)
    {
        const OwnMemory::Pause pause;
        auto& disk = of(vfs);
        if (const auto code = disk.fails("xAccess", SQLITE_IOERR_ACCESS)) return *code;
        const auto found = disk.m_byName.find(name);
        *out = found != disk.m_byName.end() && !found->second->content.empty();
        return SQLITE_OK;
    }
    static int fullPath(sqlite3_vfs*, const char* name, int size, char* out)
    {
        const auto length = std::strlen(name);
        if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
        std::memcpy(out, name, length + 1);
        return SQLITE_OK;
    }
    static int random(sqlite3_vfs*, int size, char* out)
    {
        std::fill_n(out, size, '\7'); // runs must repeat
        return size;
    }
    static int wait(sqlite3_vfs*, int micros) { return micros; }
    static int now(sqlite3_vfs*, double* out)
    {
        *out = 2460000;
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs*, int, char*) { return 0; }

    static constexpr sqlite3_io_methods kFile{1,       close,      read,    write,   truncate,
                                              sync,    size,       lock,    unlock,  isReserved,
                                              control, sectorSize, traits,  nullptr, nullptr,
                                              nullptr, nullptr,    nullptr, nullptr};
};

FaultDisk::FaultDisk(const DiskImage& image) : Disk(vfsNameOf(this)), m_vfsName(vfsNameOf(this))
{
    for (const auto& [name, content] : image) {
        auto& file = makeFile(name, true);
        file.content = file.synced = content;
    }
    m_named.clear();
    m_vfs.iVersion = 1;
    m_vfs.szOsFile = sizeof(Handle);
    m_vfs.mxPathname = 512;
    m_vfs.zName = m_vfsName.c_str();
    m_vfs.pAppData = this;
    m_vfs.xOpen = Calls::open;
    m_vfs.xDelete = Calls::remove;
    m_vfs.xAccess = Calls::access;
    m_vfs.xFullPathname = Calls::fullPath;
    m_vfs.xRandomness = Calls::random;
    m_vfs.xSleep = Calls::wait;
    m_vfs.xCurrentTime = Calls::now;
    m_vfs.xGetLastError = Calls::lastError;
    check(sqlite3_vfs_register(&m_vfs, 0) == SQLITE_OK, "registering a VFS");
}

FaultDisk::~FaultDisk() { sqlite3_vfs_unregister(&m_vfs); }

DiskImage FaultDisk::image() const
{
    DiskImage out;
    for (const auto& [name, file] : m_byName) out[name] = file->content;
    return out;
}

void FaultDisk::mark(std::uint64_t what)
{
    const OwnMemory::Pause pause;
    keep({.kind = DiskCall::Kind::Mark, .file = 0, .at = what, .data = {}, .name = {}, .to = {}});
}

void FaultDisk::keep(DiskCall call)
{
    if (m_recording) m_recorded.push_back(std::move(call));
}

std::optional<int> FaultDisk::fails(const char* call, int code, bool onFull)
{
    using Kind = DiskFault::Kind;
    m_takesRoom.push_back(onFull);
    const auto number = m_takesRoom.size();
    const bool now = number == m_fault.at || (m_fault.persistent && number > m_fault.at)
                     || (m_fault.gone > 0 && number >= m_fault.gone);
    if (m_fault.kind == Kind::None || !now) return {};
    if (m_fault.kind != Kind::Error && !onFull) return {};
    m_failed.emplace_back(call);
    return m_fault.kind == Kind::Full ? SQLITE_FULL : code;
}

FaultDisk::File& FaultDisk::makeFile(const std::string& name, bool durable)
{
    m_named.push_back(name);
    m_files.push_back(std::make_unique<File>());
    auto& file = *m_files.back();
    file.number = m_files.size();
    file.name = name;
    m_byName[name] = &file;
    keep({.kind = DiskCall::Kind::Create, .file = file.number, .at = 0, .data = {}, .name = name,
          .to = {}, .durable = durable});
    return file;
}

int FaultDisk::write(File& file, ByteView data, std::uint64_t at)
{
    const auto code = fails("xWrite", SQLITE_IOERR_WRITE, true);
    if (code && m_fault.kind == DiskFault::Kind::Error) return *code;
    // A disk that runs full, or breaks, in the middle of a write has taken some of it.
    const auto sizeBefore = file.content.size();
    const auto taken = data.first(code ? data.size() / 2 : data.size());
    putAt(file.content, taken, at);
    change(file, std::min<std::size_t>(at, sizeBefore), at + taken.size());
    const auto [first, end] = sectorsOf(at, taken.size());
    file.lost.erase(file.lost.lower_bound(first), file.lost.lower_bound(end));
    if (code) return *code;
    keep({.kind = DiskCall::Kind::Write, .file = file.number, .at = at,
          .data = m_recording ? Bytes(data.begin(), data.end()) : Bytes(), .name = file.name,
          .to = {}});
    return SQLITE_OK;
}

void FaultDisk::change(File& file, std::size_t from, std::size_t to)
{
    const bool isFirst = file.changedFrom == file.changedTo;
    file.changedFrom = isFirst ? from : std::min(file.changedFrom, from);
    file.changedTo = isFirst ? to : std::max(file.changedTo, to);
}

void FaultDisk::sync(File& file)
{
    file.synced.resize(file.content.size());
    const auto end = std::min(std::exchange(file.changedTo, 0), file.content.size());
    const auto begin = std::min(std::exchange(file.changedFrom, 0), end);
    const auto first = begin / kSector;
    for (auto sector = first; sector * kSector < end; ++sector)
        if (!file.lost.contains(sector))
            std::ranges::copy(sectorOf(file.content, sector),
                              sectorOf(file.synced, sector).begin());
}

void FaultDisk::loseUnsynced(File& file)
{
    auto before = file.synced;
    before.resize(file.content.size());
    for (std::size_t sector = 0; sector * kSector < before.size(); ++sector)
        if (!std::ranges::equal(sectorOf(before, sector), sectorOf(file.content, sector)))
            file.lost.insert(sector);
}

void FaultDisk::restart(SeededRandom& random, unsigned lostOneIn)
{
    m_fault = {};
    for (auto& file : m_files) {
        file->synced.resize(file->content.size());
        for (const auto sector : std::exchange(file->lost, {}))
            if (random.oneIn(lostOneIn))
                std::ranges::copy(sectorOf(file->synced, sector),
                                  sectorOf(file->content, sector).begin());
        file->synced = file->content;
        file->changedFrom = file->changedTo = 0;
    }
}

Result<void> FaultDisk::create(const std::string& path)
{
    const OwnMemory::Pause pause;
    if (const auto code = fails("create", SQLITE_IOERR, true))
        return fail(*code == SQLITE_FULL ? ErrorCode::StorageFull : ErrorCode::StorageFailed);
    if (m_byName.contains(path)) return fail(ErrorCode::Conflict);
    makeFile(path, true);
    return {};
}

Result<void> FaultDisk::move(const std::string& from, const std::string& to)
{
    const OwnMemory::Pause pause;
    // Half of it: moved, but the folder would not sync.
    const bool half = m_fault.kind == DiskFault::Kind::Partial;
    const auto code = fails("rename", SQLITE_IOERR, half);
    if (code && !half) return fail(ErrorCode::StorageFailed);
    const auto found = m_byName.find(from);
    if (found == m_byName.end()) return fail(ErrorCode::NotFound);
    m_named.push_back(to);
    m_byName[to] = found->second;
    m_byName.erase(found);
    keep({.kind = DiskCall::Kind::Rename, .file = 0, .at = 0, .data = {}, .name = from, .to = to,
          .durable = !code});
    if (code) return fail(ErrorCode::StorageFailed);
    return {};
}

} // namespace lapwing::test
