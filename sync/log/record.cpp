#include "sync/log/record.h"

#include "shared/base/mutant.h"
#include "shared/schema/schema.h"

#include <algorithm>
#include <map>

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kFormatWithOpaque = 2;
constexpr std::size_t kKeyBytesMax = 64;

auto place(const Register& r) { return std::tie(r.field, r.key); }
auto placeOfOpaque(const OpaqueOp& o) { return std::tie(o.dot, o.op); }

Register& registerAt(Record& record, std::uint32_t field, const Bytes& key)
{
    const auto wanted = std::tie(field, key);
    auto at = std::ranges::lower_bound(record.registers, wanted, {}, place);
    if (at == record.registers.end() || place(*at) != wanted)
        at = record.registers.insert(at, Register{field, key, {}});
    return *at;
}

/// `life` says the type outright; any other known field implies it.
std::uint16_t typeTold(const Op& op, ByteView payload)
{
    if (op.field / 8 != 0) {
        const auto known = schema::findField(op.field);
        return known.type ? known.type->number : std::uint16_t{0};
    }
    const auto decoded = decodePayload(payload);
    if (!decoded.ok()) return 0;
    const auto value = decodeValue(decoded->value);
    return value.ok() && value->kind == ValueKind::Code
               ? static_cast<std::uint16_t>(value->asInteger())
               : std::uint16_t{0};
}
} // namespace

const Register* Record::find(std::uint32_t field, ByteView key) const
{
    const Bytes owned(key.begin(), key.end());
    const auto wanted = std::tie(field, owned);
    const auto at = std::ranges::lower_bound(registers, wanted, {}, place);
    return at != registers.end() && place(*at) == wanted ? &*at : nullptr;
}

void applyOp(Record& record, const Op& op, const Dot& dot, std::uint64_t claimedMs,
             ByteView payload, std::span<const Dot> supersedes, bool redacted)
{
    if (record.type == 0) record.type = typeTold(op, payload);
    auto& siblings = registerAt(record, op.field, op.key).siblings;
    std::erase_if(siblings, [&](const Sibling& s) {
        return std::ranges::find(supersedes, s.dot) != supersedes.end();
    });
    if (mutant("merge-drops-sibling")) siblings.clear();
    const auto at = std::ranges::lower_bound(siblings, dot, {}, &Sibling::dot);
    if (at != siblings.end() && at->dot == dot) return;
    siblings.insert(at, Sibling{dot, claimedMs, redacted, Bytes(payload.begin(), payload.end())});
}

void dropValue(Record& record, std::uint32_t field, ByteView key, const Dot& dot)
{
    for (auto& reg : record.registers)
        if (reg.field == field && std::ranges::equal(reg.key, key))
            std::erase_if(reg.siblings, [&](const Sibling& s) { return s.dot == dot; });
    std::erase_if(record.registers, [](const Register& reg) { return reg.siblings.empty(); });
}

void keepOpaque(Record& record, OpaqueOp op)
{
    const auto at = std::ranges::lower_bound(record.opaque, placeOfOpaque(op), {}, placeOfOpaque);
    if (at != record.opaque.end() && placeOfOpaque(*at) == placeOfOpaque(op)) return;
    record.opaque.insert(at, std::move(op));
}

bool fits(const Record& record, std::size_t encoded, const RowLimit& limit)
{
    std::size_t siblings = 0;
    for (const auto& reg : record.registers) siblings += reg.siblings.size();
    return encoded <= limit.bytes && siblings <= limit.values
           && record.opaque.size() <= limit.values;
}

Bytes encode(const Record& record)
{
    std::map<Dot, std::uint64_t> stamps;
    for (const auto& reg : record.registers)
        for (const auto& s : reg.siblings) stamps.emplace(s.dot, s.claimedMs);
    wire::Writer w;
    w.u8(record.opaque.empty() ? kFormat : kFormatWithOpaque);
    w.id(record.id);
    w.varint(record.type);
    w.varint(stamps.size());
    std::map<Dot, std::uint64_t> index;
    for (const auto& [dot, claimed] : stamps) {
        index.emplace(dot, index.size());
        w.varint(dot.chain);
        w.varint(dot.ctr);
        w.varint(claimed);
    }
    w.varint(record.registers.size());
    for (const auto& reg : record.registers) {
        w.varint(reg.field);
        w.bytes(reg.key);
        w.varint(reg.siblings.size());
        for (const auto& s : reg.siblings) {
            w.varint(index.at(s.dot));
            w.u8(s.redacted ? 1 : 0);
            w.bytes(s.payload);
        }
    }
    w.varint(record.opaque.size());
    for (const auto& o : record.opaque) {
        w.varint(o.dot.chain);
        w.varint(o.dot.ctr);
        w.varint(o.op);
        w.varint(o.field);
        w.bytes(o.key);
        w.bytes(o.bytes);
    }
    return w.take();
}

