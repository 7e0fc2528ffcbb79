#include "server-stub/service/found.h"

#include "server-stub/service/administration.h"
#include "shared/schema/case_fields.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
using wire::FoundOutcome;

Error notOurs(std::string why) { return fail(ErrorCode::Corrupt, {}, std::move(why)); }

/// Grants that this hub gave the device before its restore, as the request shows them.
std::vector<Grant> formerGrants(const HubCore& core, const Device& device,
                                std::span<const wire::Frame> frames)
{
    std::vector<Grant> all;
    for (const auto& frame : frames) {
        if (frame.type != wire::FrameType::FoundGrant) continue;
        auto grant = decodeGrant(frame.payload);
        const bool ours = grant.ok() && grant->device == device.id &&
                          grant->hubEpoch < core.keys.epoch &&
                          verify(*grant, core.keys.sign.publicKey());
        if (ours) all.push_back(std::move(*grant));
    }
    return all;
}

const Grant* newestNaming(const std::vector<Grant>& grants, const StrandId& strand)
{
    const Grant* newest = nullptr;
    for (const auto& grant : grants)
        if (grant.rightsOn(strand) > 0 && (!newest || newest->serial < grant.serial))
            newest = &grant;
    return newest;
}

/// Of a strand that this hub has: what the backup knew of the device's rights stands, and what the
/// former hub gave later waits for a person.
Result<FoundOutcome> hearRight(HubCore& core, const store::Strand& strand, FoundRow row,
                               const Grant& grant, const PersonId& person)
{
    LAPWING_ASSIGN(const auto before, core.foundRows.row(row.device, row.strand));
    LAPWING_ASSIGN(const auto known, core.foundRows.serialAtEnd(row.device, grant.hubEpoch));
    LAPWING_ASSIGN(const bool taken, wasTaken(core, strand, person));
    LAPWING_ASSIGN(const bool never, core.isExcluded(person, strand.caseId));
    if (grant.serial <= known || taken || never) return FoundOutcome::Refused;
    if (before && before->known)
        return before->state == FoundState::Waits ? FoundOutcome::Waits : FoundOutcome::Refused;
    row.known = true;
    row.state = FoundState::Waits;
    row.caseId = strand.caseId;
    row.compartment = strand.compartment;
    row.panel = strand.panel;
    LAPWING_TRY(core.foundRows.erase(row.device, row.strand));
    LAPWING_TRY(core.foundRows.put(row));
    return FoundOutcome::Waits;
}

Result<wire::FoundWord> hearStrand(HubCore& core, const Device& device,
                                   const wire::FoundStrand& told, const std::vector<Grant>& grants)
{
    wire::FoundWord word{told.strand, told.mark, 0, {}};
    const auto say = [&](FoundOutcome outcome) {
        word.outcome = static_cast<std::uint8_t>(outcome);
        return word;
    };
    const auto* grant = newestNaming(grants, told.strand);
    if (!grant) return say(FoundOutcome::Refused);
    FoundRow row;
    row.device = device.id;
    row.strand = told.strand;
    row.mark = told.mark;
    row.rights = grant->rightsOn(told.strand);
    row.grantedMs = grant->issuedMs;
    LAPWING_ASSIGN(const auto strand, core.strands.findStrand(told.strand));
    LAPWING_ASSIGN(const auto rows, core.foundRows.rowsOf(device.id));
    const auto before = std::ranges::find(rows, told.strand, &FoundRow::strand);
    if (before == rows.end() && rows.size() >= wire::kFoundStrandsMax)
        return say(FoundOutcome::NoRoom);
    if (strand) {
        LAPWING_ASSIGN(const auto heard, hearRight(core, *strand, row, *grant, device.staff));
        return say(heard);
    }
    if (before != rows.end() && before->mark == told.mark) {
        word.next = {before->held};
        if (before->state == FoundState::Arriving) return say(FoundOutcome::Send);
        return say(before->state == FoundState::Waits ? FoundOutcome::Waits
                                                      : FoundOutcome::Refused);
    }
    LAPWING_TRY(core.foundRows.erase(row.device, row.strand));
    LAPWING_TRY(core.foundRows.put(row));
    return say(FoundOutcome::Send);
}

