#include "server-stub/service/found_adopt.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/found.h"
#include "server-stub/service/hub_round.h"
#include "shared/access/rights.h"
#include "shared/schema/meaning.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
using Rows = std::vector<FoundRow>;

Result<Rows> rowsOf(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(auto rows, core.foundRows.rows());
    std::erase_if(rows, [&](const FoundRow& row) { return row.caseId != caseId; });
    return rows;
}

bool isOpen(const FoundRow& row)
{
    return row.state == FoundState::Waits || row.state == FoundState::Dropped;
}

Result<Rows> openRows(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(auto rows, rowsOf(core, caseId));
    if (rows.empty())
        return fail(ErrorCode::NotFound, "No tablet offers a case of that id. Nothing was "
                                         "changed. The list has the ids.");
    std::erase_if(rows, [](const FoundRow& row) { return !isOpen(row); });
    if (rows.empty())
        return fail(ErrorCode::Rejected, "That case was adopted already. Nothing was changed. Who "
                                         "has it is decided by assigning it.");
    return rows;
}

Result<CaseEntry> entryFor(HubCore& core, const Rows& rows, const FoundDecision& decision)
{
    LAPWING_ASSIGN(const auto known, core.registry.caseById(rows.front().caseId));
    if (known) return *known;
    CaseEntry entry{rows.front().caseId, std::string(decision.ref), rows.front().panel};
    for (const auto& row : rows)
        if (entry.ref.empty()) entry.ref = row.ref;
    if (entry.ref.empty())
        return fail(ErrorCode::Rejected, "What the tablets hold of it does not tell its reference. "
                                         "Nothing was changed. Give one with --ref.");
    LAPWING_ASSIGN(const auto other, core.registry.caseByRef(entry.ref));
    if (other)
        return fail(ErrorCode::Rejected,
                    "The office has another case of the reference " + entry.ref +
                        ", made since the restore. Nothing was changed. Give this one a reference "
                        "of its own with --ref, then compare the two.");
    LAPWING_TRY(core.registry.put(entry));
    return entry;
}

/// Authors whom this hub certified, so that what they wrote can be served and judged. Their
/// devices stay unknown until somebody adopts them.
Result<void> learnAuthors(HubCore& core, const Offer& offer)
{
    for (const auto& actor : offer.actors) {
        LAPWING_ASSIGN(const auto known, core.registry.actor(actor.actor()));
        if (known) continue;
        const auto is = [&](const DeviceCertificate& one) { return one.device() == actor.device; };
        const auto device = std::ranges::find_if(offer.devices, is);
        if (device == offer.devices.end()) continue;
        LAPWING_TRY(core.registry.put(KnownActor{actor, device->person, 0}));
        LAPWING_TRY(core.registry.putCertificate(actor.device, encode(*device)));
    }
    return {};
}

/// Parts that were minted for the case while nobody had offered them, and that nobody wrote in.
Result<bool> makeWay(HubCore& core, const FoundRow& row)
{
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(row.caseId));
    for (const auto& strand : strands) {
        if (strand.compartment != row.compartment) continue;
        LAPWING_ASSIGN(const auto records, core.registers.shownRecords(strand.ix));
        if (!records.empty()) return false;
        LAPWING_ASSIGN(const auto holders, core.registry.holders(strand.ix));
        for (const auto& id : holders) {
            LAPWING_ASSIGN(auto device, core.registry.device(id));
            if (device) LAPWING_TRY(core.setHolding(*device, strand.ix, 0));
        }
        LAPWING_ASSIGN(const auto everybody, core.registry.allStaff());
        for (const auto& staff : everybody)
            LAPWING_TRY(core.registry.setMember(strand.ix, staff.id, 0));
        LAPWING_TRY(core.engine.dropStrand(strand.ix));
    }
    return true;
}

/// The newest of what the offers have of one strand, put in its place. False when it is taken.
Result<bool> install(HubCore& core, std::span<const FoundRow> offers)
{
    const auto& newest = *std::ranges::max_element(
        offers, {}, [](const FoundRow& row) { return std::pair(row.epoch, row.sseq); });
    LAPWING_ASSIGN(const bool free, makeWay(core, newest));
    if (!free) return false;
    LAPWING_ASSIGN(const auto content, foundContent(core, newest));
    LAPWING_TRY(learnAuthors(core, content.offer));
    store::Strand strand;
    strand.id = newest.strand;
    strand.caseId = newest.caseId;
    strand.compartment = newest.compartment;
    strand.panel = newest.panel;
    LAPWING_ASSIGN(const auto added, core.strands.addStrand(strand));
    const auto self = actorOf(core.keys.actor.publicKey());
    LAPWING_ASSIGN(const auto touched,
                   core.engine.install(added.ix, content.body, newest.sseq, self));
    (void)touched;
    LAPWING_TRY(core.noteClues(added));
    LAPWING_TRY(core.foundRows.putBase(added.ix, encode(content.body)));
    return true;
}

