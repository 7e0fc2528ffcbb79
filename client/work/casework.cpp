#include "client/work/casework.h"

#include "client/work/objection_text.h"
#include "client/work/repeat_prompt.h"
#include "client/work/typed_writes.h"
#include "shared/base/civil.h"
#include "shared/crypto/hash.h"
#include "shared/schema/text.h"
#include "shared/schema/validate.h"
#include "sync/log/undo.h"
#include "sync/os/home_time.h"
#include "sync/store/snapshot_body.h"

#include <algorithm>

namespace lapwing::work {

namespace {
Error noSuchRecord()
{
    return fail(ErrorCode::NotFound, "There is no such record on this tablet. Nothing was changed. "
                                     "Check the id, or sync first.");
}

/// What was refused before anything was touched says so, and that it may be tried again.
Error refusal(Error error, std::string_view safe)
{
    const bool judged = error.code == ErrorCode::Rejected || error.code == ErrorCode::TooLarge ||
                        error.code == ErrorCode::Malformed;
    if (judged && error.text().find("Nothing was") == std::string::npos)
        error.message = error.text() + " " + std::string(safe) + " Correct it and try again.";
    return error;
}

} // namespace

std::string recordIdText(const RecordKey& record, bool isShared)
{
    return isShared ? record.id.hex() + "@" + record.scope.hex() : record.id.hex();
}

Result<RecordKey> Casework::find(std::string_view text, std::string_view ref)
{
    const auto at = text.find('@');
    const auto id = RecordId::fromHex(text.substr(0, at));
    if (!id) return noSuchRecord();
    if (at != text.npos) {
        const auto scope = CaseId::fromHex(text.substr(at + 1));
        if (!scope) return noSuchRecord();
        return RecordKey{Scope::from(scope->view()), *id};
    }
    if (!ref.empty()) {
        LAPWING_ASSIGN(const auto row, m_replica.lists().caseByRef(ref));
        return RecordKey{row.record.scope, *id};
    }
    auto found = m_replica.find(*id);
    if (!found.ok() && found.error().code == ErrorCode::NotFound) return noSuchRecord();
    return found;
}

Result<store::RecordRow> Casework::rowOf(const RecordKey& record)
{
    auto row = m_replica.lists().record(record);
    if (!row.ok() && row.error().code == ErrorCode::NotFound) return noSuchRecord();
    return row;
}

Result<std::string> Casework::refOf(const CaseId& caseId)
{
    if (caseId.isZero()) return std::string();
    LAPWING_ASSIGN(const auto all, m_replica.lists().cases());
    const auto at = std::ranges::find(all, caseId, &store::CaseRow::id);
    return at == all.end() ? std::string() : at->ref;
}

Result<ToldVersion> Casework::versionOf(const SiblingView& sibling, ByteView member)
{
    LAPWING_ASSIGN(auto author, m_names.of(sibling.dot.actor));
    std::string lateBy;
    if (sibling.late) {
        LAPWING_ASSIGN(lateBy, m_names.of(sibling.late->actor));
    }
    std::string removedBy;
    if (sibling.redacted) {
        LAPWING_ASSIGN(removedBy, m_names.ofPerson(sibling.removedBy));
    }
    return ToldVersion{sibling.value,     Bytes(member.begin(), member.end()),
                       std::move(author), sibling.dot.actor,
                       sibling.claimedMs, sibling.why,
                       sibling.redacted,  std::move(removedBy),
                       sibling.newer,     std::move(lateBy)};
}

Result<CaseView> Casework::openCase(std::string_view ref)
{
    LAPWING_ASSIGN(auto row, m_replica.lists().caseByRef(ref));
    LAPWING_ASSIGN(auto records, m_replica.lists().recordsOf(row.id));
    return CaseView{std::move(row), std::move(records)};
}

Result<RecordView> Casework::read(const RecordKey& record)
{
    LAPWING_ASSIGN(const auto row, rowOf(record));
    LAPWING_ASSIGN(const auto form, m_replica.display(record));
    RecordView view;
    view.key = record;
    view.type = schema::findType(row.type);
    view.life = row.life;
    LAPWING_ASSIGN(view.caseRef, refOf(row.key.scope.caseId()));
    for (const auto& [place, siblings] : form.registers()) {
        const auto& [wire, key] = place;
        if (wire / 8 == 0) continue;
        const auto* field = schema::findField(wire).field;
        if (!field) {
            view.hasUnknown = true;
            continue;
        }
        if (view.fields.empty() || view.fields.back().field != field)
            view.fields.push_back({field, {}, {}, {}, false});
        auto& shown = view.fields.back();
        const auto reading = readRegister(*field, siblings);
        if (field->isSet()) {
            if (reading.value && reading.value->asInteger() == 1) shown.members.push_back(key);
        } else if (reading.value) {
            shown.values = {*reading.value};
        } else if (!reading.newer) {
            for (const auto& d : reading.distinct) shown.values.push_back(d.value);
        }
        shown.newer = shown.newer || reading.newer;
        view.hasUnknown = view.hasUnknown || reading.newer;
        const bool isTold = std::ranges::any_of(
            reading.distinct, [](const SiblingView& s) { return s.late || s.redacted; });
        if (reading.distinct.size() < 2 && !isTold) continue;
        for (const auto& d : reading.distinct) {
            LAPWING_ASSIGN(auto version, versionOf(d, key));
            shown.versions.push_back(std::move(version));
        }
    }
    return view;
}

Result<std::vector<HitView>> Casework::search(std::string_view words, std::size_t limit)
{
    LAPWING_ASSIGN(const auto hits, m_replica.search().find(words, limit));
    LAPWING_ASSIGN(const auto cases, m_replica.lists().cases());
    std::map<CaseId, std::string> refs;
    for (const auto& row : cases) refs.emplace(row.id, row.ref);
    std::vector<HitView> found;
    for (const auto& hit : hits) found.push_back({hit, refs[hit.record.scope.caseId()]});
    return found;
}

Result<Casework::Editing> Casework::edit(const RecordKey& record)
{
    LAPWING_TRY(rowOf(record));
    LAPWING_ASSIGN(auto form, m_replica.display(record));
    return Editing{std::move(form), record.scope.caseId()};
}

Result<Casework::Editing> Casework::begin(std::string_view ref, std::string_view type)
{
    LAPWING_ASSIGN(const auto row, m_replica.lists().caseByRef(ref));
    const auto* known = schema::findType(type);
    if (!known) return refusal(schema::unknownType(type), "Nothing was saved.");
    LAPWING_ASSIGN(auto form, m_replica.newRecord(known->number));
    return Editing{std::move(form), row.id};
}

Result<Casework::Editing> Casework::beginBeside(const RecordKey& record,
                                                const schema::RecordType& type)
{
    return blank(record.scope.caseId(), type);
}

Result<Casework::Editing> Casework::blank(const CaseId& caseId, const schema::RecordType& type)
{
    LAPWING_ASSIGN(auto form, m_replica.newRecord(type.number));
    return Editing{std::move(form), caseId};
}

TabletFacts Casework::factsAround(const RecordKey& record)
{
    return {m_replica, record.scope.caseId()};
}

Result<PersonId> Casework::me()
{
    return TabletFacts(m_replica, {}).personOf(m_replica.author().actor);
}

Result<store::RecordSave>
Casework::typed(const Editing& editing, std::span<const FieldEntry> entries, const std::string& why)
{
    auto writes = writesOf(editing.form, entries, why);
    if (!writes.ok()) return refusal(writes.error(), "Nothing was saved.");
    return store::RecordSave{editing.form, editing.caseId, std::move(writes).value()};
}

Result<SaveAnswer> Casework::save(const Editing& editing, std::span<const FieldEntry> entries,
                                  const std::string& why)
{
    LAPWING_ASSIGN(auto record, typed(editing, entries, why));
    return save({std::move(record)});
}

Result<SaveAnswer> Casework::save(std::vector<store::RecordSave> records,
                                  std::span<const SameAnswer> answers)
{
    const auto first = records.empty() ? RecordKey{} : records.front().form.key();
    std::erase_if(records, [](const auto& r) { return r.writes.empty() && !r.form.isNew(); });
    if (records.empty()) return SaveAnswer{{first, {}, {}}, {}, {}};
    LAPWING_TRY(askDays(records));
    const auto before = records.front();
    const bool isOne = records.size() == 1;
    LAPWING_ASSIGN(const auto words, addAnswers(records, answers));
    LAPWING_TRY(askLaws(records));
    LAPWING_ASSIGN(auto saved, m_replica.save(std::move(records), words));
    LAPWING_ASSIGN(auto answer, answerOf(std::move(saved)));
    if (isOne && answer.saved.written) {
        auto back = undoing(before.form, *answer.saved.written);
        if (back) answer.back = TakeBack{*answer.saved.written, before.caseId, std::move(*back)};
    }
    return answer;
}

Result<SaveAnswer> Casework::takeBack(const TakeBack& back)
{
    const store::RecordSave asked{back.written, back.caseId, back.writes};
    LAPWING_TRY(askLaws({&asked, 1}));
    LAPWING_ASSIGN(auto saved, m_replica.save(back.written, back.caseId, back.writes));
    return answerOf(std::move(saved));
}

Result<void> Casework::askDays(std::span<const store::RecordSave> records)
{
    const auto today = homeDay(m_clock.wallMs());
    for (const auto& record : records)
        for (const auto& write : record.writes) {
            const auto known = schema::findField(write.read.field());
            if (!known.field || !write.why.empty() || write.value.kind != known.field->kind)
                continue;
            const auto asked = schema::validateHappened(*known.field, homeDay(write.value), today);
            if (!asked.ok()) return refusal(asked.error(), "Nothing was saved.");
        }
    return {};
}

Result<void> Casework::askLaws(std::span<const store::RecordSave> records)
{
    check(!records.empty(), "a save of nothing");
    std::vector<domain::Asked> change;
    for (const auto& [form, caseId, writes] : records) {
        check(caseId == records.front().caseId, "one save of two cases");
        const auto* type = schema::findType(form.type());
        if (form.isNew() && type)
            change.push_back({form.record(), type, nullptr, {}, Value::code(type->number), true});
        for (const auto& write : writes)
            change.push_back({form.record(), type, schema::findField(write.read.field()).field,
                              write.read.key(), write.value, form.isNew()});
    }
    const TabletFacts around(m_replica, records.front().caseId);
    LAPWING_ASSIGN(const auto author, around.author());
    const auto objection = domain::objectionTo(change, author, around);
    LAPWING_TRY(around.error());
    if (objection) return refusedBy(*objection);
    return {};
}

Result<SaveAnswer> Casework::answerOf(store::Saved saved)
{
    LAPWING_ASSIGN(auto notices, repeatNotices(m_replica, saved.record,
                                               rules::dateOf(homeDay(m_clock.wallMs()))));
    return SaveAnswer{std::move(saved), std::move(notices), {}};
}

Result<ConflictView> Casework::viewOf(store::Conflict check)
{
    ConflictView view;
    LAPWING_ASSIGN(const auto row, m_replica.lists().record(check.record));
    view.type = schema::findType(row.type);
    view.field = schema::findField(check.field).field;
    view.life = row.life;
    LAPWING_ASSIGN(view.caseRef, refOf(row.key.scope.caseId()));
    for (const auto& sibling : check.siblings) {
        LAPWING_ASSIGN(auto version, versionOf(sibling, check.key));
        view.versions.push_back(std::move(version));
    }
    view.check = std::move(check);
    if (!view.field) LAPWING_TRY(addLifeVersions(view));
    return view;
}

/// Somebody removed the record while somebody else changed it: what is to be chosen between is
/// that it stays, as whoever changed it last has it, and that it goes.
Result<void> Casework::addLifeVersions(ConflictView& view)
{
    const auto stays = [](const ToldVersion& v) { return v.value.kind != ValueKind::Retired; };
    if (std::ranges::any_of(view.versions, stays)) return {};
    LAPWING_ASSIGN(const auto row, m_replica.lists().record(view.check.record));
    LAPWING_ASSIGN(const auto form, m_replica.display(view.check.record));
    const SiblingView* latest = nullptr;
    for (const auto& [place, siblings] : form.registers())
        for (const auto& s : siblings)
            if (place.first / 8 != 0 && (!latest || latest->claimedMs < s.claimedMs)) latest = &s;
    if (!latest) return {};
    LAPWING_ASSIGN(auto version, versionOf(*latest, {}));
    version.value = Value::code(row.type);
    version.why.clear();
    view.versions.push_back(std::move(version));
    return {};
}

Result<std::vector<ConflictView>> Casework::checks()
{
    LAPWING_ASSIGN(auto open, m_replica.conflicts().first());
    std::vector<ConflictView> views;
    for (auto& check : open) {
        LAPWING_ASSIGN(auto view, viewOf(std::move(check)));
        views.push_back(std::move(view));
    }
    return views;
}

Result<ConflictView> Casework::conflictNamed(std::string_view id)
{
    LAPWING_ASSIGN(auto open, m_replica.conflicts().named(id));
    return viewOf(std::move(open));
}

Result<SaveAnswer> Casework::decided(const ConflictView& view, const Value& value,
                                     const std::string& why)
{
    LAPWING_ASSIGN(const auto form, m_replica.display(view.check.record));
    const store::RecordSave asked{form,
                                  view.check.record.scope.caseId(),
                                  {{form.read(view.check.field, view.check.key), value, why}}};
    LAPWING_TRY(askLaws({&asked, 1}));
    LAPWING_ASSIGN(auto saved, m_replica.decideConflict(view.check.id, value, why));
    return answerOf(std::move(saved));
}

Result<SaveAnswer> Casework::keep(std::string_view id, std::size_t number, const std::string& why)
{
    LAPWING_ASSIGN(const auto view, conflictNamed(id));
    const auto count = view.versions.size();
    if (number < 1 || number > count)
        return fail(ErrorCode::Rejected, "This check has versions 1 to " + std::to_string(count) +
                                             ". Nothing was decided. Choose one of them.");
    const auto& version = view.versions[number - 1];
    if (version.redacted)
        return fail(ErrorCode::Rejected, "That version was removed and cannot be kept. Nothing "
                                         "was decided. Choose another, or give a value.");
    if (version.value.kind == ValueKind::Text) {
        // Another program may have stored it otherwise than this one would.
        LAPWING_ASSIGN(auto text, schema::normaliseText(version.value.asText()));
        return decided(view, text.empty() ? Value::cleared() : Value::text(std::move(text)), why);
    }
    return decided(view, version.value, why);
}

Result<SaveAnswer> Casework::replace(std::string_view id, std::string_view text,
                                     const std::string& why)
{
    LAPWING_ASSIGN(const auto view, conflictNamed(id));
    if (!view.field)
        return fail(ErrorCode::Rejected, "Whether a record stays is decided by keeping a version. "
                                         "Nothing was decided. Use the number of the version.");
    if (!view.field->isSet()) {
        const auto value = schema::parseText(*view.field, text);
        if (!value.ok()) return refusal(value.error(), "Nothing was decided.");
        return decided(view, *value, why);
    }
    if (text != "0" && text != "1")
        return schema::refused(*view.field, "is a set. Nothing was decided. Give 1 to keep this "
                                            "member, or 0 to take it out");
    return decided(view, Value::integer(text == "1" ? 1 : 0), why);
}

Result<Hash> Casework::digest()
{
    LAPWING_ASSIGN(auto strands, m_replica.strands().strands());
    std::erase_if(strands, [](const store::Strand& s) { return s.rights == 0; });
    std::ranges::sort(strands, {}, &store::Strand::id);
    crypto::Hasher hasher("lapwing.state.1");
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto body, store::snapshotBody(m_replica.database(), strand.ix));
        hasher.add(bodyHash(encode(body)).view());
    }
    return hasher.finish();
}

} // namespace lapwing::work
