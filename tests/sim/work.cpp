#include "shared/schema/validate.h"
#include "sync/log/bound_writes.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace lapwing::sim {

using test::fieldNamed;
using test::must;

namespace {
constexpr int kMayWrite = 2;
constexpr int kMayDecide = 4;
/// What can be edited, over every merge policy; of chronology and incident a new record is made.
struct Editable {
    std::string_view type, field;
};
constexpr Editable kEditable[] = {
    {"action", "text"},
    {"action", "outcome"},
    {"action", "status"},
    {"action", "kind"},
    {"contact_point", "value"},
    {"contact_point", "safe"},
    {"contact_point", "best_times"},
    {"contact_point", "note"},
    {"case", "title"},
    {"case", "risk_level"},
    {"incident", "text"},
    {"incident", "safety_text"},
    {"chronology", "text"},
    {"chronology", "safety_text"},
};
constexpr std::string_view kNewTypes[] = {"action", "contact_point", "incident", "chronology"};
constexpr std::size_t kFormsMax = 4;

Place placeOf(const FieldRead& read) { return {read.record(), read.field(), read.key()}; }

Written writtenOf(const FieldRead& read, const Value& value)
{
    Written w{placeOf(read), encodeValue(value), {}};
    for (const auto& s : read.shown()) w.displayed.insert(s.dot);
    return w;
}

Value someValue(const schema::Field& field, SeededRandom& dice, bool bulky)
{
    if (field.isSet()) return Value::integer(static_cast<std::int64_t>(dice.below(2)));
    if (field.vocabulary) {
        const auto words = field.vocabulary->codes;
        return Value::code(words[dice.below(words.size())].number);
    }
    std::string text = "v" + std::to_string(dice.below(50));
    const std::size_t size = bulky && dice.oneIn(2) ? field.limit - 8 : 0;
    while (text.size() < size) text += static_cast<char>('a' + dice.below(26));
    return Value::text(text);
}

Bytes someKey(const schema::Field& field, SeededRandom& dice)
{
    if (!field.isSet()) return {};
    wire::Writer w;
    w.varint(field.vocabulary->codes[dice.below(field.vocabulary->codes.size())].number);
    return w.take();
}

/// What the engine must add of itself to a save: what it says of the fields bound to a subject.
void expectBound(const DisplayedRecord& form, const std::vector<FieldWrite>& asked,
                 std::vector<Written>& expected)
{
    auto whole = asked;
    addUnsaid(form, whole);
    for (std::size_t i = asked.size(); i < whole.size(); ++i)
        expected.push_back(writtenOf(whole[i].read, whole[i].value));
}

/// What somebody who writes this on that form can mean by "safe": the number that they write with
/// it, else those that the form displayed.
std::set<Bytes> numbersMeant(const DisplayedRecord& form, const std::vector<Written>& writes)
{
    const auto value = fieldNamed("contact_point", "value").wire();
    std::set<Bytes> numbers;
    for (const auto& w : writes)
        if (std::get<1>(w.place) == value) numbers.insert(w.value);
    if (!numbers.empty()) return numbers;
    const auto read = form.read(value);
    for (const auto& s : read.shown()) numbers.insert(encodeValue(s.value));
    return numbers;
}

/// What the signed change says it supersedes, in its own words.
std::optional<std::set<SeenDot>> signedAs(const Change& change, const Place& place)
{
    const auto& e = change.envelope;
    for (const auto& op : e.ops) {
        if (Place{e.records[op.record], op.field, op.key} != place) continue;
        std::set<SeenDot> dots;
        for (const auto& sup : op.supersedes)
            dots.insert({sup.chain == 0 ? change.actor : e.deps[sup.chain - 1].actor, sup.ctr});
        return dots;
    }
    return std::nullopt;
}
} // namespace

void World::display(Node& node)
{
    auto& replica = *node.tablet.replica;
    if (node.forms.size() >= kFormsMax) node.forms.erase(node.forms.begin());
    const auto cases = must(replica.lists().cases());
    if (cases.empty()) return;
    const auto& chosen = cases[m_dice.below(cases.size())];
    const auto rows = must(replica.lists().recordsOf(chosen.id));
    const auto& row = rows[m_dice.below(rows.size())];
    auto form = replica.display(row.key);
    if (!fine(form, "I2", "a listed record opens")) return;
    node.forms.push_back({std::move(*form), chosen.id});
    count("forms opened");
}

