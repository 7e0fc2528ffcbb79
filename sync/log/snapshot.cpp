#include "sync/log/snapshot.h"

#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kFormatWithRedactions = 2;
constexpr std::size_t kMemberBytesMax = 64;
constexpr std::string_view kLabel = "lapwing.manifest.1";

Bytes bytesOf(const Manifest& manifest)
{
    wire::Writer w;
    w.id(manifest.nonce);
    for (const auto& envelope : manifest.envelopes) w.id(envelope);
    return w.take();
}

auto place(const SnapshotBody::Chain& chain) { return std::tie(chain.actor, chain.fork); }
auto place(const SnapshotBody::QuarantineStub& stub) { return std::tie(stub.chain, stub.ctr); }
/// A row begins with its format and the record's id.
ByteView place(const Bytes& row) { return ByteView(row).subspan(1, RecordId::kSize); }
auto place(const Redaction& told)
{
    return std::tuple(told.change.actor, told.change.ctr, told.ops.front().op);
}
bool before(ByteView a, ByteView b) { return textOf(a) < textOf(b); }

/// Strictly increasing, so that one state has one spelling.
bool isInOrder(const SnapshotBody& body)
{
    for (std::size_t i = 1; i < body.chains.size(); ++i)
        if (!(place(body.chains[i - 1]) < place(body.chains[i]))) return false;
    for (std::size_t i = 0; i < body.stubs.size(); ++i) {
        const auto& stub = body.stubs[i];
        if (stub.chain >= body.chains.size() || !isAdverse(stub.verdict)) return false;
        if (i > 0 && !(place(body.stubs[i - 1]) < place(stub))) return false;
    }
    for (std::size_t i = 1; i < body.redactions.size(); ++i)
        if (!(place(body.redactions[i - 1]) < place(body.redactions[i]))) return false;
    for (std::size_t i = 0; i < body.records.size(); ++i) {
        if (body.records[i].size() < 1 + RecordId::kSize) return false;
        if (i > 0 && !before(place(body.records[i - 1]), place(body.records[i]))) return false;
    }
    return true;
}

void put(wire::Writer& w, const SnapshotBody& body, const Redaction& told)
{
    const auto chain =
        std::ranges::find(body.chains, told.change.actor, &SnapshotBody::Chain::actor);
    check(chain != body.chains.end() && !told.ops.empty(), "a redaction in one of the chains");
    w.varint(static_cast<std::uint64_t>(chain - body.chains.begin()));
    w.varint(told.change.ctr);
    w.id(told.head);
    w.id(told.by);
    w.u8(static_cast<std::uint8_t>(told.stood));
    w.bytes(lapwing::bytesOf(std::string_view(told.basis)));
    w.varint(told.ops.size());
    for (const auto& op : told.ops) {
        w.varint(op.op);
        w.id(op.record);
        w.varint(op.field);
        w.bytes(op.key);
    }
}

Redaction readRedaction(wire::Decoder& r, const std::vector<SnapshotBody::Chain>& chains)
{
    Redaction told;
    const auto chain = r.varint(chains.empty() ? 0 : chains.size() - 1);
    told.change.ctr = r.varint();
    told.head = r.id<Head8>();
    told.by = r.id<PersonId>();
    told.stood = verdictFrom(r.u8()).value_or(Verdict::Undecided);
    told.basis = textOf(r.bytes(kWhyBytesMax));
    told.ops.resize(r.count(kOpsPerChangeMax, 11));
    for (auto& op : told.ops) {
        op.op = static_cast<std::uint32_t>(r.varint(kOpsPerChangeMax));
        op.record = r.id<RecordId>();
        op.field = static_cast<std::uint32_t>(r.varint(0xffffffff));
        const auto member = r.bytes(kMemberBytesMax);
        op.key.assign(member.begin(), member.end());
    }
    if (chains.empty() || told.ops.empty() || !isDecided(told.stood)) r.setFailed();
    if (r.ok()) told.change.actor = chains[static_cast<std::size_t>(chain)].actor;
    return told;
}

Bytes header(const SnapshotBody& body)
{
    wire::Writer w;
    w.u8(body.redactions.empty() ? kFormat : kFormatWithRedactions);
    w.id(body.strand);
    w.id(body.caseId);
    w.u8(body.compartment);
    w.u8(body.panel);
    w.varint(body.chains.size());
    for (const auto& chain : body.chains) {
        w.id(chain.actor);
        w.id(chain.fork);
        w.varint(chain.forkCtr);
        w.varint(chain.ctr);
        w.id(chain.head);
    }
    w.varint(body.stubs.size());
    for (const auto& stub : body.stubs) {
        w.varint(stub.chain);
        w.varint(stub.ctr);
        w.u8(static_cast<std::uint8_t>(stub.verdict));
    }
    if (!body.redactions.empty()) {
        w.varint(body.redactions.size());
        for (const auto& told : body.redactions) put(w, body, told);
    }
    w.varint(body.records.size());
    return w.take();
}
} // namespace

