#pragma once

#include "sync/log/redaction.h"
#include "sync/store/registers.h"

namespace lapwing::store {

struct Applied {
    std::uint64_t fresh = 0; ///< changes that were not held before
    std::vector<RecordKey> touched;
    std::vector<Redaction> redacted{}; ///< what the office took out with it
};

/// Whether a run is new work, which keeps within what a record and a strand may hold: saved here
/// just now, or written elsewhere. Or it was taken before, here or at the office, and only has to
/// be readable. Or it rests on a branch that stands in no chain here, and is put aside without it.
enum class Origin : std::uint8_t { Saved, Written, Taken, Apart };

/// Every op's field number carries the strand's own compartment.
[[nodiscard]] bool staysInside(const Change& change, schema::Compartment compartment);

/// The one door into strands, on a tablet and on the hub alike: what a change, a verdict, a
/// snapshot or a purge does to the log and the registers. It answers the records that it touched,
/// for whatever shows them.
/// Every call runs inside the caller's transaction. Errors: those of Database; Corrupt and
/// Rejected as told. Thread: the Database's.
class Engine {
public:
    /// `sum` (may be null) is kept in step with every record row.
    explicit Engine(Database& database, RootSum* sum = nullptr)
        : m_db(&database), m_strands(database), m_log(database), m_registers(database, sum),
          m_sum(sum)
    {
    }
    /// Of strands, log and registers.
    [[nodiscard]] Result<void> createTables();

    /// The way in for local saves, hub pulls and peers. `states[i]` tells what becomes of
    /// change i (one entry serves all). Held changes are skipped, and promoted when the run comes
    /// as accepted. Errors: NotFound when what comes before is missing (ask for it); Corrupt for
    /// another hash at a known place; Rejected for an op outside its strand; TooLarge when a
    /// record or the strand is full: nothing of the run is then kept.
    [[nodiscard]] Result<Applied> apply(StrandIx ix, const VerifiedRun& run,
                                        std::vector<Verdict> states,
                                        Origin origin = Origin::Written);
    /// The hub's word on held, undecided changes `first` to `last` of an actor's chain.
    [[nodiscard]] Result<Applied> decide(StrandIx ix, const ActorId& actor, std::uint64_t first,
                                         std::uint64_t last, Verdict state);
    /// A person's word at the office: a change that was put aside is effective from now on, with
    /// its own author and what it replaces; where its field has moved on it stands beside that.
    /// Tablets hear of it by snapshot. Errors: NotFound when its content is not here; Conflict when
    /// no such verdict may follow; TooLarge; Corrupt as apply(). Nothing is then changed.
    [[nodiscard]] Result<Applied> adopt(StrandIx ix, const SeenDot& dot);
    /// Replaces the accepted state; what is still undecided is shown on top again. `own` writes
    /// here. Errors: Conflict when the body has another history of theirs: nothing is to be kept.
    [[nodiscard]] Result<std::vector<RecordKey>> install(StrandIx ix, const SnapshotBody& body,
                                                         std::uint64_t sseq, const ActorId& own);
    /// A restored hub lost what this chain says from `from` on: it is undecided again, to be sent.
    /// `own` writes here, and keeps what is theirs.
    [[nodiscard]] Result<std::vector<RecordKey>> reopenFrom(StrandIx ix, const ActorId& actor,
                                                            std::uint64_t from, const ActorId& own);
    /// Undecided changes of somebody else's chain go, from there on: the office has another branch
    /// of it. What was written on top of them stays, beside what it no longer replaces.
    /// Errors: Corrupt when the office once told of them as well.
    [[nodiscard]] Result<Applied> giveWay(StrandIx ix, const ActorId& actor, std::uint64_t from);
    /// As reopenFrom(), of all that is held here: of each chain, what is there without a gap to its
    /// end.
    [[nodiscard]] Result<std::vector<RecordKey>> reopenHeld(StrandIx ix, const ActorId& own);
    /// `own` wrote up to here before it gave the strand back: the next change comes after that.
    [[nodiscard]] Result<void> keepPlace(StrandIx ix, const ActorId& own, std::uint64_t ctr,
                                         const Hash& head);
    [[nodiscard]] Result<void> dropStrand(StrandIx ix);

private:
    struct Work;
    using Row = Registers::Row;
    [[nodiscard]] Result<Work> beginWork(StrandIx ix);
    [[nodiscard]] Result<void> endWork(Work& work);
    [[nodiscard]] Result<Row*> rowOf(Work& work, const RecordId& record);
    [[nodiscard]] Result<void> write(Work& work, const Change& change, bool accepted, bool shown);
    [[nodiscard]] Result<void> rebuildShown(Work& work);
    /// Without what it replaces in another history of a chain than the one that is held.
    [[nodiscard]] Result<void> leaveOthers(const Work& work, Change& change);
    [[nodiscard]] Result<Change> decoded(const Work& work, const StoredChange& stored);

    [[nodiscard]] Result<Applied> applyWhole(StrandIx ix, const VerifiedRun& run,
                                             std::vector<Verdict> states, Origin origin);
    [[nodiscard]] Result<void> checkRoom(const Work& work);
    [[nodiscard]] Result<void> checkDeps(Work& work, const Change& change, bool effective);
    [[nodiscard]] Result<void> applyOne(Work& work, const Change& change,
                                        const crypto::Signature* signature, Verdict state);
    [[nodiscard]] Result<void> insert(Work& work, const Change& change,
                                      const crypto::Signature* signature, Verdict state);
    [[nodiscard]] Result<void> promote(Work& work, const Change& change, Verdict state,
                                       bool isInRows);

    [[nodiscard]] Result<void> heedOffice(Work& work, const Change& change);
    [[nodiscard]] Result<void> heedRejections(Work& work, const Change& change);
    [[nodiscard]] Result<void> takeOutOfLog(const Work& work, const Redaction& told);
    [[nodiscard]] Result<void> takeOutOfRows(Work& work, const Redaction& told);
    [[nodiscard]] Result<void> takeOutAll(Work& work);
    [[nodiscard]] Result<std::optional<Change>> withoutRedacted(const Work& work,
                                                                const Change& change);
    [[nodiscard]] Result<Applied> adoptWhole(StrandIx ix, const SeenDot& dot);
    struct Replaced {
        RecordId record;
        std::uint32_t field = 0;
        Bytes key;
        bool isAccepted = false; ///< by what is in the accepted rows
    };
    [[nodiscard]] Result<std::vector<Replaced>>
    replacedIn(const Work& work, const std::vector<StoredChange>& held, const Change& change);
    [[nodiscard]] Result<void> dropOvertaken(Work& work, const Change& change);

    [[nodiscard]] Result<void> forgetAccepted(Work& work);
    [[nodiscard]] Result<std::vector<std::uint32_t>>
    takeChains(Work& work, const SnapshotBody& body, const ActorId& own);
    [[nodiscard]] Result<void> takeRecords(Work& work, const SnapshotBody& body,
                                           const std::vector<std::uint32_t>& local, bool empty);
    [[nodiscard]] Result<void> reopenLost(Work& work, Chain& chain, const ActorId& own);
    [[nodiscard]] Result<void> settleTold(const Work& work, Chain& chain,
                                          const SnapshotBody::Chain& told, const Chain& before,
                                          const ActorId& own);

    Database* m_db;
    Strands m_strands;
    ChangeLog m_log;
    Registers m_registers;
    RootSum* m_sum;
};

} // namespace lapwing::store