void World::saveForm(Node& node)
{
    if (node.forms.empty()) return;
    const auto at = m_dice.below(node.forms.size());
    const auto open = node.forms[at];
    // The same form is at times saved again, still showing what it showed.
    if (!m_dice.oneIn(5)) node.forms.erase(node.forms.begin() + static_cast<std::ptrdiff_t>(at));
    const auto* type = schema::findType(open.form.type());
    std::vector<FieldWrite> writes;
    std::vector<Written> expected;
    for (const auto& [typeName, fieldName] : kEditable) {
        if (!type || type->name != typeName || !m_dice.oneIn(2)) continue;
        const auto& field = fieldNamed(typeName, fieldName);
        const auto read = open.form.read(field.wire(), someKey(field, m_dice));
        const auto value = once(someValue(field, m_dice, m_bulky));
        writes.push_back({read, value, "as it was told"});
        expected.push_back(writtenOf(read, value));
    }
    if (writes.empty()) return;
    expectBound(open.form, writes, expected);
    if (saved(node, open.caseId, open.form, expected,
              [&] { return node.tablet.replica->save(open.form, open.caseId, writes); }))
        count("saves");
}

void World::addRecord(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto cases = must(replica.lists().cases());
    if (cases.empty()) return;
    const auto& chosen = cases[m_dice.below(cases.size())];
    const auto* type = schema::findType(kNewTypes[m_dice.below(std::size(kNewTypes))]);
    const auto form = must(replica.newRecord(type->number));
    std::vector<FieldWrite> writes;
    const auto life = form.read(schema::lifeField(type->home));
    std::vector<Written> expected{writtenOf(life, Value::code(type->number))};
    for (const auto& [typeName, fieldName] : kEditable) {
        const auto& field = fieldNamed(typeName, fieldName);
        if (type->name != typeName || (!(field.flags & schema::kRequired) && m_dice.oneIn(2)))
            continue;
        const auto read = form.read(field.wire(), someKey(field, m_dice));
        const auto value = once(someValue(field, m_dice, m_bulky));
        writes.push_back({read, value, {}});
        expected.push_back(writtenOf(read, value));
    }
    expectBound(form, writes, expected);
    if (saved(node, chosen.id, form, expected,
              [&] { return replica.save(form, chosen.id, writes); }))
        count("records added");
}

void World::retire(Node& node)
{
    if (node.forms.empty()) return;
    const auto open = node.forms[m_dice.below(node.forms.size())];
    const auto* type = schema::findType(open.form.type());
    if (!type || type->name == "case") return;
    std::set<schema::Compartment> parts{type->home};
    for (const auto& [where, siblings] : open.form.registers())
        parts.insert(schema::compartmentOf(where.first));
    std::vector<Written> expected;
    std::vector<std::pair<StrandId, SeenDot>> places;
    const auto isHere = [&](auto part) { return nextDot(node, open.caseId, part).has_value(); };
    if (!std::ranges::all_of(parts, isHere)) return;
    for (const auto part : parts) {
        // Where its person may no longer write, the record stays in sight.
        if (part != type->home && !mayChange(node, open.caseId, part, kMayWrite)) continue;
        const auto place = nextDot(node, open.caseId, part);
        places.push_back(*place);
        expected.push_back(writtenOf(open.form.read(schema::lifeField(part)),
                                     retiredValue(open.form.registers(), part)));
        auto& seen = m_removals[*place];
        for (const auto& [where, siblings] : open.form.registers())
            for (const auto& s : siblings)
                if (schema::compartmentOf(where.first) == part) seen.emplace(part, s.dot);
    }
    if (saved(node, open.caseId, open.form, expected,
              [&] { return node.tablet.replica->retire(open.form, "entered twice"); }))
        count("retirements");
    for (const auto& place : places)
        if (!m_model.find(place.first, place.second)) m_removals.erase(place);
}

void World::decide(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto checks = must(replica.conflicts().first());
    if (checks.empty()) return;
    const auto& chosen = checks[m_dice.below(checks.size())];
    const auto form = must(replica.display(chosen.record));
    const auto read = form.read(chosen.field, chosen.key);
    const bool isLife = chosen.field / 8 == 0;
    auto sides = chosen.siblings;
    std::erase_if(sides, &SiblingView::redacted);
    if (sides.empty()) return;
    auto value = sides[m_dice.below(sides.size())].value;
    if (isLife) value = Value::code(form.type());
    std::vector<Written> expected{writtenOf(read, value)};
    // It stays in every part that somebody removed.
    for (const auto& [where, siblings] : form.registers()) {
        const bool removed = std::ranges::any_of(
            siblings, [](const SiblingView& s) { return s.value.kind == ValueKind::Retired; });
        const auto part = schema::compartmentOf(where.first);
        if (isLife && where.first / 8 == 0 && where.first != chosen.field && removed &&
            mayChange(node, chosen.record.scope.caseId(), part, kMayWrite | kMayDecide))
            expected.push_back(writtenOf(form.read(where.first), value));
    }
    std::vector<FieldWrite> whole{{read, value, {}}};
    addDecided(form, whole);
    for (std::size_t i = 1; i < whole.size(); ++i)
        expected.push_back(writtenOf(whole[i].read, whole[i].value));
    const auto place =
        nextDot(node, chosen.record.scope.caseId(), schema::compartmentOf(chosen.field));
    if (!place) return;
    m_decisions.push_back(
        {place->first, place->second, expected.front().place, expected.front().displayed});
    leaveOutLost(node, place->first, m_decisions.back().settled);
    if (saved(node, chosen.record.scope.caseId(), form, expected,
              [&] { return replica.decideConflict(chosen.id, value, "rang and asked"); }))
        count("decisions");
    else if (!m_model.find(place->first, place->second))
        m_decisions.pop_back();
}

