#include "tests/support/wire_samples.h"

#include "shared/crypto/hash.h"
#include "shared/wire/cargo_messages.h"
#include "shared/wire/enrolment_messages.h"
#include "shared/wire/found_messages.h"
#include "shared/wire/frame.h"
#include "shared/wire/messages.h"
#include "shared/wire/peer_messages.h"
#include "sync/log/introduction.h"
#include "sync/log/late_word.h"
#include "sync/log/note.h"
#include "sync/log/person_verdict.h"
#include "sync/log/recovery_certificate.h"
#include "sync/log/retraction.h"
#include "sync/log/same_word.h"

#include <algorithm>

namespace lapwing::test {

namespace {
constexpr std::uint32_t kName = 201 * 8 + 1;        // person.legal_name, in the visit strand
constexpr std::uint32_t kInterpreter = 215 * 8 + 1; // person.interpreter_needed
constexpr std::uint64_t kClaimed = 1'736'847'005'250;
constexpr std::uint8_t kSaltByte = 0x5a;

Change must(Result<Change> change)
{
    check(change.ok(), "a sample change");
    return std::move(change).value();
}

wire::End sampleEnd()
{
    wire::End end;
    end.cursor = {{300}, {}, {}};
    end.durableDseq = {300};
    end.hubEpoch = 7;
    end.hubTimeMs = {kClaimed + 5000};
    end.nonce = filled<wire::RoundNonce>(0x66);
    return end;
}

wire::Hello sampleHello()
{
    wire::Hello hello;
    hello.hubEpoch = 7;
    hello.ownSeq = {2};
    hello.ownHead = filled<Head8>(0x44);
    hello.cursor = {{299}, {5}, {1200}};
    hello.grantSerial = {3};
    hello.digest = filled<Sum>(0x33);
    hello.nonce = filled<wire::RoundNonce>(0x66);
    return hello;
}

wire::VerdictMessages sampleVerdicts()
{
    constexpr auto kAccepted = static_cast<std::uint8_t>(Verdict::Accepted);
    constexpr auto kQuarantined = static_cast<std::uint8_t>(Verdict::Quarantined);
    wire::VerdictMessages verdicts;
    verdicts.items.push_back({sampleStrand(), sampleAuthor(), {1}, {2}, kAccepted, 0});
    verdicts.items.push_back({sampleStrand(), sampleAuthor(), {3}, {3}, kQuarantined, 0});
    return verdicts;
}

wire::StrandMessages sampleStrands()
{
    wire::StrandMessages strands;
    strands.items.push_back({sampleStrand(), {5}, filled<CaseId>(0x22), 1, 1, 3});
    return strands;
}

wire::EnrolRequest sampleRequest()
{
    const auto actor = encode(sampleActor());
    return {{{'7', 'K'}}, {{0x30, 0x00}}, {actor}, {actor}, filled<Hash>(0x66)};
}

wire::EnrolAnswer sampleAnswer()
{
    wire::EnrolAnswer answer;
    answer.clientCertificate.bytes = {0x30, 0x00};
    answer.caCertificate.bytes = {0x30, 0x00};
    answer.root.bytes = keyOf(kRootSeed).publicKey().bytes;
    answer.hubKeyCertificate.bytes = encode(sampleHubKey());
    answer.deviceCertificate.bytes = encode(sampleDevice());
    answer.digestKey.bytes.fill(0x77);
    answer.hubEpoch = 7;
    answer.roles.bytes = encode(access::HeldRoles(access::Role::MaracChair));
    answer.person.bytes = {'A', 'm', 'a'};
    answer.mac = filled<Hash>(0x66);
    return answer;
}

Bytes sampleFrames()
{
    wire::FrameWriter out;
    out.put(wire::FrameType::End, wire::encodeMessage(sampleEnd()));
    out.bundle(wire::FrameType::Verdicts, wire::encodeMessage(sampleVerdicts()));
    out.bundle(wire::FrameType::Run, runOf({secondChange()}));
    return out.take();
}

Bytes samplePackedFrame()
{
    wire::FrameWriter out;
    out.put(wire::FrameType::Retract, Bytes(1000, 0x01));
    return out.take();
}
} // namespace

crypto::SigningKey keyOf(std::uint8_t byte)
{
    return crypto::SigningKey::fromSeed(Bytes(32, byte));
}

StrandId sampleStrand() { return filled<StrandId>(0x11); }
ActorId sampleAuthor() { return actorOf(keyOf(kAuthorSeed).publicKey()); }

Op setOp(std::uint32_t field, std::vector<Superseded> supersedes, std::uint32_t record)
{
    return {static_cast<std::uint8_t>(OpKind::Set), record, field, {}, std::move(supersedes)};
}

Payload saying(const Value& value, std::string why) { return {encodeValue(value), std::move(why)}; }

Change changeOf(std::uint64_t ctr, const Hash& previous, Envelope envelope,
                const std::vector<Payload>& payloads)
{
    return must(makeChange(sampleStrand(), sampleAuthor(), ctr, previous, std::move(envelope),
                           payloads, filled<Salt>(kSaltByte)));
}

Change firstChange()
{
    Envelope e;
    e.claimedMs = kClaimed;
    e.records = {filled<RecordId>(0x0a)};
    e.ops = {setOp(kName)};
    return changeOf(1, chainStart(sampleStrand(), sampleAuthor()), std::move(e),
                    {saying(Value::text("Rosa Vale"))});
}

Change secondChange()
{
    Envelope e;
    e.claimedMs = kClaimed + 1000;
    e.evidence = {0xb007, 3600, filled<Head8>(0x99)};
    e.deps = {{actorOf(keyOf(kOtherSeed).publicKey()), 3, filled<Head8>(0x88)}};
    e.records = {filled<RecordId>(0x0a)};
    e.ops = {setOp(kName, {{0, 1}, {1, 3}}), setOp(kInterpreter)};
    return changeOf(2, firstChange().hash, std::move(e),
                    {saying(Value::text("Rosa Valé"), "She spelt it for me."),
                     saying(Value::code(1))});
}

Bytes redactedForm(const Change& full, std::size_t op)
{
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(ChangeEncoding::Partial));
    w.bytes(encodeEnvelope(full.envelope));
    for (std::size_t i = 0; i < full.payloads.size(); ++i) {
        wire::Writer index;
        index.u16(static_cast<std::uint16_t>(i));
        const auto salt = crypto::keyedHash16(filled<Salt>(kSaltByte).view(), index.view());
        w.u8(i == op ? 0 : 1);
        if (i == op) w.id(crypto::keyedHash(salt.view(), full.payloads[i]));
        else {
            w.id(salt);
            w.bytes(full.payloads[i]);
        }
    }
    return w.take();
}

