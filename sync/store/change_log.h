#pragma once

#include "sync/log/displayed_record.h"
#include "sync/log/run.h"
#include "sync/log/snapshot.h"
#include "sync/store/strands.h"

namespace lapwing::store {

/// One actor's chain in one strand. `held` counts undecided changes too; `dep` is how far this
/// store's own author had read it when they last wrote here.
struct Chain {
    std::uint32_t no = 0;
    ActorId actor;
    std::uint64_t acceptedCtr = 0;
    Hash acceptedHead;
    std::uint64_t heldCtr = 0;
    Hash heldHead;
    std::uint64_t depCtr = 0;
};

/// A strand's change as stored.
struct StoredChange {
    ActorId actor;
    std::uint64_t ctr = 0;
    Bytes encoded;
    Hash hash;
    std::optional<crypto::Signature> signature;
    Verdict state{};
    std::uint64_t sseq = 0; ///< of an undecided one above zero: it was accepted before
    /// It is undecided again, and the accepted rows were not built again since.
    [[nodiscard]] bool isInRows() const { return state == Verdict::Undecided && sseq > 0; }
};

/// A change with the strand that it is in.
struct StrandChange {
    StrandIx strand = 0;
    StoredChange change;
};

/// A place in a strand's log: a chain's number, and a counter in it.
struct LogPlace {
    StrandIx strand = 0;
    std::uint32_t chain = 0;
    std::uint64_t ctr = 0;
};

/// Every change that is held, as it was signed, and how far each chain goes. What reads it, reads
/// here; what a run does to it is the Engine's. Owner of the tables chain, change and own_save.
/// Every call runs inside the caller's transaction. Errors: those of Database.
/// Thread: the Database's.
class ChangeLog {
public:
    explicit ChangeLog(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();
    /// For what is not accepted (yet): an app's, once, when the database is opened.
    [[nodiscard]] Result<void> createOpenIndex();

    [[nodiscard]] Result<std::vector<Chain>> chains(StrandIx ix);
    /// The chain of an actor, or a new, empty one.
    [[nodiscard]] Result<Chain> chainOf(const Strand& strand, const ActorId& actor);

    [[nodiscard]] Result<std::vector<StoredChange>> changesAfter(StrandIx ix, std::uint64_t sseq,
                                                                 std::size_t limit);
    /// Each after those it rests on. Errors: also Corrupt.
    [[nodiscard]] Result<std::vector<StoredChange>> undecided(StrandIx ix);
    [[nodiscard]] Result<std::uint64_t> undecidedCount();
    [[nodiscard]] Result<std::vector<StrandIx>> strandsWithUndecided();
    [[nodiscard]] Result<std::vector<StoredChange>> accepted(StrandIx ix);
    [[nodiscard]] Result<std::vector<StoredChange>>
    ofChain(StrandIx ix, const ActorId& actor, std::uint64_t from, std::uint64_t last = INT64_MAX);
    [[nodiscard]] Result<std::optional<StoredChange>> find(StrandIx ix, const SeenDot& dot);
    /// In all strands: what stands so, by strand and sseq; what begins its hash so.
    [[nodiscard]] Result<std::vector<StrandChange>> inState(Verdict state);
    [[nodiscard]] Result<std::uint64_t> countIn(Verdict state);
    [[nodiscard]] Result<std::vector<StrandChange>> named(const Head8& head);
    /// Places whose changes were put aside or rejected, by chain and counter.
    struct Adverse {
        LogPlace place;
        Verdict verdict{};
    };
    [[nodiscard]] Result<std::vector<Adverse>> adverse(StrandIx ix);
    struct AdverseCount {
        std::uint64_t ofStrand = 0;
        std::uint64_t ofChain = 0;
    };
    [[nodiscard]] Result<AdverseCount> adverseCount(StrandIx ix, std::uint32_t chain);
    /// c of a held change; nothing when only its snapshot is held.
    [[nodiscard]] Result<std::optional<Hash>> hashAt(StrandIx ix, const Chain& chain,
                                                     std::uint64_t ctr);

    /// Of each of an author's chains: its first place that is not accepted, and its last.
    [[nodiscard]] Result<std::vector<LogPlace>> openPlacesOf(const ActorId& author);
    [[nodiscard]] Result<std::vector<LogPlace>> lastPlacesOf(const ActorId& author);
    /// That a change of the own chain is a part of that save. It stays on this tablet.
    [[nodiscard]] Result<void> noteSave(StrandIx ix, std::uint64_t ctr, ByteView save);
    /// Empty when that is not known.
    [[nodiscard]] Result<Bytes> saveOf(StrandIx ix, std::uint64_t ctr);

    /// The author had read so far of the chain when they wrote.
    [[nodiscard]] Result<void> setDep(StrandIx ix, std::uint32_t chain, std::uint64_t ctr);

private:
    friend class Engine;
    [[nodiscard]] Result<void> putChain(StrandIx ix, const Chain& chain);
    /// `sseq` is 0 for what is not decided.
    [[nodiscard]] Result<void> insert(const LogPlace& place, const Change& change,
                                      const crypto::Signature* signature, Verdict state,
                                      std::uint64_t sseq);
    [[nodiscard]] Result<void> insertStub(const LogPlace& place, Verdict verdict);
    [[nodiscard]] Result<void> decide(const LogPlace& place, Verdict state, std::uint64_t sseq);
    /// Another encoding of the same change: with less of its content.
    [[nodiscard]] Result<void> setForm(const LogPlace& place, ByteView form);
    /// Only where it stands as `from`.
    [[nodiscard]] Result<void> restate(const LogPlace& place, Verdict from, Verdict to);
    /// The last place that is reached from there over whole changes, with its hash.
    [[nodiscard]] Result<std::pair<std::uint64_t, Hash>> wholeUpTo(const LogPlace& from,
                                                                   const Hash& head);
    /// Nothing stays after `last`, nor after `accepted` what is not whole.
    [[nodiscard]] Result<void> cut(const LogPlace& last, std::uint64_t accepted);
    /// What was decided after the place is undecided again.
    [[nodiscard]] Result<void> reopenAfter(const LogPlace& place);
    [[nodiscard]] Result<bool> waitsUpTo(const LogPlace& place);
    [[nodiscard]] Result<void> acceptUpTo(const LogPlace& place, std::uint64_t sseq);
    enum class Drop : std::uint8_t { All, Undecided };
    [[nodiscard]] Result<void> dropChain(StrandIx ix, std::uint32_t chain, Drop what);
    /// The accepted rows are built again: nothing undecided is in them, and what was put aside and
    /// is among the stubs no more was adopted since.
    [[nodiscard]] Result<void> beginInstall(StrandIx ix);
    [[nodiscard]] Result<void> drop(StrandIx ix);

    [[nodiscard]] Result<std::vector<StoredChange>> readChanges(Statement& select);
    [[nodiscard]] Result<std::vector<StrandChange>> readStrandChanges(Statement& select);
    [[nodiscard]] Result<std::vector<LogPlace>> readPlaces(const ActorId& author,
                                                           std::string_view sql);
    Database* m_db;
};

} // namespace lapwing::store
