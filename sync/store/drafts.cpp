#include "sync/store/drafts.h"

#include "shared/base/mutant.h"
#include "shared/schema/schema.h"
#include "sync/log/change.h"
#include "sync/store/redactions.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kTypedVersion = 2;
constexpr std::uint8_t kTypedWithoutSame = 1;
constexpr std::size_t kNameMax = 64;
constexpr std::size_t kRecordTextMax = 80; ///< an id with its scope, as recordIdText() says it
constexpr std::size_t kSameMax = 256;
/// Of one field: twice what can be saved, so that a text that is too long can be shortened.
constexpr std::size_t kTypedBytesMax = kTextBytesMax * 2;
constexpr std::uint8_t kRedacted = 1;
constexpr std::uint8_t kNewer = 2;
constexpr std::size_t kRegistersMax = 4096;
constexpr std::size_t kSiblingsMax = 4096;
constexpr std::size_t kKeyBytesMax = 64;

std::size_t fieldsMax() { return schema::types().size() * 100; }

/// The right to fill in a form again as it was displayed.
struct Reopening : RecordDisplay {
    using RecordDisplay::makeDisplayed;
};

void putSibling(wire::Writer& w, const SiblingView& sibling)
{
    w.id(sibling.dot.actor);
    w.varint(sibling.dot.ctr);
    w.u64(sibling.claimedMs);
    w.u8((sibling.redacted ? kRedacted : 0) | (sibling.newer ? kNewer : 0));
    w.bytes(encodeValue(sibling.value));
    w.bytes(bytesOf(sibling.why));
}

Result<SiblingView> readSibling(wire::Decoder& r)
{
    SiblingView sibling;
    sibling.dot.actor = r.id<ActorId>();
    sibling.dot.ctr = r.varint();
    sibling.claimedMs = r.u64();
    const auto marks = r.u8();
    sibling.redacted = (marks & kRedacted) != 0;
    sibling.newer = (marks & kNewer) != 0;
    if (marks > (kRedacted | kNewer)) r.setFailed();
    const auto value = r.bytes(kBytesMax + 16);
    sibling.why = textOf(r.bytes(kWhyBytesMax));
    if (!r.ok()) return fail(ErrorCode::Corrupt, {}, "a draft");
    LAPWING_ASSIGN(sibling.value, decodeValue(value));
    return sibling;
}

constexpr const char* kSelect =
    "SELECT name, case_id, form, typed, at, name IN (SELECT name FROM draft_left) FROM draft ";

Result<Draft> readDraft(const Statement& row)
{
    LAPWING_ASSIGN(auto form, decodeDisplayed(row.blob(2)));
    LAPWING_ASSIGN(auto typed, decodeTyped(row.blob(3)));
    return Draft{std::string(row.text(0)),
                 std::move(form),
                 CaseId::from(row.blob(1)),
                 std::move(typed),
                 static_cast<std::uint64_t>(row.integer(4)),
                 row.integer(5) != 0};
}

Result<std::vector<CargoId>> cargoIds(Statement& select)
{
    std::vector<CargoId> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(CargoId::from(select.blob(0)));
    }
}

/// What decodeTyped() takes: nothing is kept that could not be read again.
bool fits(const TypedWords& typed)
{
    const bool head = typed.plan.size() <= kNameMax && typed.caseRef.size() <= kNameMax &&
                      typed.about.size() <= kNameMax && typed.why.size() <= kWhyBytesMax;
    const auto areWithin = [](const auto& texts, std::size_t nameMax, std::size_t textMax) {
        return std::ranges::all_of(texts, [&](const auto& text) {
            return text.first.size() <= nameMax && text.second.size() <= textMax;
        });
    };
    return head && typed.fields.size() <= fieldsMax() && typed.same.size() <= kSameMax &&
           areWithin(typed.fields, kNameMax, kTypedBytesMax) &&
           areWithin(typed.same, kRecordTextMax, kNameMax);
}

/// Where a text may be cut so that at most `max` bytes of it stand before: between two letters.
std::size_t cutOf(std::string_view text, std::size_t max)
{
    if (text.size() <= max) return text.size();
    auto at = max;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u) --at;
    return at > 0 ? at : max;
}
} // namespace

Bytes encodeDisplayed(const DisplayedRecord& form)
{
    wire::Writer w;
    w.u8(kVersion);
    w.raw(form.key().scope.view());
    w.id(form.record());
    w.u16(form.type());
    w.u8(0);
    w.varint(form.registers().size());
    for (const auto& [place, siblings] : form.registers()) {
        w.varint(place.first);
        w.bytes(place.second);
        w.varint(siblings.size());
        for (const auto& sibling : siblings) putSibling(w, sibling);
    }
    return w.take();
}