Bytes runOf(const std::vector<Change>& changes)
{
    std::vector<Bytes> forms;
    for (const auto& change : changes) forms.push_back(change.encoded);
    return encodeRun(5, {}, false, sampleAuthor(), changes.front().ctr, forms,
                     VerifiedRun::sign(changes.back(), keyOf(kAuthorSeed)).signature());
}

HubKeyCertificate sampleHubKey()
{
    HubKeyCertificate c{2, keyOf(kHubSeed).publicKey(), {}, 7, {}};
    c.boxKey.bytes.fill(0xbb);
    sign(c, keyOf(kRootSeed));
    return c;
}

DeviceCertificate sampleDevice()
{
    DeviceCertificate c{keyOf(kDeviceSeed).publicKey(), filled<PersonId>(0x01),
                        filled<AgencyId>(0x02), 0, 2, 300, {}};
    sign(c, keyOf(kHubSeed));
    return c;
}

ActorCertificate sampleActor()
{
    ActorCertificate c{keyOf(kAuthorSeed).publicKey(), deviceOf(keyOf(kDeviceSeed).publicKey()),
                       ActorKind::Vault, {}};
    sign(c, keyOf(kDeviceSeed));
    return c;
}

Grant sampleGrant()
{
    Grant g{2,
            7,
            3,
            deviceOf(keyOf(kDeviceSeed).publicKey()),
            filled<PersonId>(0x01),
            access::HeldRoles(access::Role::MaracChair),
            kClaimed,
            259200,
            2,
            filled<GrantNonce>(0x0e),
            {},
            {}};
    g.tags = {{grantTag(g.nonce, sampleStrand()), 3}, {filled<GrantTag>(0x0f), 1}};
    sign(g, keyOf(kHubSeed));
    return g;
}

