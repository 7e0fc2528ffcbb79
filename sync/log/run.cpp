#include "sync/log/run.h"

namespace lapwing {

namespace {
constexpr std::string_view kRunLabel = "lapwing.sig.1";
constexpr std::uint64_t kOwnActor = 1;
} // namespace

Result<RawRun> decodeRun(ByteView bytes)
{
    if (bytes.size() > kRunBytesMax) return fail(ErrorCode::TooLarge, {}, "a run over 62 KiB");
    wire::Decoder r(bytes);
    RawRun run;
    run.strandHandle = r.varint();
    if (run.strandHandle == 0) run.strand = r.id<StrandId>();
    run.ownActor = r.varint(kOwnActor) == kOwnActor;
    if (!run.ownActor) run.actor = r.id<ActorId>();
    run.firstCtr = r.varint();
    const auto count = r.count(kRunChangesMax, 2);
    for (std::size_t i = 0; i < count && r.ok(); ++i) run.forms.push_back(r.bytes(kChangeBytesMax));
    run.signature = r.id<crypto::Signature>();
    if (!r.done() || run.forms.empty() || run.firstCtr == 0)
        return fail(ErrorCode::Malformed, {}, "a run that does not decode");
    return run;
}

Result<VerifiedRun> VerifiedRun::open(const RawRun& raw, const StrandId& strand,
                                      const ActorId& actor, const Hash& previous,
                                      const crypto::PublicKey& key)
{
    VerifiedRun run;
    run.m_signature = raw.signature;
    Hash before = previous;
    for (std::size_t i = 0; i < raw.forms.size(); ++i) {
        LAPWING_ASSIGN(auto change,
                       openChange(strand, actor, raw.firstCtr + i, before, raw.forms[i]));
        before = change.hash;
        run.m_changes.push_back(std::move(change));
    }
    if (!crypto::verify(key, kRunLabel, before.view(), raw.signature))
        return fail(ErrorCode::Corrupt,
                    "A change arrived that its author did not sign. It was not used; everything "
                    "saved is safe. Tell the office.",
                    "run signature does not verify");
    return run;
}

VerifiedRun VerifiedRun::sign(Change change, const crypto::SigningKey& key)
{
    VerifiedRun run;
    run.m_signature = key.sign(kRunLabel, change.hash.view());
    run.m_changes.push_back(std::move(change));
    return run;
}

Bytes encodeRun(std::uint64_t strandHandle, const StrandId& strand, bool ownActor,
                const ActorId& actor, std::uint64_t firstCtr, const std::vector<Bytes>& forms,
                const crypto::Signature& signature)
{
    wire::Writer w;
    w.varint(strandHandle);
    if (strandHandle == 0) w.id(strand);
    w.varint(ownActor ? kOwnActor : 0);
    if (!ownActor) w.id(actor);
    w.varint(firstCtr);
    w.varint(forms.size());
    for (const auto& form : forms) w.bytes(form);
    w.id(signature);
    return w.take();
}

} // namespace lapwing