Result<DisplayedRecord> decodeDisplayed(ByteView bytes)
{
    wire::Decoder r(bytes);
    const auto version = r.u8();
    if (version > kVersion) return fail(ErrorCode::TooOld);
    if (version != kVersion) r.setFailed();
    RecordKey record;
    record.scope = Scope::ofCase(r.id<CaseId>());
    record.id = r.id<RecordId>();
    const auto type = r.u16();
    if (r.u8() != 0) r.setFailed();
    std::map<DisplayedRecord::Place, std::vector<SiblingView>> registers;
    for (auto left = r.count(kRegistersMax, 3); left > 0; --left) {
        const auto field = static_cast<std::uint32_t>(r.varint(UINT32_MAX));
        const auto key = r.bytes(kKeyBytesMax);
        auto& siblings = registers[{field, Bytes(key.begin(), key.end())}];
        for (auto more = r.count(kSiblingsMax, 20); more > 0; --more) {
            LAPWING_ASSIGN(auto sibling, readSibling(r));
            siblings.push_back(std::move(sibling));
        }
    }
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "a draft");
    return Reopening::makeDisplayed(record, type, std::move(registers));
}

Bytes encodeTyped(const TypedWords& typed)
{
    wire::Writer w;
    w.u8(kTypedVersion);
    for (const auto* text : {&typed.plan, &typed.caseRef, &typed.about, &typed.why})
        w.bytes(bytesOf(*text));
    for (const auto* texts : {&typed.fields, &typed.same}) {
        w.varint(texts->size());
        for (const auto& [name, text] : *texts) {
            w.bytes(bytesOf(name));
            w.bytes(bytesOf(text));
        }
    }
    return w.take();
}

Result<TypedWords> decodeTyped(ByteView bytes)
{
    wire::Decoder r(bytes);
    const auto version = r.u8();
    if (version > kTypedVersion) return fail(ErrorCode::TooOld);
    const auto text = [&](std::size_t max) { return std::string(textOf(r.bytes(max))); };
    TypedWords typed;
    typed.plan = text(kNameMax);
    typed.caseRef = text(kNameMax);
    typed.about = text(kNameMax);
    typed.why = text(kWhyBytesMax);
    for (auto left = r.count(fieldsMax(), 2); left > 0; --left) {
        auto name = text(kNameMax);
        typed.fields[std::move(name)] = text(kTypedBytesMax);
    }
    for (auto left = version > kTypedWithoutSame ? r.count(kSameMax, 2) : 0; left > 0; --left) {
        auto record = text(kRecordTextMax);
        typed.same[std::move(record)] = text(kNameMax);
    }
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "a draft's text");
    return typed;
}

std::vector<std::string> readableWords(const Draft& draft, std::size_t max)
{
    const auto& typed = draft.typed;
    std::string words;
    for (const auto& [name, text] : typed.fields) words += name + ": " + text + "\n";
    for (const auto& [record, answer] : typed.same)
        words += "the person of record " + record + ": " + answer + "\n";
    if (!typed.why.empty()) words += "why: " + typed.why + "\n";
    const auto head =
        typed.plan + ", " + typed.caseRef + ", record " + draft.form.record().hex() + "\n";
    std::vector<std::string> pieces;
    for (std::string_view rest = words; !rest.empty();) {
        const auto at = cutOf(rest, max - head.size());
        pieces.push_back(head + std::string(rest.substr(0, at)));
        rest.remove_prefix(at);
    }
    return pieces;
}

Result<void> Drafts::createTables()
{
    LAPWING_TRY(Redactions(*m_db).createTables());
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS draft(name TEXT PRIMARY KEY, case_id BLOB NOT NULL, form BLOB NOT NULL,
  typed BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS draft_left(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS draft_cargo(name TEXT NOT NULL, cargo BLOB NOT NULL,
  PRIMARY KEY(name, cargo)) WITHOUT ROWID;
)sql");
}

Result<void> Drafts::inTransaction(const std::function<Result<void>()>& work)
{
    if (m_db->inTransaction()) return work();
    LAPWING_ASSIGN(auto transaction, Transaction::begin(*m_db));
    LAPWING_TRY(work());
    return transaction.commit();
}

Result<void> Drafts::forget(const char* table, std::string_view name)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM " + std::string(table) + " WHERE name=?"));
    return erase.bind(1, name).run();
}