Retraction sampleRetraction()
{
    Retraction told{2, 7, 3, deviceOf(keyOf(kDeviceSeed).publicKey()), {sampleStrand()}, {}};
    sign(told, keyOf(kHubSeed));
    return told;
}

Record sampleRecord()
{
    Record record{filled<RecordId>(0x0a), 0, {}, {}};
    const auto first = firstChange();
    const auto second = secondChange();
    applyOp(record, first.envelope.ops[0], {1, 1}, kClaimed, first.payloads[0], {});
    applyOp(record, second.envelope.ops[1], {1, 2}, kClaimed + 1000, second.payloads[1], {});
    applyOp(record, first.envelope.ops[0], {0, 4}, kClaimed + 7, {}, {}, true);
    keepOpaque(record, {{0, 3}, 1, 48, {0x05}, {0xde, 0xad}});
    return record;
}

SnapshotBody sampleBody()
{
    SnapshotBody body{sampleStrand(), filled<CaseId>(0x22), 1, 1, {}, {}, {}};
    body.chains = {{actorOf(keyOf(kOtherSeed).publicKey()), {}, 0, 4, filled<Hash>(0x88)},
                   {sampleAuthor(), {}, 0, 2, secondChange().hash}};
    std::ranges::sort(body.chains);
    body.stubs = {{0, 2, Verdict::Quarantined}};
    body.records = {encode(sampleRecord())};
    return body;
}

SnapshotEnvelope sampleEnvelope()
{
    SnapshotEnvelope e{2, 7, 1200, kClaimed, {}, 0, {}};
    const auto body = encode(sampleBody());
    for (const auto& piece : encodePieces(sampleBody(), 128)) e.pieces.push_back(pieceHash(piece));
    e.totalBytes = body.size();
    e.body = bodyHash(body);
    return e;
}

crypto::Signature sampleManifest()
{
    return sign(Manifest{filled<wire::RoundNonce>(0x66), {envelopeHash(encode(sampleEnvelope()))}},
                keyOf(kHubSeed));
}

Bytes sampleSameWord()
{
    SeededRandom random(8);
    SameWord word;
    word.atMs = kClaimed;
    word.one = {Scope::ofCase(filled<CaseId>(0x11)), filled<RecordId>(0x21)};
    word.other = {Scope::ofCase(filled<CaseId>(0x12)), filled<RecordId>(0x22)};
    word.answer = schema::same_person::Answer::Same;
    word.why = "Her card";
    check(sign(word, keyOf(kAuthorSeed), random).ok(), "a seeded source does not fail");
    return encode(word);
}

Bytes sampleNote()
{
    SeededRandom random(7);
    Note note{NoteKind::Draft, {}, kClaimed, {}, {'R', 'a', 'n', 'g'}, {}};
    check(sign(note, keyOf(kAuthorSeed), random).ok(), "a seeded source does not fail");
    return encode(note);
}

Bytes sampleRecovery()
{
    RecoveryCertificate certificate{filled<crypto::BoxPublicKey>(0x55), 2, {}};
    sign(certificate, keyOf(kHubSeed));
    return encode(certificate);
}

wire::CargoOutcomes sampleOutcomes()
{
    wire::CargoOutcomes told;
    for (std::uint8_t outcome = 0; outcome < 3; ++outcome) {
        told.items.push_back({{}, outcome});
        told.items.back().cargo.bytes.fill(outcome);
    }
    return told;
}

wire::FoundMark sampleMark() { return filled<wire::FoundMark>(0x4d); }

wire::FoundManifest sampleFoundManifest()
{
    wire::FoundManifest told;
    told.nonce.bytes.fill(0x66);
    told.envelopes.items = {envelopeHash(encode(sampleEnvelope()))};
    told.signature.bytes = sampleManifest().bytes;
    return told;
}

Introduction sampleIntroduction()
{
    auto field = sampleActor();
    field.kind = ActorKind::Field;
    sign(field, keyOf(kDeviceSeed));
    return {sampleDevice(), sampleActor(), field, filled<Hash>(0x77), "Ama"};
}

VerdictOp samplePersonVerdict()
{
    return encodePersonVerdict({{sampleAuthor(), 2},
                                Head8::from(secondChange().hash.view().first(Head8::kSize)),
                                Verdict::Accepted,
                                filled<PersonId>(0x77),
                                "They were there"});
}

