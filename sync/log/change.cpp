#include "sync/log/change.h"

#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::uint64_t kFlagEvidence = 1;
constexpr std::uint64_t kFlagHubOps = 2;
constexpr std::size_t kKeyBytesMax = 64;

void encodeOp(wire::Writer& w, const Op& op)
{
    w.u8(op.kind);
    w.varint(op.record);
    w.varint(op.field);
    w.bytes(op.key);
    w.varint(op.supersedes.size());
    for (const auto& sup : op.supersedes) {
        w.varint(sup.chain);
        w.varint(sup.ctr);
    }
}

Op decodeOp(wire::Decoder& r, std::size_t records, std::size_t deps)
{
    Op op;
    op.kind = r.u8();
    op.record = static_cast<std::uint32_t>(r.varint(records == 0 ? 0 : records - 1));
    op.field = static_cast<std::uint32_t>(r.varint(0xffffffff));
    const auto key = r.bytes(kKeyBytesMax);
    op.key.assign(key.begin(), key.end());
    const auto count = r.count(kDepsMax * 4, 2);
    op.supersedes.reserve(count);
    for (std::size_t i = 0; i < count && r.ok(); ++i) {
        Superseded sup;
        sup.chain = static_cast<std::uint32_t>(r.varint(deps));
        sup.ctr = r.varint();
        if (!op.supersedes.empty() && !(op.supersedes.back() < sup)) r.setFailed();
        op.supersedes.push_back(sup);
    }
    if (records == 0) r.setFailed();
    return op;
}

/// A supersedes may only reach as far as its author had read.
bool reachesOnlyDeps(const Envelope& e)
{
    for (const auto& op : e.ops)
        for (const auto& sup : op.supersedes) {
            if (sup.ctr == 0) return false;
            if (sup.chain > 0 && sup.ctr > e.deps[sup.chain - 1].ctr) return false;
        }
    return true;
}

/// Nor past itself on its own chain.
bool reachesOnlyBack(const Change& change)
{
    for (const auto& op : change.envelope.ops)
        for (const auto& sup : op.supersedes)
            if (sup.chain == 0 && sup.ctr >= change.ctr) return false;
    return true;
}

/// What an op of a known kind wrote can be read, unless it is of a kind of value yet to come.
/// Nothing at all would pass for content taken away.
bool isReadable(const Op& op, ByteView payload)
{
    if (isOfNewerKind(op)) return !payload.empty();
    const auto read = decodePayload(payload);
    if (!read.ok() || read->value.empty()) return false;
    return isOfNewerKind(read->value) || decodeValue(read->value).ok();
}

bool oneOpPerRegister(const Envelope& e)
{
    std::vector<const Op*> sorted;
    for (const auto& op : e.ops) sorted.push_back(&op);
    const auto place = [](const Op* op) { return std::tie(op->record, op->field, op->key); };
    std::ranges::sort(sorted, {}, place);
    return std::ranges::adjacent_find(sorted, {}, place) == sorted.end();
}

Hash commitment(const Salt& opSalt, ByteView payload)
{
    return crypto::keyedHash(opSalt.view(), payload);
}

Salt opSalt(const Salt& salt, std::size_t index)
{
    wire::Writer w;
    w.u16(static_cast<std::uint16_t>(index));
    return Salt::from(crypto::keyedHash16(salt.view(), w.view()).view());
}

Hash chainHash(const Change& change, ByteView envelope, const Hash& root)
{
    wire::Writer w;
    w.id(change.strand);
    w.id(change.actor);
    w.u64(change.ctr);
    w.id(change.previous);
    w.u32(static_cast<std::uint32_t>(envelope.size()));
    w.raw(envelope);
    w.id(root);
    return crypto::hash("lapwing.chain.1", w.view());
}

Error malformedChange() { return fail(ErrorCode::Malformed, {}, "a change that does not decode"); }
} // namespace

Bytes encodeEnvelope(const Envelope& e)
{
    wire::Writer w;
    w.u8(kFormat);
    w.varint((e.evidence ? kFlagEvidence : 0) | (e.hubOps ? kFlagHubOps : 0));
    w.varint(e.schema);
    w.varint(e.claimedMs);
    if (e.evidence) {
        w.u32(e.evidence->boot);
        w.varint(e.evidence->uptimeS);
        w.id(e.evidence->beacon);
    }
    w.varint(e.deps.size());
    for (const auto& dep : e.deps) {
        w.id(dep.actor);
        w.varint(dep.ctr);
        w.id(dep.head);
    }
    w.varint(e.records.size());
    for (const auto& record : e.records) w.id(record);
    w.varint(e.ops.size());
    for (const auto& op : e.ops) encodeOp(w, op);
    return w.take();
}

