#include "shared/crypto/secret.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

#include <array>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr std::uint32_t kNameField = 201 * 8 + 1;
constexpr std::uint16_t kPersonType = 2;

Bytes said(std::string text) { return encodePayload(saying(Value::text(std::move(text)))); }

Record blank() { return Record{filled<RecordId>(1), 0, {}, {}}; }

void put(Record& record, const Dot& dot, std::string text, std::vector<Dot> supersedes = {})
{
    applyOp(record, setOp(kNameField), dot, 100 * dot.ctr + dot.chain, said(std::move(text)),
            supersedes);
}

std::vector<Dot> dotsOf(const Record& record)
{
    std::vector<Dot> dots;
    for (const auto& s : record.find(kNameField)->siblings) dots.push_back(s.dot);
    return dots;
}

bool isRow(const wire::Writer& row) { return decodeRecord(row.view()).ok(); }

wire::Writer rowStart(std::initializer_list<Dot> stamps)
{
    wire::Writer w;
    w.u8(1);
    w.id(filled<RecordId>(1));
    w.varint(kPersonType);
    w.varint(stamps.size());
    for (const auto& dot : stamps) {
        w.varint(dot.chain);
        w.varint(dot.ctr);
        w.varint(5);
    }
    return w;
}

void putRegister(wire::Writer& w, std::uint32_t field, std::initializer_list<std::uint64_t> stamps)
{
    w.varint(field);
    w.bytes({});
    w.varint(stamps.size());
    for (const auto stamp : stamps) {
        w.varint(stamp);
        w.u8(0);
        w.bytes({});
    }
}
} // namespace

TEST_CASE("a write replaces exactly what its author had seen, and stands beside what she had not")
{
    auto record = blank();
    put(record, {0, 1}, "one");
    put(record, {1, 1}, "two");
    put(record, {2, 1}, "three", {{0, 1}});
    CHECK(dotsOf(record) == std::vector<Dot>{{1, 1}, {2, 1}});
    put(record, {2, 2}, "four", {{1, 1}, {2, 1}});
    CHECK(dotsOf(record) == std::vector<Dot>{{2, 2}});
    CHECK(record.find(kNameField)->siblings[0].payload == said("four"));
    CHECK(record.find(kNameField)->siblings[0].claimedMs == 202);
}

TEST_CASE("concurrent writes give the same record in either order")
{
    auto one = blank();
    put(one, {0, 1}, "base");
    auto other = one;
    put(one, {1, 1}, "left", {{0, 1}});
    put(one, {2, 1}, "right", {{0, 1}});
    put(other, {2, 1}, "right", {{0, 1}});
    put(other, {1, 1}, "left", {{0, 1}});
    CHECK(encode(one) == encode(other));
    CHECK(dotsOf(one).size() == 2);
}

TEST_CASE("the same op twice changes nothing")
{
    auto record = blank();
    put(record, {0, 1}, "base");
    put(record, {1, 1}, "left", {{0, 1}});
    const auto before = encode(record);
    put(record, {1, 1}, "left", {{0, 1}});
    CHECK(encode(record) == before);
}

TEST_CASE("members of a set are registers of their own")
{
    auto record = blank();
    auto op = setOp(kNameField);
    op.key = {1};
    applyOp(record, op, {0, 1}, 0, said("in"), {});
    op.key = {2};
    applyOp(record, op, {0, 2}, 0, said("in"), std::array<Dot, 1>{{{0, 1}}});
    REQUIRE(record.registers.size() == 2);
    CHECK(record.find(kNameField, Bytes{1})->siblings.size() == 1);
    CHECK(record.find(kNameField, Bytes{2})->siblings.size() == 1);
    CHECK(record.find(kNameField) == nullptr);
}

