#include "sync/store/drafts.h"

#include "sync/log/change.h"

namespace lapwing::store {

namespace {
constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kRedacted = 1;
constexpr std::uint8_t kNewer = 2;
constexpr std::size_t kRegistersMax = 4096;
constexpr std::size_t kSiblingsMax = 4096;
constexpr std::size_t kKeyBytesMax = 64;

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

Result<Draft> readDraft(const Statement& row)
{
    LAPWING_ASSIGN(auto form, decodeDisplayed(row.blob(2)));
    const auto typed = row.blob(3);
    return Draft{std::string(row.text(0)), std::move(form), CaseId::from(row.blob(1)),
                 Bytes(typed.begin(), typed.end()), static_cast<std::uint64_t>(row.integer(4))};
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

Result<void> Drafts::createTables()
{
    return m_db.exec("CREATE TABLE IF NOT EXISTS draft(name TEXT PRIMARY KEY, "
                     "case_id BLOB NOT NULL, form BLOB NOT NULL, typed BLOB NOT NULL, "
                     "at INTEGER NOT NULL) WITHOUT ROWID");
}

Result<void> Drafts::put(const Draft& draft)
{
    const auto form = encodeDisplayed(draft.form);
    if (form.size() + draft.typed.size() > kDraftBytesMax) return fail(ErrorCode::TooLarge);
    LAPWING_ASSIGN(auto count, m_db.cached("SELECT count(*) FROM draft WHERE name<>?"));
    LAPWING_TRY(count.bind(1, std::string_view(draft.name)).step());
    if (static_cast<std::size_t>(count.integer(0)) >= kDraftsMax)
        return fail(ErrorCode::Rejected, "There are too many drafts on this tablet. What you typed "
                                         "is still on the screen. Finish or discard one first.");
    count.reset();
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO draft VALUES(?,?,?,?,?)"));
    put.bind(1, std::string_view(draft.name)).bind(2, draft.caseId.view());
    put.bind(3, ByteView(form)).bind(4, ByteView(draft.typed)).bind(5, draft.wallMs);
    return put.run();
}

Result<std::optional<Draft>> Drafts::find(std::string_view name)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT name, case_id, form, typed, at FROM draft WHERE name=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, name).step());
    if (!row) return std::optional<Draft>{};
    LAPWING_ASSIGN(auto draft, readDraft(select));
    return std::optional(std::move(draft));
}

Result<std::vector<Draft>> Drafts::all()
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT name, case_id, form, typed, at FROM draft "
                                            "ORDER BY at DESC, name"));
    std::vector<Draft> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto draft, readDraft(select));
        found.push_back(std::move(draft));
    }
}

Result<void> Drafts::drop(std::string_view name)
{
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM draft WHERE name=?"));
    return erase.bind(1, name).run();
}

} // namespace lapwing::store