Result<void> Drafts::put(const Draft& draft)
{
    LAPWING_ASSIGN(auto count, m_db->cached("SELECT count(*) FROM draft WHERE name<>?"));
    LAPWING_TRY(count.bind(1, std::string_view(draft.name)).step());
    if (static_cast<std::size_t>(count.integer(0)) >= kDraftsMax)
        return fail(ErrorCode::Rejected, "There are too many drafts on this tablet. What you typed "
                                         "is still on the screen. Finish or discard one first.");
    count.reset();
    return inTransaction([&] { return write(draft); });
}

Result<void> Drafts::write(const Draft& asked)
{
    auto draft = asked;
    if (!mutant("draft-keeps-redacted")) LAPWING_TRY(Redactions(*m_db).takeOutOf(draft));
    const auto form =
        encodeDisplayed(draft.hasLeft && !mutant("draft-keeps-displayed")
                            ? Reopening::makeDisplayed(draft.form.key(), draft.form.type(), {})
                            : draft.form);
    const auto typed = encodeTyped(draft.typed);
    if (!fits(draft.typed) || form.size() + typed.size() > kDraftBytesMax)
        return fail(ErrorCode::TooLarge);
    LAPWING_TRY(forget("draft_cargo", draft.name));
    LAPWING_TRY(forget("draft_left", draft.name));
    if (draft.hasLeft) {
        LAPWING_ASSIGN(auto mark, m_db->cached("INSERT INTO draft_left VALUES(?)"));
        LAPWING_TRY(mark.bind(1, std::string_view(draft.name)).run());
    }
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO draft VALUES(?,?,?,?,?)"));
    put.bind(1, std::string_view(draft.name)).bind(2, draft.caseId.view());
    put.bind(3, ByteView(form)).bind(4, ByteView(typed)).bind(5, draft.wallMs);
    return put.run();
}

Result<std::vector<Draft>> Drafts::read(Statement& select)
{
    std::vector<Draft> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto draft, readDraft(select));
        found.push_back(std::move(draft));
    }
}

Result<std::optional<Draft>> Drafts::find(std::string_view name)
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kSelect) + "WHERE name=?"));
    LAPWING_ASSIGN(auto found, read(select.bind(1, name)));
    if (found.empty()) return std::optional<Draft>{};
    return std::optional(std::move(found.front()));
}

Result<std::vector<Draft>> Drafts::all()
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kSelect) + "ORDER BY at DESC, name"));
    return read(select);
}

Result<std::vector<Draft>> Drafts::ofCase(const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached(std::string(kSelect) + "WHERE case_id=? ORDER BY name"));
    return read(select.bind(1, caseId.view()));
}

Result<void> Drafts::drop(std::string_view name)
{
    return inTransaction([&]() -> Result<void> {
        for (const auto* table : {"draft_cargo", "draft_left", "draft"})
            LAPWING_TRY(forget(table, name));
        return {};
    });
}

Result<std::vector<CargoId>> Drafts::cargoOf(std::string_view name)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT cargo FROM draft_cargo WHERE name=?"));
    return cargoIds(select.bind(1, name));
}

Result<std::vector<CargoId>> Drafts::allCargo()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT cargo FROM draft_cargo"));
    return cargoIds(select);
}

Result<void> Drafts::noteCargo(std::string_view name, std::span<const CargoId> cargo)
{
    return inTransaction([&]() -> Result<void> {
        LAPWING_TRY(forget("draft_cargo", name));
        for (const auto& id : cargo) {
            LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO draft_cargo VALUES(?,?)"));
            LAPWING_TRY(put.bind(1, name).bind(2, id.view()).run());
        }
        return {};
    });
}

Result<void> Drafts::dropReceived(std::span<const CargoId> cargo)
{
    LAPWING_ASSIGN(const auto drafts, all());
    return inTransaction([&]() -> Result<void> {
        for (const auto& draft : drafts) {
            if (!draft.hasLeft) continue;
            LAPWING_ASSIGN(auto sealed, cargoOf(draft.name));
            const auto has = [&](const CargoId& id) {
                return std::ranges::find(cargo, id) != cargo.end();
            };
            if (std::erase_if(sealed, has) == 0) continue;
            LAPWING_TRY(sealed.empty() ? drop(draft.name) : noteCargo(draft.name, sealed));
        }
        return {};
    });
}

} // namespace lapwing::store
