#include "sync/store/replica.h"

#include "shared/base/mutant.h"
#include "shared/domain/may_write.h"
#include "sync/store/same_words.h"

#include <array>

namespace lapwing::store {

namespace {
constexpr int kWriteRight = 2;
constexpr int kDecideRight = 4; // of who answers for a case: they sign and approve in it

/// What a save writes in one strand.
struct StrandPart {
    Strand strand;
    std::vector<Write> writes;
    bool ownWords = true; ///< only of types that are somebody's own words
    bool decides = true;  ///< only puts values shown in place of others
};

Result<void> mayWriteIn(const StrandPart& part)
{
    const int enough =
        part.decides || part.ownWords ? kWriteRight | kDecideRight : kWriteRight;
    if (part.strand.rights & enough) return {};
    return fail(ErrorCode::Rejected,
                "You may read the part \"" +
                    std::string(schema::compartmentName(part.strand.compartment)) +
                    "\" of this case but not change it. Nothing was saved. Ask the "
                    "case's coordinator to enter it.");
}

Result<void> put(Database& database, const SameWord& word)
{
    const auto isNew = SameWords(database).put(word, SameWords::State::Unsent);
    return isNew.ok() ? Result<void>() : isNew.error();
}
} // namespace

Result<void> Replica::say(const SameWord& word)
{
    LAPWING_ASSIGN(auto transaction, Transaction::begin(*m_db));
    LAPWING_TRY(put(*m_db, word));
    if (m_keeper) LAPWING_TRY(m_keeper->beforeCommit({}));
    LAPWING_TRY(transaction.commit());
    return m_keeper ? m_keeper->afterCommit({}) : Result<void>();
}

Result<Saved> Replica::saveParts(std::span<const RecordParts> records,
                                 std::span<const SameWord> words)
{
    std::map<std::pair<schema::Compartment, StrandId>, StrandPart> byStrand;
    std::vector<RecordKey> touched;
    for (const auto& [form, caseId, parts, decides] : records) {
        touched.push_back(form->key());
        const auto* type = schema::findType(form->type());
        for (const auto& [compartment, writes] : parts) {
            LAPWING_ASSIGN(const auto strand, strandFor(*form, caseId, compartment));
            touched.back().scope = scopeOf(strand);
            auto& part = byStrand[{compartment, strand.id}];
            part.strand = strand;
            part.ownWords = part.ownWords && type && domain::isOwnWords(*type);
            part.decides = part.decides && decides;
            std::ranges::copy(writes, std::back_inserter(part.writes));
        }
    }
    Saved saved{touched.front(), {}, {}};
    std::map<DisplayedRecord::Place, std::vector<SiblingView>> written;
    std::vector<JournalEntry> applied;
    std::vector<Bytes> runs;
    std::array<std::uint8_t, kSaveIdBytes> save{};
    LAPWING_TRY(m_author.random.fill(save));
    LAPWING_ASSIGN(auto transaction, Transaction::begin(*m_db));
    for (const auto& [place, part] : byStrand) {
        const auto& strand = part.strand;
        LAPWING_TRY(mayWriteIn(part));
        LAPWING_ASSIGN(const auto run, compose(m_log, strand, m_author, part.writes));
        LAPWING_TRY(m_engine.apply(strand.ix, run, {Verdict::Undecided}, Origin::Saved));
        const auto& change = run.changes().front();
        LAPWING_TRY(m_log.noteSave(strand.ix, change.ctr, save));
        const SeenDot dot{change.actor, change.ctr};
        saved.dots.emplace_back(strand.id, dot);
        for (const auto& write : part.writes) {
            if (write.record != saved.record.id) continue;
            LAPWING_ASSIGN(auto value, decodeValue(write.payload.value));
            written[{write.field, write.key}] = {{dot, change.envelope.claimedMs, false, false,
                                                  std::move(value), write.payload.why}};
        }
        applied.push_back({strand.id, change.actor, change.ctr, change.hash});
        runs.push_back(encodeRun(0, strand.id, false, change.actor, change.ctr, {change.encoded},
                                 run.signature()));
        LAPWING_TRY(m_state.extendOwnChain(change.hash));
        if (mutant("splits-a-save")) LAPWING_TRY(m_db->exec("COMMIT; BEGIN IMMEDIATE"));
    }
    for (const auto& word : words) LAPWING_TRY(put(*m_db, word));
    LAPWING_TRY(project(std::move(touched)));
    if (m_keeper) LAPWING_TRY(m_keeper->beforeCommit(applied));
    LAPWING_TRY(transaction.commit());
    if (m_keeper) LAPWING_TRY(m_keeper->afterCommit(runs));
    saved.written = makeDisplayed(saved.record, records.front().form->type(), std::move(written));
    return saved;
}

} // namespace lapwing::store