Result<void> mintMissing(HubCore& core, const CaseEntry& entry)
{
    LAPWING_ASSIGN(const auto held, core.strands.strandsOfCase(entry.id));
    for (std::uint8_t c = 1; c < schema::kCompartments; ++c) {
        const auto part = static_cast<schema::Compartment>(c);
        if (std::ranges::find(held, part, &store::Strand::compartment) != held.end()) continue;
        LAPWING_ASSIGN(const auto strand, mintStrand(core, entry.id, part, entry.panel));
        LAPWING_TRY(core.write(strand.ix, {genesisOf(strand)}));
    }
    return {};
}

/// One run of an offer, whole or not at all: whether the hub has it now. What nobody signed, or
/// cannot be, is passed over.
Result<bool> bring(HubCore& core, const FoundRow& row, ByteView run)
{
    LAPWING_TRY(core.db.exec("SAVEPOINT offered"));
    auto taken = HubRound(core).takeOffered(run, row.device);
    if (!taken.ok() || !*taken) LAPWING_TRY(core.db.exec("ROLLBACK TO offered"));
    LAPWING_TRY(core.db.exec("RELEASE offered"));
    if (taken.ok()) return *taken;
    const auto code = taken.error().code;
    const bool bad = code == ErrorCode::Malformed || code == ErrorCode::Corrupt ||
                     code == ErrorCode::TooLarge || code == ErrorCode::Rejected;
    return bad ? Result<bool>(true) : taken;
}

struct Waiting {
    const FoundRow* row;
    Bytes run;
    bool isHubs;
};

Result<std::vector<Waiting>> runsOf(HubCore& core, const Rows& rows)
{
    std::vector<Waiting> all;
    for (const auto& row : rows) {
        if (row.known || row.held < row.parts || row.bytes == 0) continue;
        LAPWING_ASSIGN(auto content, foundContent(core, row));
        for (auto& run : content.offer.runs) {
            LAPWING_ASSIGN(const auto raw, decodeRun(run));
            if (raw.strandHandle != 0 || raw.strand != row.strand || raw.ownActor) continue;
            LAPWING_ASSIGN(const auto author, core.registry.actor(raw.actor));
            const bool hubs = author && author->certificate.device == core.keys.device.device();
            all.push_back({&row, std::move(run), hubs});
        }
        LAPWING_TRY(learnAuthors(core, content.offer));
    }
    return all;
}

/// In any order that their authors' changes allow: until a pass takes nothing more.
Result<void> bringAll(HubCore& core, std::vector<Waiting>& runs, bool hubsOnly)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (auto& one : runs) {
            if (one.run.empty() || (hubsOnly && !one.isHubs)) continue;
            LAPWING_ASSIGN(const bool taken, bring(core, *one.row, one.run));
            if (!taken) continue;
            one.run.clear();
            moved = true;
        }
    }
    return {};
}

std::uint64_t countOf(const std::vector<Waiting>& runs)
{
    const auto waits = [](const Waiting& one) { return !one.run.empty(); };
    return static_cast<std::uint64_t>(std::ranges::count_if(runs, waits));
}

/// The person of an offer has the strand as the hub last signed it, unless it was taken from them.
Result<void> giveBack(HubCore& core, const FoundRow& row)
{
    LAPWING_ASSIGN(const auto strand, core.strands.findStrand(row.strand));
    LAPWING_ASSIGN(const auto device, core.registry.device(row.device));
    if (!strand || !device || device->stopped) return {};
    LAPWING_ASSIGN(const auto staff, core.registry.staff(device->staff));
    if (!staff) return {};
    const auto roles = staff->roles.on(strand->panel);
    const auto role = access::strandRights(roles, strand->compartment, strand->panel).bits;
    const auto rights = static_cast<std::uint8_t>(role & row.rights);
    LAPWING_ASSIGN(const bool never, core.isExcluded(staff->id, strand->caseId));
    if (never) return {};
    LAPWING_ASSIGN(const bool taken, wasTaken(core, *strand, staff->id));
    LAPWING_ASSIGN(const auto now, core.registry.memberRights(strand->ix, staff->id));
    if (rights == 0 || taken || now != 0) return {};
    LAPWING_TRY(core.registry.setMember(strand->ix, staff->id, rights));
    LAPWING_ASSIGN(auto devices, core.registry.devicesOf(staff->id));
    for (auto& one : devices)
        if (!one.stopped) LAPWING_TRY(core.setHolding(one, strand->ix, rights));
    return {};
}

/// How many of the people whose tablets offered it have it now.
Result<std::uint64_t> countPeople(HubCore& core, const Rows& rows)
{
    std::set<PersonId> people;
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto strand, core.strands.findStrand(row.strand));
        LAPWING_ASSIGN(const auto device, core.registry.device(row.device));
        if (!strand || !device) continue;
        LAPWING_ASSIGN(const auto now, core.registry.memberRights(strand->ix, device->staff));
        if (now != 0) people.insert(device->staff);
    }
    return people.size();
}