Result<Envelope> decodeEnvelope(ByteView bytes)
{
    wire::Decoder r(bytes);
    Envelope e;
    if (r.u8() != kFormat) return malformedChange();
    const auto flags = r.varint();
    if (flags & ~(kFlagEvidence | kFlagHubOps))
        return fail(ErrorCode::TooOld, {}, "a change with flags of a newer version");
    e.hubOps = (flags & kFlagHubOps) != 0;
    e.schema = r.varint();
    e.claimedMs = r.varint();
    if (flags & kFlagEvidence) {
        auto& evidence = e.evidence.emplace();
        evidence.boot = r.u32();
        evidence.uptimeS = r.varint();
        evidence.beacon = r.id<Head8>();
    }
    const auto deps = r.count(kDepsMax, 25);
    for (std::size_t i = 0; i < deps && r.ok(); ++i) {
        Dep dep;
        dep.actor = r.id<ActorId>();
        dep.ctr = r.varint();
        dep.head = r.id<Head8>();
        if (!e.deps.empty() && !(std::tie(e.deps.back().actor, e.deps.back().head)
                                 < std::tie(dep.actor, dep.head)))
            r.setFailed();
        e.deps.push_back(dep);
    }
    const auto records = r.count(kOpsPerChangeMax, RecordId::kSize);
    for (std::size_t i = 0; i < records && r.ok(); ++i) {
        const auto record = r.id<RecordId>();
        if (!e.records.empty() && !(e.records.back() < record)) r.setFailed();
        e.records.push_back(record);
    }
    const auto ops = r.count(kOpsPerChangeMax, 5);
    for (std::size_t i = 0; i < ops && r.ok(); ++i)
        e.ops.push_back(decodeOp(r, e.records.size(), e.deps.size()));
    if (!r.done() || e.ops.empty() || !reachesOnlyDeps(e) || !oneOpPerRegister(e))
        return malformedChange();
    return e;
}

Bytes encodePayload(const Payload& payload)
{
    wire::Writer w;
    w.bytes(payload.value);
    w.bytes(bytesOf(payload.why));
    return w.take();
}

Result<Payload> decodePayload(ByteView bytes)
{
    wire::Decoder r(bytes);
    Payload payload;
    const auto value = r.bytes(kChangeBytesMax);
    const auto why = r.bytes(kWhyBytesMax);
    if (!r.done()) return malformedChange();
    payload.value.assign(value.begin(), value.end());
    payload.why = textOf(why);
    return payload;
}

Hash chainStart(const StrandId& strand, const ActorId& actor)
{
    wire::Writer w;
    w.id(strand);
    w.id(actor);
    return crypto::hash("lapwing.chain.0", w.view());
}

Result<Change> makeChange(const StrandId& strand, const ActorId& actor, std::uint64_t ctr,
                          const Hash& previous, Envelope envelope,
                          const std::vector<Payload>& payloads, const Salt& salt)
{
    check(payloads.size() == envelope.ops.size(), "a payload for every op");
    if (envelope.ops.size() > kOpsPerChangeMax)
        return fail(ErrorCode::TooLarge,
                    "This save changes more than 500 fields. Nothing was saved. Save a part of it "
                    "first.");
    const auto tooLong = [](const Payload& p) { return p.why.size() > kWhyBytesMax; };
    if (std::ranges::any_of(payloads, tooLong))
        return fail(ErrorCode::TooLarge,
                    "A reason is longer than 4 KB. Nothing was saved. Shorten it and save again.");
    Change change{strand, actor, ctr, previous, {}, {}, {}, {}, {}, {}};
    const auto envelopeBytes = encodeEnvelope(envelope);
    wire::Writer form;
    form.u8(static_cast<std::uint8_t>(ChangeEncoding::Full));
    form.bytes(envelopeBytes);
    form.id(salt);
    Bytes commitments;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        change.payloads.push_back(encodePayload(payloads[i]));
        form.bytes(change.payloads.back());
        append(commitments, commitment(opSalt(salt, i), change.payloads.back()).view());
    }
    if (form.size() > kChangeBytesMax)
        return fail(ErrorCode::TooLarge,
                    "This save is larger than 60 KB. Nothing was saved. Shorten the text and save "
                    "again.");
    change.hash = chainHash(change, envelopeBytes, crypto::hash("lapwing.ops.1", commitments));
    change.encoded = form.take();
    change.envelope = std::move(envelope);
    return change;
}

