// The worked example of docs/wire-format.md "Attestations" is what the code makes.
#include "shared/crypto/hash.h"
#include "shared/domain/attestation.h"
#include "shared/schema/marker_fields.h"
#include "tests/support/files.h"
#include "tests/support/must.h"

#include <array>
#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
/// The hex after a word of the example, over the lines that go on with it.
Bytes exampleOf(const std::string& word)
{
    const auto text = readFile(LAPWING_SOURCE_DIR "/docs/wire-format.md");
    const auto section = text.find("For example a marker", text.find("## Attestations"));
    const auto at = text.find("\n" + word, section);
    REQUIRE(at != std::string::npos);
    const auto from = text.find('=', at) + 1;
    std::string hex;
    for (const char c : text.substr(from, text.find_first_of("=`", from) - from)) {
        if (c == '\n' || c == ' ') continue;
        if (!std::isxdigit(static_cast<unsigned char>(c))) break;
        hex += c;
    }
    // The next line's own word begins with a letter of hex.
    if (hex.size() % 2 != 0) hex.pop_back();
    Bytes bytes(hex.size() / 2);
    REQUIRE(fromHex(hex, bytes));
    return bytes;
}

template <class T>
T filled(std::uint8_t byte)
{
    T id;
    id.bytes.fill(byte);
    return id;
}
} // namespace

TEST_CASE("the worked example of an attestation is what the code makes")
{
    namespace marker = schema::marker;
    RecordId record;
    for (std::size_t i = 0; i < record.bytes.size(); ++i)
        record.bytes[i] = static_cast<std::uint8_t>(i + 1);
    domain::Facts facts(record, marker::type.number);
    const auto add = [&](std::uint32_t field, std::uint8_t actor, std::uint64_t ctr) {
        facts.add(field, {}, {Value::text("any"), PersonId{}, true, {filled<ActorId>(actor), ctr}});
    };
    add(marker::note.wire(), 0x22, 1);
    add(marker::note.wire(), 0x11, 5);
    add(marker::code.wire(), 0x11, 3);
    domain::Covered covered;
    covered.add(facts, std::array{marker::note.field, marker::code.field});
    CHECK(covered.digest() == toHex(exampleOf("digest")));
    CHECK(toHex(covered.summary()) == toHex(exampleOf("covered")));
    CHECK(crypto::hash16("lapwing.attest.1", exampleOf("registers")).hex() == covered.digest());
}
