#include "tests/support/filling_vfs.h"

#include "shared/base/check.h"

namespace lapwing::test {

struct FillingVfs::Calls {
    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* granted)
    {
        auto& self = *reinterpret_cast<Vfs*>(vfs)->self;
        const int code = self.m_real->xOpen(self.m_real, name, file, flags, granted);
        if (code != SQLITE_OK || !file->pMethods) return code;
        auto methods = std::make_unique<Methods>(Methods{*file->pMethods, file->pMethods, &self});
        methods->head.xWrite = write;
        file->pMethods = &methods->head;
        self.m_methods.push_back(std::move(methods));
        return code;
    }
    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
    {
        const auto& methods = *reinterpret_cast<const Methods*>(file->pMethods);
        if (methods.self->full) return SQLITE_FULL;
        return methods.real->xWrite(file, data, size, at);
    }
};

FillingVfs::FillingVfs()
    : m_real(sqlite3_vfs_find("unix")),
      m_name("filling-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))
{
    check(m_real != nullptr, "SQLite's own VFS");
    m_vfs = {*m_real, this};
    m_vfs.head.pNext = nullptr;
    m_vfs.head.zName = m_name.c_str();
    m_vfs.head.xOpen = Calls::open;
    check(sqlite3_vfs_register(&m_vfs.head, 0) == SQLITE_OK, "registering a VFS");
}

FillingVfs::~FillingVfs() { sqlite3_vfs_unregister(&m_vfs.head); }

} // namespace lapwing::test
