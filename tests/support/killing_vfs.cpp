#include "tests/support/killing_vfs.h"

#include "shared/base/check.h"

#include <csignal>

namespace lapwing::test {

struct KillingVfs::Calls {
    static const Methods& methodsOf(sqlite3_file* file)
    {
        return *reinterpret_cast<const Methods*>(file->pMethods);
    }
    static KillingVfs& of(sqlite3_vfs* vfs) { return *reinterpret_cast<Vfs*>(vfs)->self; }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* granted)
    {
        auto& self = of(vfs);
        if (flags & SQLITE_OPEN_CREATE) self.step();
        const int code = self.m_real->xOpen(self.m_real, name, file, flags, granted);
        if (code != SQLITE_OK || !file->pMethods) return code;
        auto methods = std::make_unique<Methods>(Methods{*file->pMethods, file->pMethods, &self});
        methods->head.xWrite = write;
        methods->head.xSync = sync;
        methods->head.xTruncate = truncate;
        file->pMethods = &methods->head;
        self.m_methods.push_back(std::move(methods));
        return code;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        auto& self = of(vfs);
        self.step();
        return self.m_real->xDelete(self.m_real, name, syncFolder);
    }
    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
    {
        const auto& methods = methodsOf(file);
        auto& self = *methods.self;
        if (self.isNextTheLast() && self.m_killAt % 2 == 1)
            (void)methods.real->xWrite(file, data, size / 2, at);
        self.step();
        return methods.real->xWrite(file, data, size, at);
    }
    static int sync(sqlite3_file* file, int flags)
    {
        methodsOf(file).self->step();
        return methodsOf(file).real->xSync(file, flags);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        methodsOf(file).self->step();
        return methodsOf(file).real->xTruncate(file, size);
    }
};

KillingVfs::KillingVfs(std::uint64_t killAt)
    : m_real(sqlite3_vfs_find("unix")), m_killAt(killAt)
{
    check(m_real != nullptr, "SQLite's own VFS");
    m_vfs = {*m_real, this};
    m_vfs.head.pNext = nullptr;
    m_vfs.head.xOpen = Calls::open;
    m_vfs.head.xDelete = Calls::remove;
    // SQLite looks a name up from the default on: so this one hides the other of its name.
    constexpr int kDefault = 1;
    check(sqlite3_vfs_register(&m_vfs.head, kDefault) == SQLITE_OK, "registering a VFS");
    check(sqlite3_vfs_find("unix") == &m_vfs.head, "a VFS in place of another");
}

KillingVfs::~KillingVfs() { sqlite3_vfs_unregister(&m_vfs.head); }

void KillingVfs::step()
{
    if (++m_calls == m_killAt) std::raise(SIGKILL);
}

Result<void> KillingDisk::create(const std::string& path)
{
    m_killer.step();
    return Disk::create(path);
}

Result<void> KillingDisk::move(const std::string& from, const std::string& to)
{
    m_killer.step();
    return Disk::move(from, to);
}

} // namespace lapwing::test
