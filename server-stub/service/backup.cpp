#include "server-stub/service/backup.h"

#include "server-stub/service/erasure_log.h"
#include "sync/store/seal/open_sealed.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <sys/stat.h>

namespace lapwing::hub {

namespace {
constexpr std::size_t kPieceBytes = 1u << 20;

Result<void> makeFolder(const std::string& to)
{
    if (::mkdir(to.c_str(), 0700) == 0) return {};
    if (errno != EEXIST)
        return fail(ErrorCode::Rejected, "The folder " + to
                                             + " cannot be made. Nothing was changed. Make the "
                                               "folder above it, or choose another.");
    std::error_code failed;
    const bool isEmpty = std::filesystem::is_directory(to, failed)
                         && std::filesystem::is_empty(to, failed);
    if (isEmpty && !failed && ::chmod(to.c_str(), 0700) == 0) return {};
    return fail(ErrorCode::Conflict, "There is something in " + to
                                         + " already. Nothing was changed. Choose a new folder for "
                                           "each backup.");
}

/// Sealed pages as they are.
Result<std::uint64_t> copyFile(store::Disk& disk, const std::string& from, const std::string& to)
{
    LAPWING_ASSIGN(auto source, disk.open(from, store::Disk::Mode::Read));
    LAPWING_ASSIGN(auto target, disk.open(to, store::Disk::Mode::Create));
    LAPWING_ASSIGN(const auto size, source.size());
    Bytes piece;
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
        piece.resize(std::min<std::uint64_t>(kPieceBytes, size - at));
        LAPWING_ASSIGN(const bool whole, source.read(at, piece));
        if (!whole) return fail(ErrorCode::StorageFailed, {}, "a database that shrank");
        LAPWING_TRY(target.write(at, piece));
    }
    LAPWING_TRY(target.sync());
    return size;
}

/// It opens, is what the anchor saw, and every record is what was summed.
Result<void> prove(store::Disk& disk, const std::string& folder, const store::SealKey& key,
                   Random& random)
{
    {
        LAPWING_ASSIGN(auto anchor, store::Anchor::open(disk, files::anchor(folder), key, random));
        LAPWING_ASSIGN(auto database,
                       store::openSealed(disk, files::database(folder), key, random));
        LAPWING_ASSIGN(auto registry, store::CommitJournal::open(database, &anchor));
        store::RootSum sums(database, key.dataKey.view());
        LAPWING_ASSIGN(const auto root, registry.root());
        LAPWING_TRY(sums.checkRoot(root));
        LAPWING_TRY(sums.checkStrands());
    }
    return disk.remove(files::database(folder) + "-wal");
}

/// Noted before it begins: what is taken out meanwhile is still in it.
Result<HubStore::Still> begin(HubStore& store, const std::string& to)
{
    if (!store.usable()) LAPWING_TRY(store.reopen());
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(store.core().db));
    LAPWING_TRY(noteBackup(store.core(), to));
    LAPWING_TRY(store.commit(std::move(transaction)));
    return store.holdStill();
}

Result<std::uint64_t> copyAll(const HubStore::Still& still, const std::string& to, Random& random)
{
    store::Disk disk;
    const auto key = files::sealKey(still.slot, still.key);
    LAPWING_ASSIGN(const auto bytes, copyFile(disk, still.database, files::database(to)));
    LAPWING_TRY(store::Anchor::create(disk, files::anchor(to), key, random, still.anchor));
    LAPWING_TRY(prove(disk, to, key, random));
    return bytes;
}
} // namespace

Result<BackupReport> backUp(const std::string& to, Random& random, const OnStore& onStore)
{
    LAPWING_TRY(makeFolder(to));
    std::optional<HubStore::Still> still;
    LAPWING_TRY(onStore([&](HubStore& store) -> Result<void> {
        LAPWING_ASSIGN(still, begin(store, to));
        return {};
    }));
    const auto copied = copyAll(*still, to, random);
    // Whatever became of the copy, the log must not grow for ever.
    const auto released = onStore([&](HubStore& store) { return store.letGo(*still); });
    if (!copied.ok()) return copied.error();
    LAPWING_TRY(released);
    auto slot = still->slot;
    slot.isBackup = true;
    store::Disk disk;
    LAPWING_TRY(files::writeSlot(disk, to, slot));
    return BackupReport{to, *copied};
}

} // namespace lapwing::hub