namespace {
/// A dot, with the claimed time of its change, and whether any value in the row has it.
struct Stamp {
    Dot dot;
    std::uint64_t claimedMs = 0;
    bool used = false;
};

std::vector<Stamp> decodeStamps(wire::Decoder& r)
{
    std::vector<Stamp> stamps(r.count(kRowMax.values, 3));
    for (std::size_t i = 0; i < stamps.size() && r.ok(); ++i) {
        auto& stamp = stamps[i];
        stamp.dot.chain = static_cast<std::uint32_t>(r.varint(0xffffffff));
        stamp.dot.ctr = r.varint();
        stamp.claimedMs = r.varint();
        if (i > 0 && !(stamps[i - 1].dot < stamp.dot)) r.setFailed();
    }
    return stamps;
}

Register decodeRegister(wire::Decoder& r, std::span<Stamp> stamps)
{
    Register reg;
    reg.field = static_cast<std::uint32_t>(r.varint(0xffffffff));
    const auto key = r.bytes(kKeyBytesMax);
    reg.key.assign(key.begin(), key.end());
    const auto siblings = r.count(kRowMax.values, 3);
    for (std::size_t i = 0; i < siblings && r.ok(); ++i) {
        const auto index = r.varint(stamps.empty() ? 0 : stamps.size() - 1);
        const auto kind = r.u8();
        const auto payload = r.bytes(kChangeBytesMax);
        if (!r.ok() || stamps.empty() || kind > 1) {
            r.setFailed();
            break;
        }
        auto& stamp = stamps[static_cast<std::size_t>(index)];
        if (i > 0 && !(reg.siblings.back().dot < stamp.dot)) r.setFailed();
        stamp.used = true;
        reg.siblings.push_back(
            {stamp.dot, stamp.claimedMs, kind == 1, Bytes(payload.begin(), payload.end())});
    }
    if (reg.siblings.empty()) r.setFailed();
    return reg;
}

OpaqueOp decodeOpaque(wire::Decoder& r)
{
    OpaqueOp o;
    o.dot.chain = static_cast<std::uint32_t>(r.varint(0xffffffff));
    o.dot.ctr = r.varint();
    o.op = static_cast<std::uint32_t>(r.varint(0xffffffff));
    o.field = static_cast<std::uint32_t>(r.varint(0xffffffff));
    const auto key = r.bytes(kKeyBytesMax);
    o.key.assign(key.begin(), key.end());
    const auto kept = r.bytes(kChangeBytesMax);
    o.bytes.assign(kept.begin(), kept.end());
    return o;
}
} // namespace

Result<Record> decodeRecord(ByteView bytes)
{
    const auto corrupt = [] { return fail(ErrorCode::Corrupt, {}, "a record row"); };
    if (bytes.size() > kRowMax.bytes) return corrupt();
    wire::Decoder r(bytes);
    Record record;
    const auto format = r.u8();
    if (format != kFormat && format != kFormatWithOpaque) return corrupt();
    record.id = r.id<RecordId>();
    record.type = static_cast<std::uint16_t>(r.varint(0xffff));
    auto stamps = decodeStamps(r);
    const auto registers = r.count(kRowMax.values, 3);
    for (std::size_t i = 0; i < registers && r.ok(); ++i) {
        record.registers.push_back(decodeRegister(r, stamps));
        if (i > 0 && !(place(record.registers[i - 1]) < place(record.registers[i]))) r.setFailed();
    }
    const auto opaque = r.count(kRowMax.values, 6);
    if ((opaque > 0) != (format == kFormatWithOpaque)) return corrupt();
    for (std::size_t i = 0; i < opaque && r.ok(); ++i) {
        auto o = decodeOpaque(r);
        if (i > 0 && !(placeOfOpaque(record.opaque.back()) < placeOfOpaque(o))) r.setFailed();
        record.opaque.push_back(std::move(o));
    }
    if (!r.done() || !std::ranges::all_of(stamps, &Stamp::used)) return corrupt();
    return record;
}

Record renumbered(Record record, std::span<const std::uint32_t> to)
{
    for (auto& reg : record.registers) {
        for (auto& s : reg.siblings) s.dot.chain = to[s.dot.chain];
        std::ranges::sort(reg.siblings, {}, &Sibling::dot);
    }
    for (auto& o : record.opaque) o.dot.chain = to[o.dot.chain];
    std::ranges::sort(record.opaque, {}, placeOfOpaque);
    return record;
}

} // namespace lapwing
