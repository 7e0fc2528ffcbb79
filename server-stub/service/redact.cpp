#include "server-stub/service/redact.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine_decision.h"
#include "sync/log/redaction.h"
#include "sync/store/redactions.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace lapwing::hub {

namespace {
/// Of one change of the hub, in bytes of what it names.
constexpr std::size_t kBatchBytes = 32 * 1024;
constexpr std::size_t kOpBytes = 90;

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// A record's existence is no content, but the reason somebody gave for it may be.
bool isEmptyLife(const Op& op, ByteView payload)
{
    if (op.field / 8 != 0) return false;
    const auto read = decodePayload(payload);
    return !read.ok() || read->why.empty();
}

bool names(std::string_view asked, const Op& op)
{
    if (asked.empty()) return true;
    const auto known = schema::findField(op.field);
    if (!known.field || !known.type) return false;
    return asked == known.field->name ||
           asked == std::string(known.type->name) + "." + std::string(known.field->name);
}

std::vector<RedactedOp> opsToGo(const Change& change, const IsToGo& isToGo)
{
    std::vector<RedactedOp> ops;
    for (std::uint32_t i = 0; i < change.payloads.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (isHubs(op) || change.payloads[i].empty() || isEmptyLife(op, change.payloads[i]))
            continue;
        const auto& record = change.envelope.records[op.record];
        if (isToGo(record, op)) ops.push_back({i, record, op.field, op.key});
    }
    return ops;
}

store::Write writeOf(const store::Strand& strand, const Redaction& told)
{
    return hubWrite(strand, OpKind::Redact, encodeRedaction(told));
}

std::vector<std::uint32_t> indexesOf(const std::vector<RedactedOp>& ops)
{
    std::vector<std::uint32_t> all;
    for (const auto& op : ops) all.push_back(op.op);
    return all;
}

/// What stays of a change takes a salt for each op, and must still travel.
Result<void> hasRoom(const store::StoredChange& stored, const std::vector<RedactedOp>& ops)
{
    LAPWING_ASSIGN(const auto form, redactedForm(stored.encoded, indexesOf(ops)));
    if (form.size() <= kChangeBytesMax) return {};
    return fail(ErrorCode::Rejected, "It is part of one very large save, of which only the whole "
                                     "can be taken out. Nothing was changed. Redact the whole "
                                     "record, or erase the case.");
}

/// Shorter ones stand in many texts that are not about it.
constexpr std::size_t kCopiedBytesMin = 8;

void noteCopies(const Change& change, const std::vector<std::uint32_t>& ops, ErasedCopies& copies)
{
    const auto add = [&](std::string_view text) {
        if (text.size() >= kCopiedBytesMin) copies.texts.emplace(text);
    };
    for (const auto at : ops) {
        const auto& op = change.envelope.ops[at];
        copies.fields.emplace(change.envelope.records[op.record], op.field);
        const auto payload = decodePayload(change.payloads[at]);
        if (!payload.ok()) continue;
        add(payload->why);
        const auto value = decodeValue(payload->value);
        if (value.ok()) add(value->asText());
    }
}

Redaction redactionOf(const store::StoredChange& stored, std::vector<RedactedOp> ops,
                      const Erasure& to)
{
    return {{stored.actor, stored.ctr},
            Head8::from(stored.hash.view().first(Head8::kSize)),
            to.by,
            stored.state,
            std::move(ops),
            to.basis};
}

/// Every change that is held of a strand, chain by chain.
using SeeChange = std::function<Result<void>(const store::StoredChange&, const Change&)>;
Result<void> eachChange(HubCore& core, const store::Strand& strand, const SeeChange& see)
{
    LAPWING_ASSIGN(const auto chains, core.log.chains(strand.ix));
    for (const auto& chain : chains) {
        LAPWING_ASSIGN(const auto held, core.log.ofChain(strand.ix, chain.actor, 1));
        for (const auto& stored : held) {
            LAPWING_ASSIGN(const auto change,
                           openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
            LAPWING_TRY(see(stored, change));
        }
    }
    return {};
}

Result<std::vector<Redaction>> redactionsFor(HubCore& core, const store::Strand& strand,
                                             const IsToGo& isToGo, Erasure& to)
{
    std::vector<Redaction> all;
    const auto take = [&](const auto& stored, const Change& change) -> Result<void> {
        auto ops = opsToGo(change, isToGo);
        if (ops.empty()) return {};
        LAPWING_TRY(hasRoom(stored, ops));
        noteCopies(change, indexesOf(ops), to.copies);
        to.changes.push_back(stored.hash);
        all.push_back(redactionOf(stored, std::move(ops), to));
        return {};
    };
    LAPWING_TRY(eachChange(core, strand, take));
    return all;
}

/// What was removed stays removed: of a removal that goes with its reason the office says the same,
/// without one. Asked before anything of it goes.
Result<std::vector<store::Write>> removalsAgain(HubCore& core, const store::Strand& strand,
                                                const std::vector<Redaction>& all)
{
    std::map<RecordId, std::set<SeenDot>> going;
    for (const auto& told : all)
        for (const auto& op : told.ops)
            if (op.field / 8 == 0) going[op.record].insert(told.change);
    std::vector<store::Write> again;
    const auto field = schema::lifeField(strand.compartment);
    for (const auto& [record, dots] : going) {
        LAPWING_ASSIGN(const auto form, core.registers.display(RecordKey{scopeOf(strand), record}));
        if (!form) continue;
        const auto read = form->read(field);
        std::optional<store::Write> one; // of two who removed it, too: a change has one op a place
        for (const auto& s : read.shown()) {
            if (s.redacted || !s.isRemoval() || !dots.contains(s.dot)) continue;
            if (!one) one = newValue(record, field, s.value);
            one->seen.push_back(s.dot);
        }
        if (one) again.push_back(std::move(*one));
    }
    return again;
}

/// What a tablet keeps of the strand under our signature holds what is gone: it gets another.
Result<void> giveWhole(HubCore& core, store::StrandIx ix)
{
    LAPWING_ASSIGN(const auto now, core.strands.strand(ix));
    return core.registry.noteAdoption(ix, now.sseq);
}

/// Somebody's reason for adopting or rejecting what is taken out may tell of it: the verdict is
/// said once more, with the basis as its reason, and the reason that was given goes.
Result<std::vector<store::Write>> reasonsFor(HubCore& core, const store::Strand& strand,
                                             const std::vector<Redaction>& all, Erasure& to)
{
    std::set<SeenDot> changes;
    for (const auto& told : all) changes.insert(told.change);
    std::vector<store::Write> writes;
    std::map<SeenDot, store::Write> said;
    const auto take = [&](const auto& stored, const Change& change) -> Result<void> {
        if (!change.envelope.hubOps) return {};
        std::vector<RedactedOp> ops;
        for (auto& told : verdictsIn(change)) {
            if (!changes.contains(told.change) || told.why == to.basis) continue;
            const auto& op = change.envelope.ops[told.op];
            ops.push_back({told.op, change.envelope.records[op.record], op.field, op.key});
            // One that was rejected and then adopted has two: the last holds.
            said.insert_or_assign(told.change, verdictWrite(strand, told));
        }
        if (ops.empty()) return {};
        to.changes.push_back(stored.hash);
        writes.push_back(writeOf(strand, redactionOf(stored, std::move(ops), to)));
        return {};
    };
    LAPWING_TRY(eachChange(core, strand, take));
    for (auto& [dot, write] : said) {
        write.payload.why = to.basis;
        writes.push_back(std::move(write));
    }
    return writes;
}

Result<Scope> scopeOfRecord(HubCore& core, const RecordId& record, const std::string& caseRef)
{
    if (!caseRef.empty()) {
        LAPWING_ASSIGN(const auto entry, caseWith(core, caseRef));
        return Scope::ofCase(entry.id);
    }
    LAPWING_ASSIGN(const auto scopes, core.registers.scopesOf(record));
    if (scopes.size() == 1) return scopes.front();
    if (scopes.empty())
        return fail(ErrorCode::NotFound, "No case has a record of that id. Nothing was changed. "
                                         "Check the id; name the case with --case, if the record "
                                         "only waits in quarantine.");
    return fail(ErrorCode::Conflict, "Several cases have a record of that id. Nothing was changed. "
                                     "Name the case with --case.");
}
} // namespace

Result<std::uint64_t> redactIn(HubCore& core, const store::Strand& strand, const IsToGo& isToGo,
                               Erasure& to)
{
    LAPWING_ASSIGN(const auto all, redactionsFor(core, strand, isToGo, to));
    LAPWING_ASSIGN(auto further, removalsAgain(core, strand, all));
    std::uint64_t values = 0;
    std::vector<store::Write> writes;
    std::size_t bytes = 0;
    const auto say = [&]() -> Result<void> {
        if (writes.empty()) return {};
        LAPWING_TRY(core.write(strand.ix, writes));
        writes.clear();
        bytes = 0;
        return {};
    };
    for (const auto& told : all) {
        const auto size = told.ops.size() * kOpBytes + told.basis.size();
        if (bytes + size > kBatchBytes) {
            LAPWING_TRY(say());
        }
        bytes += size;
        values += told.ops.size();
        writes.push_back(writeOf(strand, told));
    }
    LAPWING_TRY(say());
    LAPWING_ASSIGN(auto reasons, reasonsFor(core, strand, all, to));
    std::ranges::move(reasons, std::back_inserter(further));
    for (auto& write : further) {
        if (bytes + kWhyBytesMax > kBatchBytes) {
            LAPWING_TRY(say());
        }
        bytes += kOpBytes + write.payload.why.size();
        writes.push_back(std::move(write));
    }
    LAPWING_TRY(say());
    LAPWING_ASSIGN(const auto apart, redactOthers(core, strand, [&](const Change& change) {
                       auto indexes = indexesOf(opsToGo(change, isToGo));
                       noteCopies(change, indexes, to.copies);
                       return indexes;
                   }));
    values += apart;
    if (values == 0) return values;
    core.scrubDue = true;
    if (!strand.caseId.isZero()) LAPWING_TRY(core.clues.forgetCase(Scope::ofCase(strand.caseId)));
    LAPWING_TRY(giveWhole(core, strand.ix));
    LAPWING_ASSIGN(auto holders, holdersOf(core, strand, false));
    std::ranges::move(holders, std::back_inserter(to.holders));
    return values;
}

Result<void> heedRedactions(HubCore& core, const store::Strand& strand, const VerifiedRun& run)
{
    std::vector<Redaction> all;
    for (const auto& change : run.changes())
        std::ranges::move(redactionsIn(change), std::back_inserter(all));
    if (all.empty()) return {};
    core.scrubDue = true;
    LAPWING_TRY(giveWhole(core, strand.ix));
    ErasedCopies copies;
    for (const auto& told : all)
        for (const auto& op : told.ops) copies.fields.emplace(op.record, op.field);
    LAPWING_TRY(redactOthers(core, strand, [&](const Change& change) {
        return indexesOf(opsToGo(change, [&](const RecordId& record, const Op& op) {
            return copies.fields.contains({record, op.field});
        }));
    }));
    LAPWING_TRY(takeOutOfNotes(core, copies));
    return {};
}

Result<void> repeatRedactions(HubCore& core, const store::Strand& strand, const VerifiedRun& run)
{
    store::Redactions known(core.db);
    bool any = false;
    for (const auto& change : run.changes())
        for (const auto& told : redactionsIn(change)) {
            LAPWING_ASSIGN(const auto gone, known.opsOf(strand.ix, told.change));
            const auto isGone = [&](std::uint32_t op) {
                return std::ranges::find(gone, op) != gone.end();
            };
            if (std::ranges::all_of(told.indexes(), isGone)) continue;
            LAPWING_TRY(core.write(strand.ix, {writeOf(strand, told)}));
            any = true;
        }
    return any ? heedRedactions(core, strand, run) : Result<void>();
}

Result<Redacted> redact(HubCore& core, const RedactAsk& ask)
{
    LAPWING_TRY(informationOfficer(core, ask.by));
    if (isBlank(ask.basis))
        return fail(ErrorCode::Rejected, "Say on what basis: it is shown in the place of what is "
                                         "taken out. Nothing was changed.");
    if (ask.basis.size() > kWhyBytesMax)
        return fail(ErrorCode::Rejected, "The basis is too long. Nothing was changed.");
    const auto record = RecordId::fromHex(ask.record);
    if (!record)
        return fail(ErrorCode::Rejected, "--record takes 16 hex digits. Nothing was changed. Copy "
                                         "the id from the record.");
    LAPWING_ASSIGN(const auto scope, scopeOfRecord(core, *record, ask.caseRef));
    LAPWING_TRY(notHeld(core, scope.caseId()));
    LAPWING_ASSIGN(const auto entry, core.registry.caseById(scope.caseId()));
    Redacted done;
    done.caseRef = entry ? entry->ref : std::string();
    Erasure erasure{"redact", ask.by, ask.basis, {}, {}, {}};
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOf(scope));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto values, redactIn(
                                              core, strand,
                                              [&](const RecordId& of, const Op& op) {
                                                  return of == *record && names(ask.field, op);
                                              },
                                              erasure));
        done.values += values;
    }
    if (done.values == 0)
        return fail(ErrorCode::NotFound, "There is nothing of that in the record, or it was taken "
                                         "out already. Nothing was changed. Check the id and the "
                                         "field's name.");
    LAPWING_ASSIGN(const auto notes, takeOutOfNotes(core, erasure.copies));
    erasure.what = {
        {"notes", notes},
        {"case", done.caseRef},
        {"record", ask.record},
        {"field", ask.field.empty() ? nlohmann::json(nullptr) : nlohmann::json(ask.field)},
        {"values", done.values}};
    LAPWING_ASSIGN(done.id, noteErasure(core, erasure));
    return done;
}

} // namespace lapwing::hub
