#include "shared/wire/primitive.h"

#include <doctest/doctest.h>

using namespace lapwing;

TEST_CASE("a varint has one encoding, and every other spelling of it is refused")
{
    wire::Writer w;
    w.varint(300);
    CHECK(w.view() == Bytes{0xac, 0x02});
    wire::Decoder r(w.view());
    CHECK(r.varint() == 300);
    CHECK(r.done());

    wire::Decoder padded(bytesOf(std::string_view("\xac\x82\x00", 3)));
    (void)padded.varint();
    CHECK_FALSE(padded.ok());
}

TEST_CASE("a count that cannot fit in what is left is refused before anything is allocated")
{
    wire::Writer w;
    w.varint(1000000);
    wire::Decoder r(w.view());
    CHECK(r.count(1u << 30, 8) == 0);
    CHECK_FALSE(r.ok());
}

TEST_CASE("zigzag keeps the sign of small and large numbers")
{
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 40,
                                 -(std::int64_t{1} << 40)}) {
        wire::Writer w;
        w.zigzag(n);
        wire::Decoder r(w.view());
        CHECK(r.zigzag() == n);
    }
}