/// What a whole offer says of itself, once it is believed.
Result<void> describe(HubCore& core, FoundRow& row)
{
    LAPWING_ASSIGN(const auto content, foundContent(core, row));
    row.state = FoundState::Waits;
    row.caseId = content.body.caseId;
    row.compartment = static_cast<schema::Compartment>(content.body.compartment);
    row.panel = static_cast<schema::Panel>(content.body.panel);
    row.ref = refIn(content.body);
    row.epoch = content.offer.envelope.hubEpoch;
    row.sseq = content.offer.envelope.sseq;
    row.changes = row.sseq;
    for (const auto& bytes : content.offer.runs) {
        LAPWING_ASSIGN(const auto run, decodeRun(bytes));
        row.changes += run.forms.size();
    }
    return {};
}

Result<std::uint64_t> bytesOf(HubCore& core, const DeviceId& device)
{
    LAPWING_ASSIGN(const auto rows, core.foundRows.rowsOf(device));
    std::uint64_t sum = 0;
    for (const auto& row : rows) sum += row.bytes;
    return sum;
}

Result<std::optional<wire::FoundWord>> hearPart(HubCore& core, const Device& device,
                                                const wire::FoundPart& part)
{
    LAPWING_ASSIGN(auto row, core.foundRows.row(device.id, part.strand));
    if (!row || row->state != FoundState::Arriving || row->mark != part.mark)
        return std::optional<wire::FoundWord>{};
    wire::FoundWord word{part.strand, part.mark, 0, {}};
    const auto say = [&](FoundOutcome outcome) {
        word.outcome = static_cast<std::uint8_t>(outcome);
        word.next = {row->held};
        return std::optional(word);
    };
    const bool fits = part.parts.value >= 1 && part.parts.value <= wire::kFoundPartsMax &&
                      (row->parts == 0 || row->parts == part.parts.value);
    if (part.index.value != row->held || !fits) return say(FoundOutcome::Send);
    LAPWING_ASSIGN(const auto kept, bytesOf(core, device.id));
    if (kept + part.bytes.bytes.size() > kFoundBytesMax) {
        LAPWING_TRY(core.foundRows.erase(row->device, row->strand));
        return say(FoundOutcome::NoRoom);
    }
    LAPWING_TRY(core.foundRows.putPart(*row, part.index.value, part.bytes.bytes));
    row->parts = part.parts.value;
    row->bytes += part.bytes.bytes.size();
    ++row->held;
    if (row->held < row->parts) {
        LAPWING_TRY(core.foundRows.put(*row));
        return say(FoundOutcome::Send);
    }
    const auto believed = describe(core, *row);
    const auto code = believed.ok() ? ErrorCode::Internal : believed.error().code;
    if (code == ErrorCode::Malformed || code == ErrorCode::Corrupt || code == ErrorCode::TooLarge) {
        LAPWING_TRY(core.foundRows.erase(row->device, row->strand));
        return say(FoundOutcome::Refused);
    }
    LAPWING_TRY(believed);
    LAPWING_TRY(core.foundRows.put(*row));
    return say(FoundOutcome::Waits);
}

/// Every author in it is one that this hub certified, itself or through a device.
Result<void> checkAuthors(HubCore& core, const FoundContent& content)
{
    for (const auto& device : content.offer.devices)
        if (!verify(device, core.keys.sign.publicKey())) return notOurs("a foreign device");
    for (const auto& actor : content.offer.actors) {
        const auto is = [&](const DeviceCertificate& one) { return one.device() == actor.device; };
        const auto at = std::ranges::find_if(content.offer.devices, is);
        if (at == content.offer.devices.end() || !verify(actor, at->key))
            return notOurs("a foreign actor");
    }
    for (const auto& chain : content.body.chains) {
        const auto told =
            std::ranges::find(content.offer.actors, chain.actor, &ActorCertificate::actor);
        if (told != content.offer.actors.end()) continue;
        LAPWING_ASSIGN(const auto known, core.registry.actor(chain.actor));
        if (!known) return notOurs("a chain of an unknown author");
    }
    return {};
}