std::vector<Bytes> encodePieces(const SnapshotBody& body, std::size_t pieceBytes)
{
    std::vector<Bytes> pieces(1);
    const auto put = [&](ByteView part) {
        if (!pieces.back().empty() && pieces.back().size() + part.size() > pieceBytes)
            pieces.emplace_back();
        while (part.size() > pieceBytes) {
            append(pieces.back(), part.first(pieceBytes));
            part = part.subspan(pieceBytes);
            pieces.emplace_back();
        }
        append(pieces.back(), part);
    };
    put(header(body));
    for (const auto& record : body.records) {
        wire::Writer w;
        w.bytes(record);
        put(w.view());
    }
    return pieces;
}

Bytes encode(const SnapshotBody& body)
{
    Bytes all;
    for (const auto& piece : encodePieces(body)) append(all, piece);
    return all;
}

Result<SnapshotBody> decodeSnapshotBody(ByteView bytes)
{
    wire::Decoder r(bytes);
    SnapshotBody body;
    const auto format = r.u8();
    const bool known = format == kFormat || format == kFormatWithRedactions;
    body.strand = r.id<StrandId>();
    body.caseId = r.id<CaseId>();
    body.compartment = r.u8();
    body.panel = r.u8();
    body.chains.resize(r.count(kSnapshotChainsMax, 58));
    for (auto& chain : body.chains) {
        chain.actor = r.id<ActorId>();
        chain.fork = r.id<Head8>();
        chain.forkCtr = r.varint();
        chain.ctr = r.varint();
        chain.head = r.id<Hash>();
    }
    body.stubs.resize(r.count(kSnapshotStubsMax, 3));
    for (auto& stub : body.stubs) {
        stub.chain = static_cast<std::uint32_t>(r.varint(kSnapshotChainsMax));
        stub.ctr = r.varint();
        stub.verdict = verdictFrom(r.u8()).value_or(Verdict::Undecided);
    }
    if (format == kFormatWithRedactions) {
        const auto redactions = r.count(kSnapshotStubsMax, 32);
        for (std::size_t i = 0; i < redactions && r.ok(); ++i)
            body.redactions.push_back(readRedaction(r, body.chains));
        if (redactions == 0) r.setFailed();
    }
    const auto records = r.count(kSnapshotStubsMax, 10);
    body.records.reserve(records);
    for (std::size_t i = 0; i < records && r.ok(); ++i) {
        const auto row = r.bytes(kRowMax.bytes);
        body.records.emplace_back(row.begin(), row.end());
    }
    if (!known || !r.done() || !isInOrder(body))
        return fail(ErrorCode::Malformed, {}, "a snapshot that does not decode");
    return body;
}

Hash pieceHash(ByteView piece) { return crypto::hash("lapwing.piece.1", piece); }
Hash bodyHash(ByteView body) { return crypto::hash("lapwing.ckpt.1", body); }

Hash envelopeHash(ByteView envelope) { return crypto::hash("lapwing.ckenv.1", envelope); }

crypto::Signature sign(const Manifest& manifest, const crypto::SigningKey& hub)
{
    return hub.sign(kLabel, bytesOf(manifest));
}

bool verify(const Manifest& manifest, const crypto::Signature& signature,
            const crypto::PublicKey& hub)
{
    return crypto::verify(hub, kLabel, bytesOf(manifest), signature);
}

Bytes encode(const SnapshotEnvelope& e)
{
    wire::Writer w;
    w.u8(kFormat);
    w.u32(e.hubKey);
    w.u64(e.hubEpoch);
    w.varint(e.sseq);
    w.varint(e.issuedMs);
    w.varint(e.pieces.size());
    for (const auto& piece : e.pieces) w.id(piece);
    w.varint(e.totalBytes);
    w.id(e.body);
    return w.take();
}

Result<SnapshotEnvelope> decodeSnapshotEnvelope(ByteView bytes)
{
    wire::Decoder r(bytes);
    SnapshotEnvelope e;
    const bool known = r.u8() == kFormat;
    e.hubKey = r.u32();
    e.hubEpoch = r.u64();
    e.sseq = r.varint();
    e.issuedMs = r.varint();
    e.pieces.resize(r.count(kPiecesMax, Hash::kSize));
    for (auto& piece : e.pieces) piece = r.id<Hash>();
    e.totalBytes = r.varint();
    e.body = r.id<Hash>();
    if (!known || !r.done() || e.pieces.empty())
        return fail(ErrorCode::Malformed, {}, "a snapshot envelope that does not decode");
    return e;
}

} // namespace lapwing
