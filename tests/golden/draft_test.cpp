// The form of a draft, pinned: a draft written by this version is opened by the next ones.
#include "shared/schema/text.h"
#include "sync/store/drafts.h"
#include "sync/store/engine.h"

#include <doctest/doctest.h>

#include <array>

using namespace lapwing;

namespace {
/// A note (type 9) whose text is shown in one version: "Rang", without a reason.
constexpr std::string_view kForm = "02" "000102030405060708090a0b0c0d0e0f" "0102030405060708" "0900"
                                   "00" "01" "aa38" "00" "01"
                                   "11111111111111111111111111111111" "03" "0070fb7397010000" "00"
                                   "05" "0152616e67" "00";

Bytes fromHexText(std::string_view hex)
{
    Bytes bytes(hex.size() / 2);
    REQUIRE(fromHex(hex, bytes));
    return bytes;
}
} // namespace

TEST_CASE("a draft's form has the bytes that are pinned, and is read as what it says")
{
    const auto form = store::decodeDisplayed(fromHexText(kForm));
    REQUIRE(form.ok());
    CHECK(toHex(store::encodeDisplayed(*form)) == kForm);
    CHECK(form->type() == 9);
    REQUIRE(form->registers().size() == 1);
    const auto& shown = form->registers().begin()->second;
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().dot.ctr == 3);
    CHECK(shown.front().value.asText() == "Rang");
    const auto blank = store::Registers::blankRecord(form->record(), 9);
    CHECK(toHex(store::encodeDisplayed(blank))
          == "02" "00000000000000000000000000000000" "0102030405060708" "0900" "00" "00");
}

TEST_CASE("a draft keeps what forbids a save: a value of a newer version")
{
    auto bytes = fromHexText(kForm);
    const auto marksAt = bytes.size() - 8; // before the value and the empty reason
    REQUIRE(bytes[marksAt] == 0);
    bytes[marksAt] = 2;
    const auto form = store::decodeDisplayed(bytes);
    REQUIRE(form.ok());
    CHECK(form->registers().begin()->second.front().newer);
    CHECK(store::encodeDisplayed(*form) == bytes);
    bytes[marksAt] = 4;
    CHECK(store::decodeDisplayed(bytes).error().code == ErrorCode::Corrupt);
}

TEST_CASE("a form that was cut or written by a newer version is refused")
{
    auto bytes = fromHexText(kForm);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(store::decodeDisplayed(ByteView(bytes).first(size)).ok());
    bytes[0] = 3;
    CHECK(store::decodeDisplayed(bytes).error().code == ErrorCode::TooOld);
}

TEST_CASE("a draft is kept under its name, the last one of it, until it is dropped")
{
    auto database = store::Database::inMemory().value();
    store::Drafts drafts(database);
    REQUIRE(drafts.createTables().ok());
    store::Draft draft{"note:DM-26-017",
                       *store::decodeDisplayed(fromHexText(kForm)),
                       CaseId{},
                       {"note", "DM-26-017", {}, {}, {{"text", "Rang"}}},
                       5};
    REQUIRE(drafts.put(draft).ok());
    draft.typed.fields["text"] = "Rang, no answer";
    draft.wallMs = 6;
    REQUIRE(drafts.put(draft).ok());
    const auto all = drafts.all();
    REQUIRE(all.ok());
    REQUIRE(all->size() == 1);
    CHECK(all->front().typed == draft.typed);
    CHECK(toHex(store::encodeDisplayed(all->front().form)) == kForm);
    REQUIRE(drafts.drop("note:DM-26-017").ok());
    CHECK_FALSE(drafts.find("note:DM-26-017").value().has_value());
    draft.typed.fields["text"] = std::string(store::kDraftBytesMax, 'x');
    CHECK(drafts.put(draft).error().code == ErrorCode::TooLarge);
}