Result<void> checkRecords(const SnapshotBody& body)
{
    for (const auto& bytes : body.records) {
        LAPWING_ASSIGN(const auto record, decodeRecord(bytes));
        for (const auto& reg : record.registers)
            for (const auto& sibling : reg.siblings)
                if (sibling.dot.chain >= body.chains.size()) return notOurs("an offer's chain");
        for (const auto& kept : record.opaque)
            if (kept.dot.chain >= body.chains.size()) return notOurs("an offer's chain");
    }
    return {};
}
} // namespace

Result<std::vector<wire::FoundWord>> hearFound(HubCore& core, const Device& device,
                                               std::span<const wire::Frame> frames)
{
    std::vector<wire::FoundWord> words;
    if (device.stopped || core.keys.epoch == kFirstEpoch) return words;
    const auto grants = formerGrants(core, device, frames);
    for (const auto& frame : frames) {
        if (frame.type == wire::FrameType::FoundList) {
            LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::FoundStrands>(frame.payload));
            for (const auto& one : told.items) {
                LAPWING_ASSIGN(const auto strand, core.strands.findStrand(one.strand));
                if (strand) {
                    LAPWING_ASSIGN(const auto held, core.registry.holding(device.id, strand->ix));
                    if (held) continue; // it comes by itself
                }
                LAPWING_ASSIGN(const auto word, hearStrand(core, device, one, grants));
                words.push_back(word);
                if (words.size() >= wire::kFoundStrandsMax) return words;
            }
        }
        if (frame.type == wire::FrameType::FoundContent) {
            LAPWING_ASSIGN(const auto part, wire::decodeMessage<wire::FoundPart>(frame.payload));
            LAPWING_ASSIGN(const auto word, hearPart(core, device, part));
            const bool again = word && !words.empty() && words.back().strand == word->strand;
            if (again)
                words.back() = *word;
            else if (word)
                words.push_back(*word);
        }
    }
    return words;
}

Result<FoundContent> foundContent(HubCore& core, const FoundRow& row)
{
    LAPWING_ASSIGN(const auto bytes, core.foundRows.content(row));
    FoundContent content;
    LAPWING_ASSIGN(content.offer, decodeOffer(bytes));
    LAPWING_ASSIGN(content.body, believedBody(content.offer, core.keys.sign.publicKey()));
    const auto& body = content.body;
    const bool fits = body.strand == row.strand && !body.caseId.isZero() && body.compartment > 0 &&
                      body.compartment < schema::kCompartments && body.panel > 0 &&
                      body.panel < kStandingStrands &&
                      content.offer.envelope.hubEpoch < core.keys.epoch;
    if (!fits) return notOurs("an offer of another strand");
    LAPWING_TRY(checkAuthors(core, content));
    LAPWING_TRY(checkRecords(body));
    return content;
}

std::string refIn(const SnapshotBody& body)
{
    std::string ref;
    for (const auto& bytes : body.records) {
        const auto record = decodeRecord(bytes);
        const auto* told = record.ok() ? record->find(schema::casefile::ref.wire()) : nullptr;
        if (!told || told->siblings.size() != 1 || told->siblings.front().redacted) continue;
        const auto payload = decodePayload(told->siblings.front().payload);
        const auto value =
            payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
        if (!value.ok() || value->kind != ValueKind::Text || !ref.empty()) return {};
        ref = value->asText();
    }
    return ref;
}

} // namespace lapwing::hub
