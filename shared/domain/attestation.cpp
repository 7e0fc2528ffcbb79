#include "shared/domain/attestation.h"

#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"

namespace lapwing::domain {

namespace {
namespace attestation = schema::attestation;
constexpr std::string_view kLabel = "lapwing.attest.1";

void put(wire::Writer& out, const std::vector<SignedDot>& dots)
{
    out.varint(dots.size());
    for (const auto& dot : dots) {
        out.id(dot.actor);
        out.varint(dot.ctr);
    }
}
} // namespace

void Covered::add(const Facts& facts, std::span<const schema::Field> fields)
{
    m_registers[{0, facts.record(), {}}];
    for (const auto& field : fields) {
        facts.noteRead(field.wire());
        const auto from = facts.registers().lower_bound({field.wire(), {}});
        for (auto at = from; at != facts.registers().end(); ++at) {
            if (at->first.first != field.wire()) break;
            auto& dots =
                m_registers[{field.wire(), facts.record(), std::string(textOf(at->first.second))}];
            for (const auto& version : at->second) dots.push_back(version.dot);
            std::ranges::sort(dots);
        }
    }
}

std::string Covered::digest() const
{
    wire::Writer out;
    for (const auto& [place, dots] : m_registers) {
        const auto& [field, record, key] = place;
        out.varint(field);
        out.id(record);
        out.bytes(bytesOf(key));
        put(out, mutant("digest-ignores-dots") ? std::vector<SignedDot>{} : dots);
    }
    return crypto::hash16(kLabel, out.view()).hex();
}

std::map<std::uint32_t, std::array<std::uint8_t, 4>> Covered::byField() const
{
    std::map<std::uint32_t, wire::Writer> all;
    for (const auto& [place, dots] : m_registers) {
        auto& out = all[std::get<0>(place)];
        out.id(std::get<1>(place));
        out.bytes(bytesOf(std::get<2>(place)));
        put(out, dots);
    }
    std::map<std::uint32_t, std::array<std::uint8_t, 4>> sums;
    for (const auto& [field, out] : all) {
        const auto sum = crypto::hash8(kLabel, out.view());
        std::copy_n(sum.bytes.begin(), 4, sums[field].begin());
    }
    return sums;
}

Bytes Covered::summary() const
{
    wire::Writer out;
    for (const auto& [field, sum] : byField()) {
        out.varint(field);
        out.raw(sum);
    }
    return out.take();
}

std::vector<std::uint32_t> Covered::changedSince(ByteView summary) const
{
    constexpr std::size_t kFieldsMax = 1000;
    auto now = byField();
    std::vector<std::uint32_t> changed;
    wire::Decoder in(summary);
    for (std::size_t i = 0; i < kFieldsMax && !in.done(); ++i) {
        const auto field = static_cast<std::uint32_t>(in.varint(UINT32_MAX));
        const auto then = in.raw(4);
        if (!in.ok()) return {};
        const auto at = now.find(field);
        if (at == now.end() || !std::ranges::equal(at->second, then)) changed.push_back(field);
        if (at != now.end()) now.erase(at);
    }
    for (const auto& [field, sum] : now) changed.push_back(field);
    return changed;
}

std::optional<Attested> attestedIn(const Facts& facts)
{
    const auto makers = facts.makers();
    if (makers.empty() || !facts.isMadeBy(makers.front())) return std::nullopt;
    const auto meaning = ownWord(facts, attestation::meaning);
    const auto about = ownWord(facts, attestation::about);
    const auto digest = ownWord(facts, attestation::digest);
    if (!meaning || !about || !digest) return std::nullopt;
    const auto covered = ownWord(facts, attestation::covered);
    return Attested{facts.record(),
                    makers.front(),
                    *meaning,
                    *about,
                    ownWord(facts, attestation::within),
                    *digest,
                    covered ? covered->bytes : Bytes{}};
}

std::vector<Attested> attestedIn(std::span<const Facts> attestations)
{
    std::vector<Attested> all;
    std::set<std::pair<RecordId, PersonId>> withdrawn;
    for (const auto& facts : attestations) {
        auto one = attestedIn(facts);
        if (!one) continue;
        if (one->meaning == attestation::Meaning::Withdrawn)
            withdrawn.emplace(one->about, one->by);
        else
            all.push_back(std::move(*one));
    }
    if (mutant("withdrawal-ignored")) return all;
    std::erase_if(all, [&](const Attested& a) { return withdrawn.contains({a.record, a.by}); });
    return all;
}

AttestationStanding standingOf(Attested attested, const Covered& now)
{
    const bool current = attested.digest == now.digest();
    auto changed = current ? std::vector<std::uint32_t>{} : now.changedSince(attested.covered);
    return {std::move(attested), current, std::move(changed)};
}

} // namespace lapwing::domain