Result<Change> openChange(const StrandId& strand, const ActorId& actor, std::uint64_t ctr,
                          const Hash& previous, ByteView form)
{
    Change change{strand, actor, ctr, previous, {}, {}, {}, {}, {}, {}};
    change.encoded.assign(form.begin(), form.end());
    wire::Decoder r(form);
    const auto kind = r.u8();
    const bool isPartial = kind == static_cast<std::uint8_t>(ChangeEncoding::Partial);
    if (form.size() > (isPartial ? kPartialBytesMax : kChangeBytesMax))
        return fail(ErrorCode::TooLarge, {}, "a change over 60 KiB");
    if (kind == static_cast<std::uint8_t>(ChangeEncoding::Stub)) {
        change.encoding = ChangeEncoding::Stub;
        change.hash = r.id<Hash>();
        change.stubVerdict = verdictFrom(r.u8()).value_or(Verdict::Undecided);
        (void)r.varint();
        if (!r.done() || !isAdverse(change.stubVerdict)) return malformedChange();
        return change;
    }
    if (kind > static_cast<std::uint8_t>(ChangeEncoding::Partial)) return malformedChange();
    change.encoding = static_cast<ChangeEncoding>(kind);
    const auto envelopeBytes = r.bytes(kChangeBytesMax);
    if (!r.ok()) return malformedChange();
    LAPWING_ASSIGN(change.envelope, decodeEnvelope(envelopeBytes));
    if (!reachesOnlyBack(change)) return malformedChange();
    const auto salt = change.encoding == ChangeEncoding::Full ? r.id<Salt>() : Salt{};
    Bytes commitments;
    for (std::size_t i = 0; i < change.envelope.ops.size() && r.ok(); ++i) {
        const std::uint8_t present = change.encoding == ChangeEncoding::Full ? 1 : r.u8();
        if (present > 1) return malformedChange();
        if (present == 0) {
            append(commitments, r.id<Hash>().view());
            change.payloads.emplace_back();
            continue;
        }
        const auto own = change.encoding == ChangeEncoding::Full ? opSalt(salt, i) : r.id<Salt>();
        const auto payload = r.bytes(kChangeBytesMax);
        if (!isReadable(change.envelope.ops[i], payload)) return malformedChange();
        append(commitments, commitment(own, payload).view());
        change.payloads.emplace_back(payload.begin(), payload.end());
    }
    if (!r.done()) return malformedChange();
    change.hash = chainHash(change, envelopeBytes, crypto::hash("lapwing.ops.1", commitments));
    return change;
}

Result<Bytes> redactedForm(ByteView form, std::span<const std::uint32_t> ops)
{
    wire::Decoder r(form);
    const auto kind = static_cast<ChangeEncoding>(r.u8());
    if (kind == ChangeEncoding::Stub) return Bytes(form.begin(), form.end());
    if (kind != ChangeEncoding::Full && kind != ChangeEncoding::Partial) return malformedChange();
    const auto envelopeBytes = r.bytes(kChangeBytesMax);
    if (!r.ok()) return malformedChange();
    LAPWING_ASSIGN(const auto envelope, decodeEnvelope(envelopeBytes));
    const bool isFull = kind == ChangeEncoding::Full;
    const auto salt = isFull ? r.id<Salt>() : Salt{};
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(ChangeEncoding::Partial));
    w.bytes(envelopeBytes);
    for (std::uint32_t i = 0; i < envelope.ops.size() && r.ok(); ++i) {
        const bool isHere = isFull || r.u8() == 1;
        if (!isHere) {
            w.u8(0);
            w.id(r.id<Hash>());
            continue;
        }
        const auto own = isFull ? opSalt(salt, i) : r.id<Salt>();
        const auto payload = r.bytes(kChangeBytesMax);
        const bool goes = std::ranges::find(ops, i) != ops.end();
        w.u8(goes ? 0 : 1);
        if (goes) {
            w.id(commitment(own, payload));
            continue;
        }
        w.id(own);
        w.bytes(payload);
    }
    if (!r.done()) return malformedChange();
    return w.take();
}

Bytes stubEncoding(const Hash& hash, Verdict verdict)
{
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(ChangeEncoding::Stub));
    w.id(hash);
    w.u8(static_cast<std::uint8_t>(verdict));
    w.varint(0);
    return w.take();
}

} // namespace lapwing
