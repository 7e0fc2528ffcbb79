#include "server-stub/service/moved_content.h"

#include "server-stub/service/belongings.h"
#include "server-stub/service/erasure_log.h"
#include "server-stub/service/other_history.h"
#include "shared/base/civil.h"
#include "shared/domain/may_write.h"
#include "shared/schema/case_fields.h"
#include "sync/log/merge.h"
#include "sync/os/home_time.h"
#include "sync/store/same_words.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
using Forms = std::vector<DisplayedRecord>;
using Ids = std::map<RecordId, RecordId>; ///< of the wrong case, of the right one

Error no(std::string what, std::string advice)
{
    return fail(ErrorCode::Rejected, what + " Nothing was moved. " + advice);
}

bool isRead(const SiblingView& s) { return !s.redacted; }

/// Without what was taken out before.
std::vector<SiblingView> readable(const std::vector<SiblingView>& siblings)
{
    std::vector<SiblingView> found;
    std::ranges::copy_if(siblings, std::back_inserter(found), isRead);
    return found;
}

bool isMember(const std::vector<SiblingView>& siblings)
{
    return std::ranges::any_of(siblings,
                               [](const SiblingView& s) { return s.value == Value::integer(1); });
}

/// Every record that some version of the form names.
std::set<RecordId> namedIn(const DisplayedRecord& form)
{
    std::set<RecordId> named;
    for (const auto& [place, siblings] : form.registers()) {
        const auto* field = schema::findField(place.first).field;
        if (!field || field->kind != ValueKind::Ref) continue;
        const auto read = readable(siblings);
        if (field->isSet() && isMember(read)) named.insert(RecordId::from(place.second));
        for (const auto& s : read)
            if (s.value.kind == ValueKind::Ref) named.insert(s.value.asRef());
    }
    return named;
}

Life lifeIn(const DisplayedRecord& form)
{
    const auto* type = schema::findType(form.type());
    return lifeOf(form.registers(), type && schema::isKeptUntilConfirmed(*type));
}

/// The record, what belongs to it, what belongs to those.
std::set<RecordId> goingWith(const Forms& forms, const RecordId& record)
{
    std::set<RecordId> going{record};
    for (std::size_t before = 0; before != going.size();) {
        before = going.size();
        for (const auto& form : forms)
            for (const auto& id : std::set(going))
                if (belongsTo(form, id)) going.insert(form.record());
    }
    return going;
}

Result<void> askType(const DisplayedRecord& form)
{
    const auto* type = schema::findType(form.type());
    if (!type)
        return no("A newer version of the program wrote record " + form.record().hex() + ".",
                  "Update the hub first.");
    if (type->number == schema::casefile::type.number)
        return no("The case's own record stays with its case.",
                  "Name a record that was written in it.");
    if (domain::isOwnWords(*type))
        return no("It is somebody's own word, which they signed in this case.",
                  "Ask them to say it in the right case; the information governance officer can "
                  "redact it here.");
    return {};
}

Result<void> askLife(const DisplayedRecord& form)
{
    if (lifeIn(form) == Life::Live) return {};
    return no("Record " + form.record().hex() + " was removed, or is to be.",
              "Restore it or decide about its removal first.");
}

/// What was signed for is signed where it stands.
Result<void> askOwnWords(HubCore& core, const Forms& forms, const Scope& scope,
                         const std::set<RecordId>& going)
{
    const auto isNamed = [&](const RecordId& id) { return going.contains(id); };
    for (const auto& form : forms) {
        const auto* type = schema::findType(form.type());
        if (!type || !domain::isOwnWords(*type) || lifeIn(form) == Life::Retired) continue;
        if (std::ranges::any_of(namedIn(form), isNamed))
            return no("Somebody signed for it, or said something of it, in this case: " +
                          std::string(type->name) + " " + form.record().hex() + ".",
                      "What was signed stays where it was signed: it is written again in the "
                      "right case by who was there, and redacted here.");
    }
    LAPWING_ASSIGN(auto rows, store::SameWords(core.db).all());
    for (const auto& word : store::standingOf(std::move(rows)))
        for (const auto& key : {word.one, word.other})
            if (key.scope == scope && going.contains(key.id))
                return no("Somebody said whether they are the same person as another one.",
                          "It is to be taken back first, and can be said again there.");
    return {};
}