std::vector<WireSample> wireSamples()
{
    using wire::encodeMessage;
    const auto second = secondChange();
    const auto signature = VerifiedRun::sign(second, keyOf(kAuthorSeed)).signature();
    const auto actor = encode(sampleActor());
    const wire::EnrolProof proof{{{'7', 'K'}}, {}, filled<Hash>(0x66)};
    return {
        {"run", "run", runOf({second})},
        {"run_pushed", "run",
         encodeRun(0, sampleStrand(), true, {}, 2, {second.encoded}, signature)},
        {"encoding_full", "form", second.encoded},
        {"encoding_partial", "form", redactedForm(second, 0)},
        {"encoding_stub", "form", stubEncoding(second.hash, Verdict::Quarantined)},
        {"envelope", "envelope", encodeEnvelope(second.envelope)},
        {"payload", "payload", second.payloads[0]},
        {"person_verdict", "payload", encodePayload(samplePersonVerdict().payload)},
        {"value", "value", encodeValue(Value::number({1250, -2}))},
        {"value_late", "value", encodeValue(lateValue({{sampleAuthor(), 2}, Value::code(3)}))},
        {"hub_key_certificate", "hub_key_certificate", encode(sampleHubKey())},
        {"device_certificate", "device_certificate", encode(sampleDevice())},
        {"actor_certificate", "actor_certificate", actor},
        {"grant", "grant", encode(sampleGrant())},
        {"retraction", "retraction", encode(sampleRetraction())},
        {"record", "record", encode(sampleRecord())},
        {"snapshot_body", "snapshot_body", encode(sampleBody())},
        {"snapshot_envelope", "snapshot_envelope", encode(sampleEnvelope())},
        {"hello", "hello", encodeMessage(sampleHello())},
        {"end", "end", encodeMessage(sampleEnd())},
        {"verdicts", "verdicts", encodeMessage(sampleVerdicts())},
        {"need", "need", encodeMessage(wire::NeedMessage{sampleStrand(), sampleAuthor(), {3}})},
        {"heads", "heads",
         encodeMessage(
             wire::HeadMessages{{{sampleStrand(), sampleAuthor(), {3}, filled<Head8>(9)}}})},
        {"strand_list", "strand_list", encodeMessage(sampleStrands())},
        {"strand_ids", "strand_ids", encodeMessage(wire::StrandIds{{sampleStrand()}})},
        {"piece", "piece", encodeMessage(wire::PieceMessage{{5}, {1}, {{1, 2, 3}}})},
        {"certificate", "certificate", encodeMessage(wire::CertificateMessage{3, {actor}})},
        {"found_list", "found_list",
         encodeMessage(wire::FoundStrands{{{sampleStrand(), sampleMark()}}})},
        {"found_part", "found_part",
         encodeMessage(wire::FoundPart{sampleStrand(), sampleMark(), {1}, {3}, {{1, 2, 3}}})},
        {"found_words", "found_words",
         encodeMessage(wire::FoundWords{{{sampleStrand(), sampleMark(), 0, {2}}}})},
        {"found_manifest", "found_manifest", encodeMessage(sampleFoundManifest())},
        {"introduction", "introduction", encode(sampleIntroduction())},
        {"enrol_proof", "enrol_proof", encodeMessage(proof)},
        {"enrol_request", "enrol_request", encodeMessage(sampleRequest())},
        {"enrol_answer", "enrol_answer", encodeMessage(sampleAnswer())},
        {"frames", "frames", sampleFrames()},
        {"frame_zstd", "frames", samplePackedFrame()},
        {"cargo_outcomes", "cargo_outcomes", encodeMessage(sampleOutcomes())},
        {"note", "note", sampleNote()},
        {"same_word", "same_word", sampleSameWord()},
        {"same_word_told", "same_word_told",
         encodeMessage(wire::SameWordMessage{1, {sampleSameWord()}})},
        {"elsewhere", "elsewhere",
         encodeMessage(wire::ElsewhereMessage{
             filled<CaseId>(0x11), {{{filled<RecordId>(0x21), 1}, {filled<RecordId>(0x22), 0}}}})},
        {"recovery_certificate", "recovery_certificate", sampleRecovery()},
    };
}

} // namespace lapwing::test
