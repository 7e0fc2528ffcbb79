#include "server-stub/service/erase.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/belongings.h"
#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/redact.h"
#include "shared/schema/person_fields.h"
#include "shared/search/fold.h"
#include "sync/store/same_words.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
bool all(const RecordId&, const Op&) { return true; }

Result<void> markErased(HubCore& core, const CaseId& caseId, const EraseAsk& ask)
{
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT OR REPLACE INTO erased_case VALUES(?,?,?)"));
    put.bind(1, caseId.view()).bind(2, ask.by.view());
    return put.bind(3, std::string_view(ask.basis)).run();
}

/// From every member and every tablet.
Result<void> takeOff(HubCore& core, const store::Strand& strand)
{
    LAPWING_ASSIGN(const auto staff, core.registry.allStaff());
    for (const auto& person : staff) {
        LAPWING_ASSIGN(const auto rights, core.registry.memberRights(strand.ix, person.id));
        if (rights > 0) LAPWING_TRY(core.registry.setMember(strand.ix, person.id, 0));
    }
    LAPWING_ASSIGN(const auto holders, core.registry.holders(strand.ix));
    for (const auto& id : holders) {
        LAPWING_ASSIGN(auto device, core.registry.device(id));
        if (device) LAPWING_TRY(core.setHolding(*device, strand.ix, 0));
    }
    return {};
}

Result<ErasedCase> eraseCase(HubCore& core, const CaseEntry& entry, const EraseAsk& ask,
                             Erasure& erasure)
{
    ErasedCase done;
    auto told = nlohmann::json::array();
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
    for (const auto& strand : strands) {
        // Before it is taken off: whose receipt is to come.
        LAPWING_ASSIGN(auto holders, holdersOf(core, strand, true));
        Erasure of{erasure.kind, ask.by, ask.basis, {}, {}, {}};
        LAPWING_ASSIGN(const auto values, redactIn(core, strand, all, of));
        LAPWING_TRY(dropOthers(core, strand.ix));
        LAPWING_TRY(takeOff(core, strand));
        LAPWING_ASSIGN(const auto after, core.strands.strand(strand.ix));
        done.values += values;
        told.push_back({{"strand", strand.id.hex()},
                        {"changes", of.changes.size()},
                        {"vector", after.vector.hex()}});
        std::ranges::move(holders, std::back_inserter(erasure.holders));
        erasure.copies.texts.merge(of.copies.texts);
    }
    erasure.copies.caseRef = entry.ref;
    LAPWING_ASSIGN(const auto notes, takeOutOfNotes(core, erasure.copies));
    LAPWING_TRY(store::SameWords(core.db).dropCase(Scope::ofCase(entry.id)));
    LAPWING_TRY(markErased(core, entry.id, ask));
    LAPWING_TRY(core.registry.dropCase(entry.id));
    erasure.what = {{"case", entry.ref},
                    {"values", done.values},
                    {"notes", notes},
                    {"strands", std::move(told)}};
    return done;
}

std::set<std::string> namesOf(const DisplayedRecord& form)
{
    using namespace schema::person;
    std::set<std::string> words;
    for (const auto* field : {&legalName.field, &surname.field, &aliases.field})
        for (const auto& [place, siblings] : form.registers())
            if (place.first == field->wire())
                for (const auto& s : siblings)
                    if (s.value.kind == ValueKind::Text)
                        for (auto& word : search::wordsOf(s.value.asText()))
                            if (word.size() > 2) words.insert(std::move(word));
    return words;
}

bool mentions(const DisplayedRecord& form, const std::set<std::string>& names)
{
    for (const auto& [place, siblings] : form.registers())
        for (const auto& s : siblings) {
            if (s.redacted || s.newer || s.value.kind != ValueKind::Text) continue;
            for (const auto& word : search::wordsOf(s.value.asText()))
                if (names.contains(word)) return true;
        }
    return false;
}

Result<ErasedCase> erasePerson(HubCore& core, const CaseEntry& entry, const RecordId& person,
                               Erasure& erasure)
{
    const auto scope = Scope::ofCase(entry.id);
    LAPWING_ASSIGN(const auto forms, displayedIn(core, scope));
    const auto own = std::ranges::find(forms, person, &DisplayedRecord::record);
    if (own == forms.end() || own->type() != schema::person::type.number)
        return fail(ErrorCode::NotFound, "The case has no person of that id. Nothing was changed. "
                                         "Copy the id from the person's record.");
    const auto names = namesOf(*own);
    std::set<RecordId> theirs{person};
    for (const auto& form : forms)
        if (belongsTo(form, person)) theirs.insert(form.record());
    ErasedCase done;
    done.records = theirs.size();
    for (const auto& form : forms)
        if (!theirs.contains(form.record()) && mentions(form, names))
            done.mentions.push_back(form.record().hex());
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOf(scope));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto values,
                       redactIn(
                           core, strand,
                           [&](const RecordId& of, const Op&) { return theirs.contains(of); },
                           erasure));
        done.values += values;
    }
    LAPWING_ASSIGN(const auto notes, takeOutOfNotes(core, erasure.copies));
    erasure.what = {{"case", entry.ref},
                    {"person", person.hex()},
                    {"records", done.records},
                    {"values", done.values},
                    {"notes", notes}};
    return done;
}
} // namespace

Result<void> createErasedTable(store::Database& database)
{
    return database.exec("CREATE TABLE IF NOT EXISTS erased_case(case_id BLOB PRIMARY KEY, person "
                         "BLOB NOT NULL, basis TEXT NOT NULL) WITHOUT ROWID");
}

Result<ErasedCase> erase(HubCore& core, const EraseAsk& ask)
{
    LAPWING_TRY(informationOfficer(core, ask.by));
    if (ask.basis.find_first_not_of(" \t\r\n") == std::string::npos ||
        ask.basis.size() > kWhyBytesMax)
        return fail(ErrorCode::Rejected, "Say on what basis, in up to 4 KB. Nothing was changed.");
    LAPWING_ASSIGN(const auto entry, caseWith(core, ask.caseRef));
    LAPWING_TRY(notHeld(core, entry.id));
    Erasure erasure{"erase", ask.by, ask.basis, {}, {}, {}};
    const auto person = RecordId::fromHex(ask.person);
    if (!ask.person.empty() && !person)
        return fail(ErrorCode::Rejected, "--person takes 16 hex digits. Nothing was changed. Copy "
                                         "the id from the person's record.");
    auto done =
        person ? erasePerson(core, entry, *person, erasure) : eraseCase(core, entry, ask, erasure);
    if (!done.ok()) return done;
    core.scrubDue = true;
    LAPWING_ASSIGN(done->id, noteErasure(core, erasure));
    return done;
}

Result<void> keepErased(HubCore& core, const store::Strand& strand)
{
    if (strand.caseId.isZero()) return {};
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT person, basis FROM erased_case WHERE "
                                               "case_id=?"));
    LAPWING_ASSIGN(const bool erased, select.bind(1, strand.caseId.view()).step());
    if (!erased) return {};
    Erasure erasure{"erase", PersonId::from(select.blob(0)), std::string(select.text(1)), {}, {},
                    {}};
    select.reset();
    LAPWING_TRY(redactIn(core, strand, all, erasure));
    return dropOthers(core, strand.ix);
}

} // namespace lapwing::hub