/// A word that waits, or that came from a vault put back from a copy, would be lost.
Result<void> askWaiting(HubCore& core, const Scope& scope, const std::set<RecordId>& going)
{
    LAPWING_ASSIGN(auto waiting, core.log.inState(Verdict::Quarantined));
    LAPWING_ASSIGN(const auto kept, others(core));
    for (const auto& [strand, stored] : kept) waiting.push_back({strand, stored});
    for (const auto& [ix, stored] : waiting) {
        LAPWING_ASSIGN(const auto strand, core.strands.strand(ix));
        if (scopeOf(strand) != scope) continue;
        LAPWING_ASSIGN(const auto change,
                       openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
        for (const auto& record : change.envelope.records)
            if (going.contains(record))
                return no("Work on record " + record.hex() + " waits in quarantine.",
                          "Adopt or reject it first: `quarantine list` shows it.");
    }
    return {};
}

Result<void> askRegister(const DisplayedRecord& form, const DisplayedRecord::Place& place,
                         const std::vector<SiblingView>& siblings)
{
    const auto* field = schema::findField(place.first).field;
    if (!field || std::ranges::any_of(siblings, &SiblingView::newer))
        return no("A newer version of the program wrote a part of record " + form.record().hex() +
                      ".",
                  "Update the hub first.");
    const bool isLate =
        std::ranges::any_of(siblings, [](const auto& s) { return s.late.has_value(); });
    if (!isLate && (field->isSet() || !readRegister(*field, siblings).conflict)) return {};
    return fail(ErrorCode::Conflict, "Versions of " + std::string(field->name) +
                                         " stand side by side in record " + form.record().hex() +
                                         ". Nothing was moved. Decide which one holds first, "
                                         "under Check needed.");
}

/// Who wrote it first is told in the reason of each value: the change itself is the office's.
class Copying {
public:
    Copying(HubCore& core, const MoveWay& way, const Ids& ids, MovedContent& to)
        : m_core(core), m_way(way), m_ids(ids), m_to(to)
    {
    }
    Result<void> copy(const DisplayedRecord& form, bool isNew);

private:
    Result<void> copyRegister(const DisplayedRecord::Place& place,
                              const std::vector<SiblingView>& siblings);
    Result<void> copyMember(const schema::Field& field, const Bytes& key,
                            const std::vector<SiblingView>& siblings);
    Result<void> put(std::size_t version, const schema::Field& field, const Value& value,
                     const SiblingView& said, const Bytes& key = {});
    /// The record under its new id, or as it is in the directory; nothing when it stays behind.
    Result<std::optional<RecordId>> renamed(const schema::Field& field, const RecordId& named);
    Result<std::string> whyOf(const SiblingView& said);

    HubCore& m_core;
    const MoveWay& m_way;
    const Ids& m_ids;
    MovedContent& m_to;
    MovedRecord m_record;
};

std::string timeText(std::uint64_t ms)
{
    if (ms > static_cast<std::uint64_t>(kInstantMax)) return "an unknown day";
    const auto utc = static_cast<std::int64_t>(ms);
    const auto local = formatInstant(utc + std::int64_t{homeOffsetS(utc)} * 1000);
    return local.substr(0, 10) + " at " + local.substr(11, 5);
}

Result<std::string> Copying::whyOf(const SiblingView& said)
{
    LAPWING_ASSIGN(const auto actor, m_core.registry.actor(said.dot.actor));
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(actor ? actor->staff : PersonId{}));
    if (staff) m_record.authors.insert(staff->id);
    auto text = "Written by " + (staff ? staff->name : std::string("the office")) + " on " +
                timeText(said.claimedMs) + ". Moved here from another case by " + m_way.by.name +
                ": " + m_way.why;
    if (!said.why.empty()) text += "\n" + said.why;
    if (text.size() > kWhyBytesMax)
        return no("A reason in it is too long to go with who wrote it.",
                  "Give a shorter reason for the move.");
    return text;
}

Result<std::optional<RecordId>> Copying::renamed(const schema::Field& field, const RecordId& named)
{
    const auto at = m_ids.find(named);
    if (at != m_ids.end()) return std::optional(at->second);
    const auto* target = schema::findType(field.target);
    if (target && schema::isOfDirectory(*target)) return std::optional(named);
    const bool isOfPanel = target && target->home == schema::Compartment::Panel;
    if (isOfPanel && m_way.from.panel == m_way.to.panel) return std::optional(named);
    if ((field.flags & schema::kRequired) != 0)
        return no("Record " + m_record.from.hex() + " belongs to record " + named.hex() +
                      ", which does not go with it.",
                  "Move that one, or remove this one first.");
    m_to.leftOut.push_back({m_record.to, std::string(field.name), named});
    return std::optional<RecordId>{};
}

