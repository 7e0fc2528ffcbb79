#include "shared/schema/statement_fields.h"
#include "sync/log/grant.h"
#include "sync/store/history.h"
#include "sync/store/snapshot_body.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace lapwing::sim {

using test::fieldNamed;
using test::must;

namespace {
std::string shortOf(const Place& place)
{
    return std::get<0>(place).hex() + "." + std::to_string(std::get<1>(place) / 8);
}
std::string shortOf(const SeenDot& dot)
{
    return dot.actor.hex().substr(0, 6) + ":" + std::to_string(dot.ctr);
}

std::string firstDifference(ByteView tablet, ByteView hub)
{
    const auto ours = decodeSnapshotBody(tablet);
    const auto its = decodeSnapshotBody(hub);
    if (!ours.ok() || !its.ok()) return "it does not decode";
    if (ours->chains != its->chains) return "chains";
    if (ours->stubs != its->stubs) return "stubs";
    for (std::size_t i = 0; i < std::min(ours->records.size(), its->records.size()); ++i)
        if (ours->records[i] != its->records[i])
            return "record " + std::to_string(i) + " " + toHex(ours->records[i]) + " / " +
                   toHex(its->records[i]);
    return "records held";
}

/// What waits in the strands that a tablet is to give back.
std::string waitingIn(Node& node)
{
    std::string all;
    for (const auto& strand : must(node.tablet.replica->strands().strands())) {
        if (strand.rights != 0) continue;
        all += "; " + strand.id.hex().substr(0, 6) + ":";
        for (const auto& row : must(node.tablet.replica->log().undecided(strand.ix)))
            all += " " + shortOf(SeenDot{row.actor, row.ctr});
    }
    return all;
}
} // namespace