TEST_CASE("what was typed has the bytes that are pinned, and is read as what it says")
{
    constexpr std::string_view kTyped = "02"
                                        "046e6f7465"
                                        "0444412d31"
                                        "00"
                                        "00"
                                        "01"
                                        "0474657874"
                                        "0452616e67"
                                        "01"
                                        "026131"
                                        "0473616d65";
    store::TypedWords typed{"note", "DA-1", {}, {}, {{"text", "Rang"}}, {{"a1", "same"}}};
    CHECK(toHex(store::encodeTyped(typed)) == kTyped);
    auto bytes = fromHexText(kTyped);
    CHECK(store::decodeTyped(bytes).value() == typed);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(store::decodeTyped(ByteView(bytes).first(size)).ok());
    // A draft of an older version has no answers.
    typed.same.clear();
    bytes.resize(bytes.size() - 9);
    bytes[0] = 1;
    CHECK(store::decodeTyped(bytes).value() == typed);
    bytes[0] = 3;
    CHECK(store::decodeTyped(bytes).error().code == ErrorCode::TooOld);
}

TEST_CASE("what was answered of people is sealed for the office with what was typed")
{
    const store::Draft draft{
        "person:DA-1",
        *store::decodeDisplayed(fromHexText(kForm)),
        CaseId{},
        {"person", "DA-1", {}, {}, {{"legal_name", "R. Tern"}}, {{"a1", "same"}}},
        5};
    const auto words = store::readableWords(draft, 4096);
    REQUIRE(words.size() == 1);
    CHECK(words.front().ends_with("legal_name: R. Tern\nthe person of record a1: same\n"));
}

TEST_CASE("of a draft whose case has left only the words are kept, until the office has them all")
{
    auto database = store::Database::inMemory().value();
    store::Drafts drafts(database);
    REQUIRE(drafts.createTables().ok());
    store::Draft draft{"note:DA-1", *store::decodeDisplayed(fromHexText(kForm)),
                       CaseId{},    {"note", "DA-1", {}, "because", {{"text", "typed"}}},
                       5,           true};
    REQUIRE(drafts.put(draft).ok());
    const auto kept = drafts.find(draft.name).value().value();
    CHECK(kept.hasLeft);
    CHECK(kept.form.isNew());
    CHECK(kept.form.record() == draft.form.record());
    CHECK(kept.typed == draft.typed);
    const std::array<store::CargoId, 2> sealed{store::CargoId{{1}}, store::CargoId{{2}}};
    REQUIRE(drafts.noteCargo(draft.name, sealed).ok());
    REQUIRE(drafts.dropReceived(std::span(sealed).first(1)).ok());
    CHECK(drafts.find(draft.name).value());
    CHECK(drafts.cargoOf(draft.name).value().size() == 1);
    REQUIRE(drafts.dropReceived(std::span(sealed).last(1)).ok());
    CHECK_FALSE(drafts.find(draft.name).value());
    // One that its person still has stays, whatever anybody has received.
    draft.hasLeft = false;
    REQUIRE(drafts.put(draft).ok());
    REQUIRE(drafts.noteCargo(draft.name, sealed).ok());
    REQUIRE(drafts.dropReceived(sealed).ok());
    CHECK_FALSE(drafts.find(draft.name).value()->form.isNew());
    // Typed on: what is sealed of it is not what it says.
    REQUIRE(drafts.put(draft).ok());
    CHECK(drafts.cargoOf(draft.name).value().empty());
}

TEST_CASE("words longer than a note are cut between letters, and all of them are there")
{
    store::Draft draft{"note:DA-1", *store::decodeDisplayed(fromHexText(kForm)), CaseId{}, {}, 5};
    CHECK(store::readableWords(draft, 64).empty());
    std::string text;
    for (int i = 0; i < 100; ++i) text += "é";
    draft.typed = {"note", "DA-1", {}, {}, {{"text", text}}};
    std::string all;
    for (const auto& piece : store::readableWords(draft, 64)) {
        CHECK(piece.size() <= 64);
        CHECK(schema::isUtf8(piece));
        all += piece.substr(piece.find('\n') + 1);
    }
    CHECK(all == "text: " + text + "\n");
}
