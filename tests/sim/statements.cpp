#include "shared/schema/attestation_fields.h"
#include "shared/schema/statement_fields.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace lapwing::sim {

using test::must;
namespace attestation = schema::attestation;
namespace statement = schema::statement;

namespace {
Written writtenIn(const FieldRead& read, const Value& value)
{
    Written w{{read.record(), read.field(), read.key()}, encodeValue(value), {}};
    for (const auto& s : read.shown()) w.displayed.insert(s.dot);
    return w;
}
} // namespace

/// A statement, or an acknowledgement, about something in a case.
void World::sayWords(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto cases = must(replica.lists().cases());
    if (cases.empty()) return;
    const auto& chosen = cases[m_dice.below(cases.size())];
    const auto rows = must(replica.lists().recordsOf(chosen.id));
    const auto about = Value::ref(rows[m_dice.below(rows.size())].key.id);
    const bool says = !m_dice.oneIn(3);
    const auto& type = says ? statement::type : attestation::type;
    const auto form = must(replica.newRecord(type.number));
    const auto text = Value::text("said " + std::to_string(m_dice.below(50)));
    std::vector<FieldWrite> writes;
    const auto put = [&](const auto& field, const Value& value) {
        writes.push_back({form.read(field.wire()), value, {}});
    };
    if (says) {
        put(statement::about, about);
        put(statement::kind, schema::valueOf(statement::Kind::View));
        put(statement::text, text);
    } else {
        put(attestation::about, about);
        put(attestation::meaning, schema::valueOf(attestation::Meaning::Signed));
        put(attestation::digest, Value::text(std::string(32, 'a')));
    }
    std::vector<Written> expected{
        writtenIn(form.read(schema::lifeField(type.home)), Value::code(type.number))};
    for (const auto& w : writes) expected.push_back(writtenIn(w.read, w.value));
    const auto place = nextDot(node, chosen.id, type.home);
    if (!place) return;
    if (says) m_words[form.record()] = {place->second, encodeValue(text)};
    if (saved(node, chosen.id, form, expected,
              [&] { return replica.save(form, chosen.id, writes); }))
        count(says ? "statements" : "attestations");
    else if (!m_model.find(place->first, place->second))
        m_words.erase(form.record());
}

/// A program that asks no law writes into a statement that is made.
void World::forge(Node& node)
{
    auto& replica = *node.tablet.replica;
    const auto cases = must(replica.lists().cases());
    if (cases.empty()) return;
    const auto& caseId = cases[m_dice.below(cases.size())].id;
    auto rows = must(replica.lists().recordsOf(caseId));
    std::erase_if(rows, [](const auto& row) { return row.type != statement::type.number; });
    if (rows.empty()) return;
    const auto form = replica.display(rows[m_dice.below(rows.size())].key);
    if (!fine(form, "I2", "a listed record opens")) return;
    const auto place = nextDot(node, caseId, statement::type.home);
    if (place) m_forged.insert(*place);
    const FieldWrite write{form->readBeside(statement::text.wire()), Value::text("forged"), {}};
    if (saved(node, caseId, *form, {writtenIn(write.read, write.value)},
              [&] { return replica.save(*form, caseId, {write}); }))
        count("forged statements");
}

/// What a statement says is what its maker signed, but for a forgery on the forger's own tablet.
void World::checkWords(Node& node, const RecordId& record, const std::map<SeenDot, Bytes>& shown)
{
    const auto said = m_words.find(record);
    if (said == m_words.end()) return broke("P-S1", "a statement that nobody made");
    const auto& [by, text] = said->second;
    for (const auto& [dot, bytes] : shown) {
        const bool isOwnForgery = dot.actor == node.tablet.replica->author().actor && dot != by;
        if (isOwnForgery || bytes == kTakenOut) continue;
        if (dot != by || bytes != text)
            return broke("P-S1", "a statement says what its maker did not sign");
    }
}

} // namespace lapwing::sim