/// Where this tablet's next change in a part of a case will stand.
std::optional<std::pair<StrandId, SeenDot>> World::nextDot(Node& node, const CaseId& caseId,
                                                           schema::Compartment part)
{
    auto& replica = *node.tablet.replica;
    const auto author = replica.author().actor;
    for (const auto& strand : must(replica.strands().strandsOfCase(caseId)))
        if (strand.compartment == part)
            return std::pair(
                strand.id,
                SeenDot{author, must(replica.log().chainOf(strand, author)).heldCtr + 1});
    return std::nullopt;
}

bool World::mayChange(Node& node, const CaseId& caseId, schema::Compartment part, int bits)
{
    const auto at = nextDot(node, caseId, part);
    return at && (must(node.tablet.replica->strands().findStrand(at->first))->rights & bits) != 0;
}

/// What a form displayed and its tablet no longer holds, as the hub lost it, is not written on.
void World::leaveOutLost(Node& node, const StrandId& id, std::set<SeenDot>& displayed)
{
    auto& strands = node.tablet.replica->strands();
    const auto strand = *must(strands.findStrand(id));
    std::erase_if(displayed, [&](const SeenDot& dot) {
        return m_everLost[id].contains(dot) &&
               must(node.tablet.replica->log().chainOf(strand, dot.actor)).heldCtr < dot.ctr;
    });
}

/// One save through the engine, with a death now and then, and told to the model if it holds.
bool World::saved(Node& node, const CaseId& caseId, const DisplayedRecord& form,
                  const std::vector<Written>& writes, const Call& call)
{
    std::map<StrandId, Save> made;
    const auto about = numbersMeant(form, writes);
    for (const auto& w : writes) {
        const auto at = nextDot(node, caseId, schema::compartmentOf(std::get<1>(w.place)));
        if (!at) continue;
        auto& save = made[at->first];
        save.dot = at->second;
        save.writes.push_back(w);
        leaveOutLost(node, at->first, save.writes.back().displayed);
    }
    if (m_dice.oneIn(12))
        node.keeper.when = CrashKeeper::When::Before;
    else if (m_dice.oneIn(12))
        node.keeper.when = CrashKeeper::When::After;
    const bool before = node.keeper.when == CrashKeeper::When::Before;
    const auto was = snapshot(node.tablet.db);
    const auto answer = call();
    node.keeper.when = CrashKeeper::When::Never;
    const bool died = node.keeper.died();
    if (died) {
        note(before ? "dies before a save's commit" : "dies after a save's commit");
        count("crashes of a tablet");
        reopen(node);
    }
    if (!answer.ok() && !(died && !before)) {
        if (snapshot(node.tablet.db) != was)
            broke("I22", "a save that failed left something behind");
        if (!died && answer.error().code != ErrorCode::Rejected &&
            answer.error().code != ErrorCode::NotFound)
            broke("I2", "a save failed: " + answer.error().detail + answer.error().text());
        if (!died) count("refused saves");
        return false;
    }
    for (const auto& [id, save] : made) m_about[{id, save.dot}] = about;
    record(node, made);
    checkNode(node);
    return !m_failure;
}

void World::record(Node& node, const std::map<StrandId, Save>& made)
{
    auto& strands = node.tablet.replica->strands();
    for (auto [id, save] : made) {
        const auto strand = must(strands.findStrand(id));
        const auto rows =
            must(node.tablet.replica->log().ofChain(strand->ix, save.dot.actor, save.dot.ctr));
        if (rows.size() != 1 || rows.front().ctr != save.dot.ctr)
            return broke("I22", "a save is only partly there");
        const auto change =
            must(openChange(id, save.dot.actor, save.dot.ctr, Hash{}, rows.front().encoded));
        for (const auto& dep : change.envelope.deps) save.deps.push_back({dep.actor, dep.ctr});
        for (const auto& w : save.writes) {
            const auto told = signedAs(change, w.place);
            if (!told) return broke("I2", "a save left out a field");
            if (!std::ranges::includes(w.displayed, *told))
                return broke("I3", "a save supersedes what its form did not show");
        }
        if (m_model.find(id, save.dot))
            return broke("I7", "a second change in the place of one that was made before");
        note("saves " + save.dot.actor.hex().substr(0, 6) + ":" + std::to_string(save.dot.ctr) +
             " in " + id.hex().substr(0, 6));
        m_model.put(id, save);
        node.unsent.emplace_back(id, save.dot);
    }
}

} // namespace lapwing::sim
