#include "sync/log/merge.h"

#include "shared/base/mutant.h"
#include "shared/schema/meaning.h"

#include <algorithm>
#include <set>

namespace lapwing {

namespace {
using schema::MergePolicy;

std::pair<std::uint64_t, ActorId> byAuthor(const SiblingView& s)
{
    return {s.dot.ctr, s.dot.actor};
}

/// Of values that mean the same the first by (ctr, author) stands for all, on every replica.
std::vector<SiblingView> distinctValues(const schema::Field& field,
                                        std::vector<SiblingView> siblings)
{
    std::ranges::sort(siblings, {}, byAuthor);
    std::vector<SiblingView> distinct;
    for (auto& s : siblings) {
        const bool known = std::ranges::any_of(distinct, [&](const SiblingView& d) {
            return d.redacted == s.redacted &&
                   (d.redacted || schema::sameMeaning(field, d.value, s.value));
        });
        if (!known) distinct.push_back(std::move(s));
    }
    return distinct;
}

/// Higher is more protective. An unknown word (a newer version's) outranks all: show it.
int protectiveRank(const schema::Field& field, const Value& value)
{
    if (value.kind == ValueKind::Cleared) return -1;
    if (value.kind != ValueKind::Code || !field.vocabulary)
        return static_cast<int>(std::min<std::int64_t>(value.asInteger(), 1 << 20));
    const auto* code = field.vocabulary->find(static_cast<std::uint32_t>(value.asInteger()));
    return code ? code->rank : 256;
}

/// Counters run per strand, so a dot of a record that spans strands needs its compartment too.
using PlacedDot = std::pair<std::uint8_t, SeenDot>;

std::uint8_t compartment(const DisplayedRecord::Place& place)
{
    return static_cast<std::uint8_t>(schema::compartmentOf(place.first));
}

struct Removal {
    std::vector<SeenDot> seen, confirms;
};

std::vector<SeenDot> readDots(wire::Decoder& r)
{
    std::vector<SeenDot> dots(r.count(1u << 20, ActorId::kSize + 1));
    for (auto& dot : dots) {
        dot.actor = r.id<ActorId>();
        dot.ctr = r.varint();
    }
    return dots;
}

/// Empty for what is no removal, or cannot be read: it hides nothing.
Removal removalOf(const Value& value)
{
    if (value.kind != ValueKind::Retired) return {};
    wire::Decoder r(std::get<Bytes>(value.data));
    Removal removal;
    removal.seen = readDots(r);
    removal.confirms = readDots(r);
    return r.done() ? removal : Removal{};
}

void putDots(wire::Writer& w, const std::set<SeenDot>& dots)
{
    w.varint(dots.size());
    for (const auto& dot : dots) {
        w.id(dot.actor);
        w.varint(dot.ctr);
    }
}
} // namespace

Reading readRegister(const schema::Field& field, const std::vector<SiblingView>& siblings)
{
    Reading reading;
    reading.distinct = distinctValues(field, siblings);
    reading.needsReason =
        field.policy == MergePolicy::Protective || field.policy == MergePolicy::Identity;
    reading.newer = std::ranges::any_of(reading.distinct, &SiblingView::newer);
    if (reading.newer) {
        // Who cannot read all of it can neither rank nor settle it, but for what guards most.
        for (const auto& s : reading.distinct)
            if (!s.newer && isMostProtective(field, s.value)) reading.value = s.value;
        return reading;
    }
    if (reading.distinct.empty()) return reading;
    if (reading.distinct.size() == 1) {
        reading.value = reading.distinct.front().value;
        return reading;
    }
    const auto& d = reading.distinct;
    const auto byInteger = [](const SiblingView& s) { return s.value.asInteger(); };
    switch (field.policy) {
    case MergePolicy::Protective: {
        const auto rank = [&](const SiblingView& s) { return protectiveRank(field, s.value); };
        const auto most = std::ranges::max_element(d, {}, rank);
        reading.value = mutant("protective-shows-least") ? d.front().value : most->value;
        reading.conflict = true;
        break;
    }
    case MergePolicy::AddWins:
        reading.value = std::ranges::max_element(d, {}, byInteger)->value;
        reading.conflict = true;
        break;
    case MergePolicy::LowValue:
        reading.value = std::ranges::max_element(siblings, {}, byAuthor)->value;
        break;
    case MergePolicy::Append:
        break;
    case MergePolicy::Identity:
    case MergePolicy::LongText:
        reading.conflict = true;
        break;
    }
    return reading;
}

bool isLessProtective(const schema::Field& field, const std::optional<Value>& stands,
                      const Value& other)
{
    return !stands || protectiveRank(field, *stands) < protectiveRank(field, other);
}

bool isMostProtective(const schema::Field& field, const Value& value)
{
    if (field.policy != MergePolicy::Protective || !field.vocabulary) return false;
    if (value.kind != ValueKind::Code) return false;
    const auto* most = &*std::ranges::max_element(field.vocabulary->codes, {}, &schema::Code::rank);
    return most->rank > 0 && protectiveRank(field, value) == most->rank;
}

bool guardsMore(const schema::Field& field, const std::vector<SiblingView>& stands,
                const Value& value)
{
    if (field.policy != MergePolicy::Protective) return false;
    if (isMostProtective(field, value)) return true;
    bool anyRead = false;
    for (const auto& s : stands) {
        if (s.newer || s.redacted) continue;
        anyRead = true;
        if (!isLessProtective(field, s.value, value)) return false;
    }
    return anyRead;
}

Life lifeOf(const DisplayedRegisters& registers, bool needsConfirming)
{
    std::set<PlacedDot> seen;
    bool retired = false;
    bool live = false;
    bool confirmed = false;
    for (const auto& [place, siblings] : registers) {
        if (place.first / 8 != 0) continue;
        for (const auto& s : siblings) {
            retired = retired || s.isRemoval();
            // What a redacted word said of it, nobody knows.
            live = live || (!s.isRemoval() && !s.redacted);
            const auto removal = removalOf(s.value);
            for (const auto& dot : removal.seen) seen.emplace(compartment(place), dot);
            confirmed = confirmed || !removal.confirms.empty();
        }
    }
    if (!retired) return Life::Live;
    if (mutant("delete-beats-edit")) return Life::Retired;
    for (const auto& [place, siblings] : registers) {
        if (place.first / 8 == 0) continue;
        for (const auto& s : siblings)
            if (!seen.contains({compartment(place), s.dot})) return Life::RemovedButChanged;
    }
    if (live) return Life::RemovedButChanged;
    return needsConfirming && !confirmed ? Life::ToBeConfirmed : Life::Retired;
}

Value retiredValue(const DisplayedRegisters& registers, schema::Compartment part,
                   const std::vector<SeenDot>& confirms)
{
    std::set<SeenDot> seen;
    for (const auto& [place, siblings] : registers)
        if (schema::compartmentOf(place.first) == part)
            for (const auto& s : siblings) seen.insert(s.dot);
    wire::Writer w;
    putDots(w, seen);
    putDots(w, {confirms.begin(), confirms.end()});
    return Value::binary(ValueKind::Retired, w.take());
}

std::vector<SeenDot> confirmedBy(const Value& value) { return removalOf(value).confirms; }

} // namespace lapwing