TEST_CASE("a known field tells the record's type, and so does the word that it lives")
{
    auto record = blank();
    put(record, {0, 1}, "x");
    CHECK(record.type == kPersonType);
    record = blank();
    applyOp(record, setOp(1), {0, 1}, 0, encodePayload(saying(Value::code(kPersonType))), {});
    CHECK(record.type == kPersonType);
    record = blank();
    applyOp(record, setOp(99'999 * 8), {0, 1}, 0, said("of a newer version"), {});
    CHECK(record.type == 0);
}

TEST_CASE("ops of an unknown kind are kept once, whatever order they come in")
{
    auto one = blank();
    auto other = blank();
    const OpaqueOp a{{0, 1}, 0, 8, {}, {1}}, b{{0, 1}, 1, 16, {4}, {2}}, c{{1, 1}, 0, 8, {}, {3}};
    for (const auto& op : {a, b, c, a}) keepOpaque(one, op);
    for (const auto& op : {c, b, b, a}) keepOpaque(other, op);
    CHECK(one.opaque.size() == 3);
    CHECK(encode(one) == encode(other));
    const auto read = decodeRecord(encode(one));
    REQUIRE(read.ok());
    CHECK(read->opaque[1].field == 16);
    CHECK(read->opaque[1].key == Bytes{4});
    auto ofTheOtherFormat = encode(one);
    REQUIRE(ofTheOtherFormat.front() == 2);
    ofTheOtherFormat.front() = 1;
    CHECK_FALSE(decodeRecord(ofTheOtherFormat).ok());
    CHECK_FALSE(one.empty());
}

TEST_CASE("a row read back is the record that was written")
{
    REQUIRE(crypto::initialise());
    const auto record = sampleRecord();
    const auto read = decodeRecord(encode(record));
    REQUIRE(read.ok());
    CHECK(encode(*read) == encode(record));
    CHECK(read->opaque.size() == 1);
    CHECK(read->find(kNameField)->siblings.front().redacted);
    CHECK_FALSE(read->find(kNameField)->siblings.back().redacted);
}

TEST_CASE("a row has one spelling: lists out of order, unused stamps, empty registers are refused")
{
    auto good = rowStart({{0, 1}, {1, 1}});
    good.varint(2);
    putRegister(good, 8, {0, 1});
    putRegister(good, 16, {1});
    good.varint(0);
    CHECK(isRow(good));

    auto stampsTurned = rowStart({{1, 1}, {0, 1}});
    stampsTurned.varint(1);
    putRegister(stampsTurned, 8, {0, 1});
    stampsTurned.varint(0);
    CHECK_FALSE(isRow(stampsTurned));

    auto siblingTwice = rowStart({{0, 1}});
    siblingTwice.varint(1);
    putRegister(siblingTwice, 8, {0, 0});
    siblingTwice.varint(0);
    CHECK_FALSE(isRow(siblingTwice));

    auto stampUnused = rowStart({{0, 1}, {1, 1}});
    stampUnused.varint(1);
    putRegister(stampUnused, 8, {1});
    stampUnused.varint(0);
    CHECK_FALSE(isRow(stampUnused));

    auto registerTwice = rowStart({{0, 1}});
    registerTwice.varint(2);
    putRegister(registerTwice, 8, {0});
    putRegister(registerTwice, 8, {0});
    registerTwice.varint(0);
    CHECK_FALSE(isRow(registerTwice));

    auto registerEmpty = rowStart({});
    registerEmpty.varint(1);
    putRegister(registerEmpty, 8, {});
    registerEmpty.varint(0);
    CHECK_FALSE(isRow(registerEmpty));
}

TEST_CASE("renumbering chains keeps every value and puts siblings in the new order")
{
    auto record = blank();
    put(record, {0, 1}, "zero");
    put(record, {1, 1}, "one");
    put(record, {2, 1}, "two");
    const std::array<std::uint32_t, 3> to{2, 0, 1};
    const auto moved = renumbered(record, to);
    CHECK(dotsOf(moved) == std::vector<Dot>{{0, 1}, {1, 1}, {2, 1}});
    CHECK(moved.find(kNameField)->siblings[2].payload == said("zero"));
    const std::array<std::uint32_t, 3> back{1, 2, 0};
    CHECK(encode(renumbered(moved, back)) == encode(record));
}
