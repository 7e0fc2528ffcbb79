// The laws that make replicas agree: whatever order changes arrive in, as long as each comes after
// what its author had seen, the record is the same.
#include "shared/crypto/hash.h"
#include "shared/crypto/secret.h"
#include "sync/log/digest.h"
#include "tests/support/seed.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr std::uint32_t kAuthors = 4;
constexpr std::uint32_t kFields = 3;

/// One write of an invented history, and the writes that must come before it.
struct Written {
    Dot dot;
    std::uint32_t field = 0;
    Bytes payload;
    std::vector<Dot> supersedes;
    std::set<std::size_t> after;
};

void apply(Record& record, const Written& w)
{
    applyOp(record, setOp(w.field * 8 + 1), w.dot, 1000 * w.dot.ctr + w.dot.chain, w.payload,
            w.supersedes);
}

/// Authors write from replicas of their own, and now and then read all of another's.
std::vector<Written> anyHistory(SeededRandom& random)
{
    struct Replica {
        Record record{filled<RecordId>(1), 0, {}, {}};
        std::set<std::size_t> has;
        std::uint64_t ctr = 0;
    };
    std::vector<Replica> replicas(kAuthors);
    std::vector<Written> history;
    for (auto n = 4 + random.below(14); n > 0; --n) {
        const auto author = static_cast<std::uint32_t>(random.below(kAuthors));
        auto& own = replicas[author];
        if (random.oneIn(2)) {
            const auto& other = replicas[random.below(kAuthors)];
            for (const auto i : other.has)
                if (own.has.insert(i).second) apply(own.record, history[i]);
        }
        Written w;
        w.dot = {author, ++own.ctr};
        w.field = 1 + static_cast<std::uint32_t>(random.below(kFields));
        w.payload = encodePayload(saying(Value::integer(static_cast<int>(random.below(3)))));
        if (const auto* seen = own.record.find(w.field * 8 + 1))
            for (const auto& s : seen->siblings) w.supersedes.push_back(s.dot);
        w.after = own.has;
        apply(own.record, w);
        own.has.insert(history.size());
        history.push_back(std::move(w));
    }
    return history;
}

/// The whole history in some order that keeps causes before effects, with repeats.
Record playedBack(const std::vector<Written>& history, SeededRandom& random)
{
    Record record{filled<RecordId>(1), 0, {}, {}};
    std::set<std::size_t> done;
    std::vector<std::size_t> waiting(history.size());
    for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i] = i;
    while (!waiting.empty()) {
        const auto at = random.below(waiting.size());
        const auto i = waiting[at];
        if (!std::ranges::includes(done, history[i].after)) continue;
        apply(record, history[i]);
        if (random.oneIn(5)) apply(record, history[i]);
        done.insert(i);
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return record;
}
} // namespace

TEST_CASE("the same changes in any causal order, some of them twice, give the same record")
{
    SeededRandom random(seedOfThisRun());
    int conflicts = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto history = anyHistory(random);
        const auto one = playedBack(history, random);
        const auto other = playedBack(history, random);
        REQUIRE(encode(one) == encode(other));
        for (const auto& reg : one.registers) conflicts += reg.siblings.size() > 1 ? 1 : 0;
    }
    CHECK(conflicts > 500);
}

TEST_CASE("a register holds exactly the writes that no other write had seen")
{
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < 1500; ++i) {
        const auto history = anyHistory(random);
        std::map<std::uint32_t, std::set<Dot>> live;
        for (const auto& w : history) live[w.field * 8 + 1].insert(w.dot);
        for (const auto& w : history)
            for (const auto& dot : w.supersedes) live[w.field * 8 + 1].erase(dot);
        const auto record = playedBack(history, random);
        REQUIRE(record.registers.size() == live.size());
        for (const auto& reg : record.registers) {
            std::set<Dot> held;
            for (const auto& s : reg.siblings) held.insert(s.dot);
            REQUIRE(held == live[reg.field]);
        }
    }
}

TEST_CASE("numbering the chains otherwise and back gives the same record")
{
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < 1000; ++i) {
        const auto record = playedBack(anyHistory(random), random);
        std::vector<std::uint32_t> to(kAuthors), back(kAuthors);
        for (std::uint32_t n = 0; n < kAuthors; ++n) to[n] = n;
        for (std::uint32_t n = kAuthors - 1; n > 0; --n) std::swap(to[n], to[random.below(n + 1)]);
        for (std::uint32_t n = 0; n < kAuthors; ++n) back[to[n]] = n;
        const auto moved = renumbered(record, to);
        REQUIRE(decodeRecord(encode(moved)).ok());
        REQUIRE(encode(renumbered(moved, back)) == encode(record));
    }
}

TEST_CASE("a digest is the same whatever order strands are added in, and taking one out undoes it")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    const Bytes key(32, 0x4b);
    for (int i = 0; i < 1000; ++i) {
        std::vector<Sum> parts(2 + random.below(20));
        for (auto& part : parts)
            part = strandDigest(key, *random.id<StrandId>(), *random.id<Hash>());
        Sum forwards, backwards;
        for (const auto& part : parts) forwards = crypto::add(forwards, part);
        std::ranges::reverse(parts);
        for (const auto& part : parts) backwards = crypto::add(backwards, part);
        REQUIRE(forwards == backwards);
        const auto gone = parts[random.below(parts.size())];
        REQUIRE(crypto::add(crypto::subtract(forwards, gone), gone) == forwards);
        REQUIRE(crypto::subtract(forwards, gone) != forwards);
    }
}

TEST_CASE("a strand's part of the digest depends on the device, the strand and the vector")
{
    REQUIRE(crypto::initialise());
    const Bytes key(32, 0x4b);
    const auto part = strandDigest(key, sampleStrand(), filled<Hash>(1));
    CHECK(strandDigest(Bytes(32, 0x4c), sampleStrand(), filled<Hash>(1)) != part);
    CHECK(strandDigest(key, filled<StrandId>(2), filled<Hash>(1)) != part);
    CHECK(strandDigest(key, sampleStrand(), filled<Hash>(2)) != part);
}
