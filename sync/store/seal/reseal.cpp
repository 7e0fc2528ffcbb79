#include "sync/store/seal/reseal.h"

#include "shared/base/mutant.h"

namespace lapwing::store {

namespace {

/// The page at 1 GiB, where SQLite keeps its locks and never any content.
constexpr std::uint64_t kLockPage = (1u << 30) / kPageSize + 1;

Result<void> requireEmptyLog(Disk& disk, const std::string& database)
{
    LAPWING_ASSIGN(const bool there, disk.exists(database + "-wal"));
    if (there) return fail(ErrorCode::Rejected, {}, "a database whose log is not empty");
    return {};
}

} // namespace

Result<void> reseal(Disk& disk, const std::string& from, const SealKey& fromKey,
                    const std::string& to, const SealKey& toKey, Random& random)
{
    LAPWING_TRY(requireEmptyLog(disk, from));
    LAPWING_ASSIGN(auto source, disk.open(from, Disk::Mode::Read));
    LAPWING_ASSIGN(const auto size, source.size());
    if (size == 0 || size % kPageSize != 0)
        return fail(ErrorCode::Corrupt, {}, "a database that is not made of pages");
    LAPWING_ASSIGN(auto target, disk.open(to, Disk::Mode::Create));
    PageSealer opener(fromKey, "page", random), sealer(toKey, "page", random);
    Bytes plain(kPageSize), sealed(kPageSize);
    const auto copyPage = [&](std::uint64_t number) -> Result<void> {
        const SealPlace place{SealPlace::Kind::Page, number};
        const auto at = (number - 1) * kPageSize;
        LAPWING_ASSIGN(const bool whole, source.read(at, plain));
        if (!whole) return fail(ErrorCode::Corrupt, {}, "a database that shrank");
        const auto opened = opener.openPage(place, plain, plain);
        if (!opened.ok() && mutant("rekey-drops-unread-pages")) return {};
        LAPWING_TRY(opened);
        LAPWING_TRY(sealer.sealPage(place, plain, sealed));
        return target.write(at, sealed);
    };
    Result<void> copied;
    for (std::uint64_t number = 1; copied.ok() && number <= size / kPageSize; ++number)
        if (number != kLockPage) copied = copyPage(number);
    crypto::wipe(plain);
    LAPWING_TRY(copied);
    return target.sync();
}

Result<bool> opensUnder(Disk& disk, const std::string& path, const SealKey& key, Random& random)
{
    auto file = disk.open(path, Disk::Mode::Read);
    if (!file.ok() && file.error().code == ErrorCode::NotFound) return false;
    if (!file.ok()) return file.error();
    Bytes page(kPageSize);
    LAPWING_ASSIGN(const bool whole, file->read(0, page));
    PageSealer opener(key, "page", random);
    const bool opens = whole && opener.openPage({SealPlace::Kind::Page, 1}, page, page).ok();
    crypto::wipe(page);
    return opens;
}

} // namespace lapwing::store