Result<void> Copying::put(std::size_t version, const schema::Field& field, const Value& value,
                          const SiblingView& said, const Bytes& key)
{
    auto write = newValue(m_record.to, field.wire(), value);
    write.key = key;
    LAPWING_ASSIGN(write.payload.why, whyOf(said));
    if (m_record.versions.size() <= version) m_record.versions.resize(version + 1);
    m_record.versions[version].push_back(std::move(write));
    ++m_to.values;
    return {};
}

Result<void> Copying::copyMember(const schema::Field& field, const Bytes& key,
                                 const std::vector<SiblingView>& siblings)
{
    if (!isMember(siblings)) return {};
    const auto said = *std::ranges::find(siblings, Value::integer(1), &SiblingView::value);
    if (field.kind != ValueKind::Ref) return put(0, field, said.value, said, key);
    LAPWING_ASSIGN(const auto to, renamed(field, RecordId::from(key)));
    if (!to) return {};
    return put(0, field, said.value, said, Bytes(to->view().begin(), to->view().end()));
}

Result<void> Copying::copyRegister(const DisplayedRecord::Place& place,
                                   const std::vector<SiblingView>& siblings)
{
    const auto& field = *schema::findField(place.first).field;
    if (field.isSet()) return copyMember(field, place.second, siblings);
    auto reading = readRegister(field, siblings);
    if (reading.value)
        std::erase_if(reading.distinct,
                      [&](const SiblingView& s) { return s.value != *reading.value; });
    std::size_t version = 0;
    for (const auto& said : reading.distinct) {
        auto value = said.value;
        if (value.kind == ValueKind::Cleared) continue;
        if (value.kind == ValueKind::Ref) {
            LAPWING_ASSIGN(const auto to, renamed(field, value.asRef()));
            if (!to) continue;
            value = Value::ref(*to);
        }
        LAPWING_TRY(put(version++, field, value, said));
    }
    return {};
}

Result<void> Copying::copy(const DisplayedRecord& form, bool isNew)
{
    m_record = {form.record(), m_ids.at(form.record()), schema::findType(form.type()), {{}}, {}};
    LAPWING_ASSIGN(const auto before, movedAuthors(m_core, form.record()));
    m_record.authors.insert(before.begin(), before.end());
    for (const auto& [place, all] : form.registers()) {
        const auto siblings = readable(all);
        if (siblings.empty()) continue;
        if (place.first / 8 == 0) {
            if (!isNew || place.first != schema::lifeField(m_record.type->home)) continue;
            auto life = newValue(m_record.to, place.first, Value::code(m_record.type->number));
            LAPWING_ASSIGN(life.payload.why, whyOf(siblings.front()));
            m_record.versions.front().insert(m_record.versions.front().begin(), std::move(life));
            continue;
        }
        LAPWING_TRY(askRegister(form, place, siblings));
        LAPWING_TRY(copyRegister(place, siblings));
    }
    m_to.records.push_back(std::move(m_record));
    return {};
}
} // namespace

Result<MovedContent> contentToMove(HubCore& core, const MoveWay& way, const RecordId& record,
                                   const Ids& before)
{
    const auto scope = Scope::ofCase(way.from.id);
    LAPWING_ASSIGN(const auto forms, displayedIn(core, scope));
    const auto going = goingWith(forms, record);
    LAPWING_TRY(askWaiting(core, scope, going));
    LAPWING_TRY(askOwnWords(core, forms, scope, going));
    MovedContent content;
    Ids ids;
    for (const auto& id : going) {
        const auto at = before.find(id);
        LAPWING_ASSIGN(const auto fresh, core.random.id<RecordId>());
        ids.emplace(id, at == before.end() ? fresh : at->second);
    }
    Copying copying(core, way, ids, content);
    for (const auto& form : forms) {
        if (!going.contains(form.record())) {
            const auto isGoing = [&](const RecordId& id) { return going.contains(id); };
            if (lifeIn(form) != Life::Retired && std::ranges::any_of(namedIn(form), isGoing))
                content.stillNamedIn.push_back(form.record());
            continue;
        }
        LAPWING_TRY(askType(form));
        LAPWING_TRY(askLife(form));
        LAPWING_TRY(copying.copy(form, !before.contains(form.record())));
    }
    return content;
}

} // namespace lapwing::hub