/// What the hub has taken since we last looked; its own changes are told to the model here.
void World::learnHub()
{
    for (const auto& strand : must(m_hub.core.strands.strands())) {
        auto& fate = m_fate[strand.id];
        for (const auto& row : must(m_hub.core.log.changesAfter(strand.ix, fate.size(), 100'000))) {
            const SeenDot dot{row.actor, row.ctr};
            if (!fate.emplace(dot, row.state).second)
                return broke("I4", "the hub took " + shortOf(dot) + " twice");
            if (row.state == Verdict::Quarantined) count("changes into quarantine");
            if (row.state == Verdict::Rejected && !m_rejected.contains({strand.id, dot}))
                broke("I2", "the hub rejected " + shortOf(dot));
            if (!m_offices.contains(row.actor) || m_model.find(strand.id, dot)) continue;
            const auto change =
                must(openChange(strand.id, row.actor, row.ctr, Hash{}, row.encoded));
            learnRedactions(strand.id, change);
            Save save{dot, {}, {}};
            for (const auto& dep : change.envelope.deps) save.deps.push_back({dep.actor, dep.ctr});
            for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
                const auto& op = change.envelope.ops[i];
                if (op.kind != static_cast<std::uint8_t>(OpKind::Set)) continue;
                const auto payload = must(decodePayload(change.payloads[i]));
                const auto replaced = store::replacedBy(change, op);
                save.writes.push_back({{change.envelope.records[op.record], op.field, op.key},
                                       payload.value,
                                       {replaced.begin(), replaced.end()}});
                if (payload.value.front() == static_cast<std::uint8_t>(ValueKind::Late))
                    count("words said late");
            }
            m_model.put(strand.id, std::move(save));
        }
        if (fate.size() != strand.sseq)
            return broke("I6", "the hub counts a change of which it holds nothing");
    }
}

/// What the hub made of a change: the one that was put back, too, for whoever met it before.
std::optional<Verdict> World::fateOf(const StrandId& strand, const SeenDot& dot) const
{
    for (const auto* all : {&m_fate, &m_lost}) {
        const auto fate = all->find(strand);
        if (fate == all->end()) continue;
        const auto at = fate->second.find(dot);
        if (at != fate->second.end()) return at->second;
    }
    return std::nullopt;
}

Live World::liveOf(store::Database& database, store::StrandIx ix)
{
    const auto chains = must(store::ChangeLog(database).chains(ix));
    Live live;
    for (const auto& record : must(store::Registers(database).shownRecords(ix)))
        for (const auto& reg : record.registers)
            for (const auto& s : reg.siblings) {
                const auto at = std::ranges::find(chains, s.dot.chain, &store::Chain::no);
                check(at != chains.end(), "a dot of a chain");
                live[{record.id, reg.field, reg.key}].emplace(
                    SeenDot{at->actor, s.dot.ctr},
                    s.redacted ? kTakenOut : must(decodePayload(s.payload)).value);
            }
    return live;
}

/// Shown is a function of the set of changes held: too few is loss, too many an old value back.
void World::compare(const std::string& where, const StrandId& strand, const Live& shown,
                    const Model::Holds& holds, const Model::Holds& isInForce)
{
    const auto expected = m_model.live(strand, holds);
    for (const auto& [place, values] : expected) {
        const auto at = shown.find(place);
        for (const auto& [dot, value] : values) {
            if (at == shown.end() || !at->second.contains(dot))
                return broke("I2",
                             where + " does not show " + shortOf(dot) + " in " + shortOf(place));
            const auto gone = isGone(strand, dot, place, isInForce);
            const bool isTakenOut = at->second.at(dot) == kTakenOut;
            if (isTakenOut ? !gone : gone.value_or(false))
                return broke("I19", where + (isTakenOut ? " lacks " : " still holds ") +
                                        shortOf(dot) + " in " + shortOf(place));
            if (!isTakenOut && at->second.at(dot) != value)
                return broke("I2", where + " shows another value for " + shortOf(dot));
        }
    }
    for (const auto& [place, values] : shown) {
        const auto at = expected.find(place);
        for (const auto& [dot, value] : values) {
            if (at != expected.end() && at->second.contains(dot)) continue;
            const auto by = m_model.supersedersOf(strand, place, dot, holds);
            const bool resolved =
                std::ranges::any_of(by, [](const auto& s) { return s.displayed > 1; });
            return broke(resolved ? "I9" : "I4",
                         where + " still shows " + shortOf(dot) + " in " + shortOf(place) +
                             (by.empty() ? "" : " though it holds " + shortOf(by.front().dot)));
        }
    }
}

void World::checkHub()
{
    for (const auto& strand : must(m_hub.core.strands.strands())) {
        if (m_failure) return;
        const auto& fate = m_fate[strand.id];
        std::map<ActorId, std::uint64_t> counted;
        for (const auto& [dot, state] : fate)
            if (++counted[dot.actor] != dot.ctr) return broke("I6", "a gap at the hub");
        for (const auto& chain : must(m_hub.core.log.chains(strand.ix)))
            if (chain.heldCtr != counted[chain.actor] || chain.acceptedCtr != chain.heldCtr)
                return broke("I6", "the hub counts a change of which it holds nothing");
        if (!m_dice.oneIn(4)) continue;
        const auto holds = [&](const SeenDot& dot) {
            const auto at = fate.find(dot);
            return at != fate.end() && at->second == Verdict::Accepted;
        };
        compare("the hub", strand.id, liveOf(m_hub.core.db, strand.ix), holds, holds);
    }
}

void World::checkNode(Node& node)
{
    for (const auto& strand : must(node.tablet.replica->strands().strands())) {
        if (m_failure) return;
        checkStrand(node, strand);
    }
    if (!m_failure) checkUnsent(node);
    if (!m_failure) checkDecided(node);
    if (!m_failure) checkProtective(node);
    if (!m_failure) checkSafe(node);
    if (!m_failure) checkRetired(node);
}

void World::checkStrand(Node& node, const store::Strand& strand)
{
    std::map<ActorId, store::Chain> chains;
    for (const auto& chain : must(node.tablet.replica->log().chains(strand.ix))) {
        chains[chain.actor] = chain;
        if (!must(node.tablet.replica->log().ofChain(strand.ix, chain.actor, chain.heldCtr + 1))
                 .empty())
            return broke("I6", "a tablet holds a change beyond where it counts");
        for (std::uint64_t ctr = 1; ctr <= chain.acceptedCtr; ++ctr)
            if (!fateOf(strand.id, {chain.actor, ctr}))
                return broke("I2", "the hub does not hold what it took: " +
                                       shortOf(SeenDot{chain.actor, ctr}));
    }
    std::set<SeenDot> undecided;
    for (const auto& row : must(node.tablet.replica->log().undecided(strand.ix))) {
        const SeenDot dot{row.actor, row.ctr};
        undecided.insert(dot);
        const auto* save = m_model.find(strand.id, dot);
        if (!save) return broke("I6", "a change that nobody made: " + shortOf(dot));
        for (const auto& dep : save->deps)
            if (chains[dep.actor].heldCtr < dep.ctr && !restsOnLoss(strand.id, dot) &&
                !isUntold(node, strand, dep))
                return broke("I5", shortOf(dot) + " shows without " + shortOf(dep));
    }
    for (const auto& [actor, chain] : chains)
        for (auto ctr = chain.acceptedCtr + 1; ctr <= chain.heldCtr; ++ctr)
            // A tablet keeps its own place beyond what a restored hub has lost of it.
            if (!undecided.contains({actor, ctr}) &&
                !(actor == node.tablet.replica->author().actor &&
                  isUntold(node, strand, {actor, ctr})))
                return broke("I6",
                             "a held place with nothing in it: " + shortOf(SeenDot{actor, ctr}));
    const auto isTold = [&](const SeenDot& dot) {
        const auto chain = chains.find(dot.actor);
        return !undecided.contains(dot) && fateOf(strand.id, dot) == Verdict::Accepted &&
               chain != chains.end() && dot.ctr <= chain->second.acceptedCtr &&
               isToldOfAdoption(node.tablet.replica->log(), strand, dot);
    };
    // What is taken out by a word that a colleague handed on goes once the office has said it.
    compare(
        "a tablet", strand.id, liveOf(node.tablet.replica->database(), strand.ix),
        [&](const SeenDot& dot) { return undecided.contains(dot) || isTold(dot); }, isTold);
}

/// What it comes after or was written on went with a hub that was put back, and nobody brought it
/// again: it stays on its tablet, told as unsent.
bool World::restsOnLoss(const StrandId& strand, const SeenDot& dot)
{
    const auto* save = m_model.find(strand, dot);
    const auto gone = [&](const SeenDot& other) {
        return other.ctr > 0 && !m_fate[strand].contains(other) &&
               (m_everLost[strand].contains(other) || restsOnLoss(strand, other));
    };
    return save && (gone({dot.actor, dot.ctr - 1}) || std::ranges::any_of(save->deps, gone));
}

/// It went with a hub that was put back; if the hub has it again, this tablet was not told yet.
bool World::isUntold(Node& node, const store::Strand& strand, const SeenDot& dot)
{
    if (!m_everLost[strand.id].contains(dot)) return false;
    // Each strand begins again after the first grant of a hub that was put back.
    const auto grant = must(node.tablet.replica->state().grant());
    const bool begun = grant && strand.handle != 0 && grant->hubEpoch == m_hub.core.keys.epoch;
    if (!m_fate[strand.id].contains(dot) || !begun) return true;
    const auto atHub = must(m_hub.core.strands.findStrand(strand.id));
    const auto row = must(m_hub.core.log.ofChain(atHub->ix, dot.actor, dot.ctr, dot.ctr));
    return !row.empty() && row.front().sseq > strand.sseq;
}

/// What the hub has not got is still on the tablet that made it.
void World::checkUnsent(Node& node)
{
    auto& store = node.tablet.replica->strands();
    std::erase_if(node.unsent,
                  [&](const auto& save) { return m_fate[save.first].contains(save.second); });
    for (const auto& [id, dot] : node.unsent) {
        const auto strand = must(store.findStrand(id));
        if (!strand) return broke("I2", "purged with unsent " + shortOf(dot));
        const auto rows = must(node.tablet.replica->log().ofChain(strand->ix, dot.actor, dot.ctr));
        if (rows.empty() || rows.front().ctr != dot.ctr || rows.front().state != Verdict::Undecided)
            return broke("I2", "the tablet lost " + shortOf(dot));
    }
}

/// A decision that is held and stands is not asked for again.
void World::checkDecided(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto open = must(replica.conflicts().first());
    for (const auto& asked : open) {
        if (asked.field / 8 == 0) continue;
        for (const auto& decision : m_decisions) {
            if (decision.place != Place{asked.record.id, asked.field, asked.key}) continue;
            const auto strand = must(replica.strands().findStrand(decision.strand));
            const auto fate = fateOf(decision.strand, decision.by);
            const bool undone = fate && *fate != Verdict::Accepted;
            if (!strand || undone || !isToldOfAdoption(replica.log(), *strand, decision.by))
                continue;
            // How far a vault had written says nothing of what it holds: it may have given the
            // strand back, and the hub have lost the rest.
            const auto chain = must(replica.log().chainOf(*strand, decision.by.actor));
            const auto rows =
                must(replica.log().ofChain(strand->ix, decision.by.actor, decision.by.ctr));
            const bool isRow = !rows.empty() && rows.front().ctr == decision.by.ctr;
            if (chain.acceptedCtr < decision.by.ctr && !isRow) continue;
            for (const auto& s : asked.siblings)
                if (decision.settled.contains(s.dot))
                    return broke("I9", "asked again about " + shortOf(s.dot));
        }
    }
    if (!open.empty()) count("conflicts seen");
}

void World::checkProtective(Node& node)
{
    auto& replica = *node.tablet.replica;
    for (const auto& asked : must(replica.conflicts().first())) {
        const auto* field = schema::findField(asked.field).field;
        if (!field || field->policy != schema::MergePolicy::Protective) continue;
        const auto form = must(replica.display(asked.record));
        const auto siblings = form.read(asked.field, asked.key).shown();
        const auto reading = readRegister(*field, siblings);
        // A late word that a verdict took back leaves nothing said.
        const auto rank = [&](const Value& value) {
            const auto number = static_cast<std::uint32_t>(value.asInteger());
            const auto* word = field->vocabulary->find(number);
            return word ? int{word->rank} : -1;
        };
        for (const auto& s : siblings)
            if (!s.redacted && (!reading.value || rank(*reading.value) < rank(s.value)))
                return broke("I10", "a conflict of a protective field shows less than it knows");
        count("protective conflicts");
    }
}

/// A number reads safe only when somebody who meant that very number said so; while there are
/// several, none does (shared/domain/contact.h).
void World::checkSafe(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto value = fieldNamed("contact_point", "value").wire();
    const auto& safe = fieldNamed("contact_point", "safe");
    const auto word = encodeValue(Value::code(safe.vocabulary->find("safe")->number));
    for (const auto& strand : must(replica.strands().strands())) {
        std::map<RecordId, std::set<Bytes>> numbers, called;
        std::map<RecordId, bool> isSafe;
        for (const auto& [place, values] : liveOf(replica.database(), strand.ix)) {
            if (std::get<1>(place) == schema::statement::text.wire())
                checkWords(node, std::get<0>(place), values);
            for (const auto& [dot, bytes] : values) {
                const auto& [record, field, key] = place;
                if (field == value) numbers[record].insert(bytes);
                if (field != safe.wire()) continue;
                const auto before = isSafe.emplace(record, true).first;
                before->second = before->second && bytes == word;
                const auto& about = m_about[{strand.id, dot}];
                called[record].insert(about.begin(), about.end());
            }
        }
        for (const auto& [record, reads] : isSafe) {
            if (!reads || numbers[record].size() > 1 || numbers[record].contains(kTakenOut))
                continue;
            if (!std::ranges::includes(called[record], numbers[record]))
                return broke("P-C2", "a number reads safe that nobody called so");
            count("numbers called safe");
        }
    }
}

/// A record is hidden only when the removals that stand had displayed everything that is live.
void World::checkRetired(Node& node)
{
    auto& replica = *node.tablet.replica;
    std::set<RecordId> removed;
    std::map<RecordId, std::set<std::pair<schema::Compartment, SeenDot>>> seen, live;
    for (const auto& strand : must(replica.strands().strands()))
        for (const auto& [place, values] : liveOf(replica.database(), strand.ix))
            for (const auto& [dot, value] : values) {
                const auto& [record, field, key] = place;
                const auto removal = m_removals.find({strand.id, dot});
                if (field / 8 != 0 || removal == m_removals.end() || value == kTakenOut) {
                    live[record].emplace(strand.compartment, dot);
                    continue;
                }
                removed.insert(record);
                seen[record].insert(removal->second.begin(), removal->second.end());
            }
    for (const auto& record : removed) {
        const auto life = must(replica.lists().record(must(replica.find(record)))).life;
        const bool hidden = std::ranges::includes(seen[record], live[record]);
        if (life == Life::Live || (life == Life::Retired && !hidden))
            return broke("I8", "a removal hides what its author had not seen");
        if (life == Life::RemovedButChanged) count("removals met by an edit");
    }
}

/// Everything was said: every replica holds what its person may hold, and the same of it.
void World::checkQuiet()
{
    checkHub();
    for (auto& node : m_nodes) {
        if (m_failure) return;
        checkNode(*node);
        for (const auto& [id, dot] : node->unsent)
            if (!restsOnLoss(id, dot)) broke("I30", "unsent after three quiet syncs");
        auto canonical = node->tablet.canonical();
        const auto device = deviceOf(node->tablet.deviceKey.publicKey());
        for (const auto& holding : must(m_hub.core.registry.holdings(device))) {
            const auto strand = must(m_hub.core.strands.strand(holding.strand));
            const auto body = encode(must(store::snapshotBody(m_hub.core.db, holding.strand)));
            const auto at = canonical.find(strand.id);
            if (at == canonical.end()) return broke("I1", "a tablet lacks a strand it may hold");
            if (at->second != body)
                return broke("I1",
                             "a tablet's snapshot differs: " + firstDifference(at->second, body));
            canonical.erase(at);
            count("snapshots compared");
        }
        // What rests on loss can be handed in to nobody, whoever wrote it: its strand stays until
        // it can.
        std::set<StrandId> stuck;
        for (const auto& strand : must(node->tablet.replica->strands().strands())) {
            const auto waiting = must(node->tablet.replica->log().undecided(strand.ix));
            const auto isStuck = [&](const store::StoredChange& change) {
                return restsOnLoss(strand.id, {change.actor, change.ctr});
            };
            if (strand.rights == 0 && !waiting.empty() && std::ranges::all_of(waiting, isStuck))
                stuck.insert(strand.id);
        }
        const auto held = must(node->tablet.replica->strands().strands()).size();
        const auto may = must(m_hub.core.registry.holdings(device)).size();
        if (!canonical.empty() || held != may + stuck.size())
            return broke("I12", "a tablet keeps a strand it may not hold" + waitingIn(*node));
        if (must(m_hub.core.registry.retractions(device)).size() != stuck.size())
            return broke("I12", "a retraction is never told as done");
    }
    checkGone();
    // Every strand of the hub against the model, whichever the dice chose before.
    for (const auto& strand : must(m_hub.core.strands.strands())) {
        const auto holds = [&](const SeenDot& dot) {
            const auto& fate = m_fate[strand.id];
            const auto at = fate.find(dot);
            return at != fate.end() && at->second == Verdict::Accepted;
        };
        compare("the hub at rest", strand.id, liveOf(m_hub.core.db, strand.ix), holds, holds);
    }
}

} // namespace lapwing::sim
