#include "sync/os/folder_lock.h"

#include "sync/os/system_error.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <fstream>

using namespace lapwing;
using namespace lapwing::test;
namespace fs = std::filesystem;

namespace {
constexpr const char* kHeld = "Somebody else is here.";

Error refusal(const std::string& path)
{
    const auto lock = FolderLock::take(path, kHeld);
    REQUIRE(!lock.ok());
    return lock.error();
}
} // namespace

TEST_CASE("an errno is told by what the caller does next")
{
    constexpr std::pair<int, ErrorCode> kMeanings[] = {
        {ENOSPC, ErrorCode::StorageFull},  {EDQUOT, ErrorCode::StorageFull},
        {ENOENT, ErrorCode::NotFound},     {EEXIST, ErrorCode::Conflict},
        {EIO, ErrorCode::StorageFailed},   {ENOLCK, ErrorCode::StorageFailed},
        {EMFILE, ErrorCode::StorageFailed}};
    for (const auto& [number, code] : kMeanings) {
        errno = number;
        const auto told = systemError("call");
        CHECK(told.code == code);
        CHECK(told.message.empty());
        CHECK(told.detail == "call: errno " + std::to_string(number));
    }
}

TEST_CASE("a held folder is Locked in its holder's words, until the lock is dropped")
{
    const TempFolder temp;
    const auto path = temp.path() + "/lock";
    {
        const auto first = FolderLock::take(path, kHeld);
        REQUIRE(first.ok());
        CHECK(refusal(path).code == ErrorCode::Locked);
        CHECK(refusal(path).text() == kHeld);
    }
    CHECK(FolderLock::take(path, kHeld).ok());
}

TEST_CASE("no failure of a lock but a holder's is told as another program's hold")
{
    const TempFolder temp;
    CHECK(refusal(temp.path() + "/none/lock").code == ErrorCode::NotFound);
    fs::create_symlink(temp.path() + "/elsewhere", temp.path() + "/link");
    CHECK(refusal(temp.path() + "/link").code == ErrorCode::StorageFailed);
    CHECK(!fs::exists(temp.path() + "/elsewhere"));

    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit none{0, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    const auto noFiles = FolderLock::take(temp.path() + "/lock", kHeld);
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    REQUIRE(!noFiles.ok());
    CHECK(noFiles.error().code == ErrorCode::StorageFailed);
}

TEST_CASE("a full disk is told as a full disk by the lock")
{
    const TempFolder temp;
    const auto small = temp.path() + "/small";
    fs::create_directory(small);
    // Two files fit: the folder itself and one more.
    if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "nr_inodes=2,mode=0700") != 0) {
        MESSAGE("not run: only root may mount a small file system");
        return;
    }
    std::ofstream(small + "/one").flush();
    const auto told = FolderLock::take(small + "/lock", kHeld);
    ::umount(small.c_str());
    REQUIRE(!told.ok());
    CHECK(told.error().code == ErrorCode::StorageFull);
}