Result<void> close(HubCore& core, Rows& rows, const FoundDecision& decision, bool allHere)
{
    for (auto& row : rows) {
        LAPWING_ASSIGN(const auto strand, core.strands.findStrand(row.strand));
        if (!strand) continue; // its place is taken: it waits on
        row.state = FoundState::Adopted;
        row.by = decision.by.isZero() ? std::string() : decision.by.hex();
        row.why = decision.reason;
        if (allHere) {
            LAPWING_TRY(core.foundRows.eraseParts(row.device, row.strand));
            row.bytes = 0;
        }
        LAPWING_TRY(core.foundRows.put(row));
    }
    return {};
}

Result<void> checkDecision(HubCore& core, const FoundDecision& decision)
{
    LAPWING_TRY(staffWith(core, decision.by));
    if (decision.reason.empty())
        return fail(ErrorCode::Rejected, "This needs a reason. Nothing was changed. Give one.");
    return {};
}

Result<FoundAdoption> adopt(HubCore& core, const CaseId& caseId, const FoundDecision& decision)
{
    LAPWING_ASSIGN(auto rows, openRows(core, caseId));
    LAPWING_ASSIGN(const auto entry, entryFor(core, rows, decision));
    FoundAdoption done{caseId, entry.ref, 0, 0, 0, 0};
    for (std::size_t at = 0; at < rows.size();) {
        auto end = at + 1;
        while (end < rows.size() && rows[end].strand == rows[at].strand) ++end;
        const auto offers = std::span(rows).subspan(at, end - at);
        at = end;
        LAPWING_ASSIGN(const auto here, core.strands.findStrand(offers.front().strand));
        Rows whole(offers.begin(), offers.end());
        std::erase_if(whole, [](const FoundRow& row) { return row.known; });
        if (here || whole.empty()) continue;
        LAPWING_ASSIGN(const bool put, install(core, whole));
        if (put) ++done.parts;
    }
    LAPWING_TRY(mintMissing(core, entry));
    LAPWING_ASSIGN(auto runs, runsOf(core, rows));
    LAPWING_TRY(bringAll(core, runs, true)); // with them whom the former hub took it from
    for (const auto& row : rows) LAPWING_TRY(giveBack(core, row));
    LAPWING_TRY(bringAll(core, runs, false));
    LAPWING_ASSIGN(done.people, countPeople(core, rows));
    done.waiting = countOf(runs);
    LAPWING_TRY(close(core, rows, decision, done.waiting == 0));
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(caseId));
    for (const auto& strand : strands) done.changes += strand.sseq;
    return done;
}
} // namespace

Result<FoundAdoption> adoptFound(HubCore& core, const CaseId& caseId, const FoundDecision& decision)
{
    LAPWING_TRY(checkDecision(core, decision));
    return adopt(core, caseId, decision);
}

Result<void> dropFound(HubCore& core, const CaseId& caseId, const FoundDecision& decision)
{
    LAPWING_TRY(checkDecision(core, decision));
    LAPWING_ASSIGN(auto rows, openRows(core, caseId));
    for (auto& row : rows) {
        row.state = FoundState::Dropped;
        row.by = decision.by.hex();
        row.why = decision.reason;
        LAPWING_TRY(core.foundRows.put(row));
    }
    return {};
}

Result<bool> joinFound(HubCore& core, std::string_view ref, std::string_view reason)
{
    LAPWING_ASSIGN(const auto here, core.registry.caseByRef(ref));
    if (here) return false;
    LAPWING_ASSIGN(const auto rows, core.foundRows.rows());
    const auto meaning = schema::referenceMeaning(ref);
    for (const auto& row : rows) {
        if (row.state != FoundState::Waits || row.ref.empty() ||
            schema::referenceMeaning(row.ref) != meaning)
            continue;
        LAPWING_TRY(adopt(core, row.caseId, {{}, reason, {}}));
        return true;
    }
    return false;
}

Result<std::uint64_t> bringOffered(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(auto rows, rowsOf(core, caseId));
    std::erase_if(rows, [](const FoundRow& row) { return row.state != FoundState::Adopted; });
    LAPWING_ASSIGN(auto runs, runsOf(core, rows));
    LAPWING_TRY(bringAll(core, runs, false));
    const auto waiting = countOf(runs);
    for (auto& row : rows) {
        if (waiting > 0 || row.bytes == 0) continue;
        LAPWING_TRY(core.foundRows.eraseParts(row.device, row.strand));
        row.bytes = 0;
        LAPWING_TRY(core.foundRows.put(row));
    }
    return waiting;
}

} // namespace lapwing::hub
