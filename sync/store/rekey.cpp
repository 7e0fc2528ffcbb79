#include "sync/store/rekey.h"

#include "shared/base/mutant.h"
#include "sync/store/commit_journal.h"
#include "sync/store/root_sum.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/seal/reseal.h"

namespace lapwing::store {

namespace {

constexpr std::uint8_t kAnythingElse = 2; // kind of the journal row

std::string nextOf(const std::string& path) { return path + ".next"; }

Result<void> removeNext(Disk& disk, const RekeyFiles& files)
{
    const auto database = nextOf(files.database);
    for (const auto& path : {database + "-wal", database + "-journal", database,
                             nextOf(files.anchor)})
        LAPWING_TRY(disk.remove(path));
    return {};
}

/// FTS5 keeps the words of a deleted row until its segments are merged.
Result<void> mergeIndexes(Database& database)
{
    std::vector<std::string> names;
    {
        LAPWING_ASSIGN(auto select,
                       database.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND "
                                        "sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"));
        for (;;) {
            LAPWING_ASSIGN(const bool found, select.step());
            if (!found) break;
            names.emplace_back(select.text(0));
        }
    }
    for (const auto& name : names)
        LAPWING_TRY(database.exec("INSERT INTO \"" + name + "\"(\"" + name +
                                  "\") VALUES('optimize')"));
    return {};
}

Result<void> checkSums(Database& database, ByteView dataKey, CommitJournal& journal)
{
    RootSum sums(database, dataKey);
    LAPWING_ASSIGN(const auto root, journal.root());
    LAPWING_TRY(sums.checkRoot(root));
    return sums.checkStrands();
}

/// The vault as it is, proven, with everything in its pages and nothing in its log.
Result<AnchorState> settleOld(Disk& disk, const RekeyFiles& files, const SealKey& key,
                              Random& random)
{
    LAPWING_ASSIGN(auto anchor, Anchor::open(disk, files.anchor, key, random));
    {
        LAPWING_ASSIGN(auto database, openSealed(disk, files.database, key, random));
        LAPWING_ASSIGN(auto journal, CommitJournal::open(database, &anchor));
        LAPWING_TRY(checkSums(database, key.dataKey.view(), journal));
        LAPWING_TRY(journal.publish(true));
        LAPWING_TRY(mergeIndexes(database));
        LAPWING_TRY(database.checkpoint());
    }
    // The log was emptied, but a power cut could bring it back beside the new database.
    if (!mutant("rekey-leaves-log")) LAPWING_TRY(disk.remove(files.database + "-wal"));
    return anchor.state();
}

/// The sums are keyed by the data key as well.
Result<void> renewSums(Disk& disk, const RekeyFiles& files, const SealKey& key,
                       const AnchorState& state, Random& random)
{
    LAPWING_ASSIGN(auto anchor,
                   Anchor::create(disk, nextOf(files.anchor), key, random, state));
    const auto path = nextOf(files.database);
    {
        LAPWING_ASSIGN(auto database, openSealed(disk, path, key, random));
        LAPWING_ASSIGN(auto journal, CommitJournal::open(database, &anchor));
        LAPWING_ASSIGN(auto transaction, Transaction::begin(database));
        RootSum sums(database, key.dataKey.view());
        LAPWING_TRY(sums.renew());
        LAPWING_ASSIGN(const auto root, sums.root());
        LAPWING_TRY(journal.append(kAnythingElse, {}, root));
        LAPWING_TRY(transaction.commit());
        LAPWING_TRY(journal.publish(true));
        LAPWING_TRY(checkSums(database, key.dataKey.view(), journal));
        LAPWING_TRY(database.checkpoint());
    }
    return disk.remove(path + "-wal");
}

/// `opens` tells whether a file opens under the key of the slot.
template <typename Opens>
Result<void> settleFile(Disk& disk, const std::string& path, Opens opens)
{
    LAPWING_ASSIGN(const bool there, disk.exists(nextOf(path)));
    if (!there) return disk.remove(nextOf(path)); // an empty one is no file either
    LAPWING_ASSIGN(const bool isNew, opens(nextOf(path)));
    if (isNew) return disk.rename(nextOf(path), path);
    LAPWING_ASSIGN(const bool isOld, opens(path));
    if (!isOld)
        return fail(ErrorCode::Corrupt, {}, "neither " + path + " nor its successor opens");
    return disk.remove(nextOf(path));
}

} // namespace

Result<void> prepareRekey(Disk& disk, const RekeyFiles& files, const SealKey& current,
                          const SealKey& fresh, Random& random)
{
    check(fresh.epoch > current.epoch, "a rekey into an older epoch");
    LAPWING_TRY(removeNext(disk, files));
    LAPWING_ASSIGN(const auto state, settleOld(disk, files, current, random));
    LAPWING_TRY(reseal(disk, files.database, current, nextOf(files.database), fresh, random));
    return renewSums(disk, files, fresh, state, random);
}

Result<void> settleRekey(Disk& disk, const RekeyFiles& files, const SealKey& current,
                         Random& random)
{
    const auto next = nextOf(files.database);
    LAPWING_ASSIGN(const bool adopts, opensUnder(disk, next, current, random));
    if (adopts) {
        LAPWING_ASSIGN(const bool wentOn, disk.exists(files.database + "-wal"));
        if (wentOn)
            return fail(ErrorCode::Corrupt, {}, "a database that went on after its rekey");
    }
    // A log and a journal that a cut preparation left are of no use to anybody.
    LAPWING_TRY(disk.remove(next + "-wal"));
    LAPWING_TRY(disk.remove(next + "-journal"));
    LAPWING_TRY(settleFile(disk, files.anchor, [&](const std::string& path) -> Result<bool> {
        const auto opened = Anchor::open(disk, path, current, random);
        if (opened.ok()) return true;
        const auto code = opened.error().code;
        if (code == ErrorCode::Corrupt || code == ErrorCode::NotFound) return false;
        return opened.error();
    }));
    return settleFile(disk, files.database, [&](const std::string& path) {
        return opensUnder(disk, path, current, random);
    });
}

} // namespace lapwing::store
