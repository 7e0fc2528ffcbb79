// What the office takes out for good: nobody holds it, chains still verify (I19).
#include "server-stub/service/redact.h"
#include "sync/log/redaction.h"
#include "tests/sim/world.h"
#include "tests/support/chain_fault.h"

#include <algorithm>

namespace lapwing::sim {

using test::must;

namespace {
/// In these histories an officer takes content out. Those that once went wrong are none of them.
constexpr std::uint64_t kEach = 13;
constexpr std::uint64_t kAt[] = {2, 6, 7};

/// All that the rows of a store hold, copies that stand for backups left out.
std::string rowsOf(store::Database& db)
{
    std::vector<std::string> tables;
    auto names = must(db.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT "
                                 "LIKE 'sqlite_%' AND name NOT LIKE 'kept_%'"));
    while (must(names.step())) tables.emplace_back(names.text(0));
    std::string all;
    for (const auto& table : tables) {
        std::vector<std::string> columns;
        auto of = must(db.prepare("SELECT name FROM pragma_table_info('" + table + "')"));
        while (must(of.step())) columns.emplace_back(of.text(0));
        for (const auto& column : columns) {
            auto rows = must(db.prepare("SELECT CAST(\"" + column + "\" AS BLOB) FROM \"" + table +
                                        "\" WHERE typeof(\"" + column + "\") IN ('text','blob')"));
            while (must(rows.step())) all += textOf(rows.blob(0));
        }
    }
    return all;
}
} // namespace

bool World::hasRedactions() const
{
    return std::ranges::find(kAt, m_plan.seed % kEach) != std::end(kAt);
}

/// Each text of such a history is written once, so that it can be looked for.
Value World::once(Value value)
{
    if (!m_officer || value.kind != ValueKind::Text) return value;
    const std::string mark = " #" + std::to_string(++m_texts) + "#";
    auto text = std::string(value.asText());
    const std::size_t longest = 450; // of what a line holds, the mark fits
    if (text.size() + mark.size() > longest) text.resize(longest - mark.size());
    return Value::text(text + mark);
}

/// A whole record, or one field of it, with all its versions.
void World::redactSome()
{
    if (m_frozen) return;
    learnHub();
    const auto& caseId = m_cases[m_dice.below(m_cases.size())];
    std::vector<std::pair<RecordId, const schema::RecordType*>> records;
    for (const auto& strand : must(m_hub.core.strands.strandsOfCase(caseId)))
        for (const auto& row : must(m_hub.core.registers.shownRecords(strand.ix))) {
            const auto* type = schema::findType(row.type);
            if (type && type->name != "case" && !row.id.isZero())
                records.emplace_back(row.id, type);
        }
    if (records.empty()) return;
    const auto& [record, type] = records[m_dice.below(records.size())];
    std::string field;
    if (m_dice.oneIn(2)) field = type->fields[m_dice.below(type->fields.size())].name;
    auto transaction = must(store::Transaction::begin(m_hub.db));
    const auto done =
        hub::redact(m_hub.core, {record.hex(), {}, field, *m_officer, "Art. 17, as asked"});
    if (!done.ok()) {
        m_hub.core.idle.clear();
        if (done.error().code != ErrorCode::NotFound)
            broke("I19", "a redaction failed: " + done.error().text());
        return;
    }
    must(transaction.commit());
    note("the office takes out " + record.hex() + " " + field);
    count("redactions");
    learnHub();
}

void World::learnRedactions(const StrandId& strand, const Change& change)
{
    const SeenDot by{change.actor, change.ctr};
    for (const auto& told : redactionsIn(change))
        for (const auto& op : told.ops)
            m_gone[{strand, told.change}].push_back({by, {op.record, op.field, op.key}, op.op});
}

/// Whether it must be gone for who holds these changes; nothing where it may not be.
std::optional<bool> World::isGone(const StrandId& strand, const SeenDot& dot, const Place& place,
                                  const Model::Holds& holds) const
{
    const auto at = m_gone.find({strand, dot});
    if (at == m_gone.end()) return std::nullopt;
    std::optional<bool> gone;
    for (const auto& word : at->second)
        if (word.place == place) gone = gone.value_or(false) || holds(word.by);
    return gone;
}

/// Every chain from its start, or from where its content is held.
void World::checkChains(store::Database& database)
{
    store::ChangeLog log(database);
    for (const auto& strand : must(store::Strands(database).strands()))
        for (const auto& chain : must(log.chains(strand.ix))) {
            const auto author = must(m_hub.core.registry.actor(chain.actor));
            const auto holdsGone = [&](const store::StoredChange& stored, const Change& change) {
                const auto gone = m_gone.find({strand.id, {chain.actor, stored.ctr}});
                if (gone == m_gone.end()) return std::string();
                for (const auto& word : gone->second)
                    if (word.op < change.payloads.size() && !change.payloads[word.op].empty() &&
                        m_fate[strand.id].contains(word.by))
                        return std::string("a log holds what was taken out");
                return std::string();
            };
            const auto fault = test::chainFault(
                log, strand, chain.actor, author ? &author->certificate.key : nullptr, holdsGone);
            if (!fault.empty()) return broke("I19", fault);
        }
}

/// Somebody decided for it, or saved a form that shows it, before they heard: that is a change of
/// its own, which the office sees.
bool World::isWrittenElsewhere(const Bytes& value) const
{
    for (const auto& [id, fates] : m_fate)
        for (const auto& [dot, save] : m_model.saves(id))
            for (const auto& w : save.writes) {
                if (w.value != value) continue;
                const auto gone = isGone(id, dot, w.place, [&](const SeenDot& by) {
                    return m_fate.at(id).contains(by);
                });
                if (!gone.value_or(false)) return true;
            }
    return false;
}

void World::checkGone()
{
    if (!m_officer) return;
    std::vector<store::Database*> stores{&m_hub.core.db};
    for (auto& node : m_nodes) {
        // A part that is taken off a tablet, and cannot go yet, is told nothing any more.
        const auto strands = must(node->tablet.replica->strands().strands());
        if (std::ranges::find(strands, 0, &store::Strand::rights) == strands.end())
            stores.push_back(&node->tablet.replica->database());
        else
            count("tablets that cannot give back yet");
    }
    for (auto* database : stores) {
        checkChains(*database);
        if (m_failure) return;
        const auto rows = rowsOf(*database);
        for (const auto& [of, words] : m_gone)
            for (const auto& word : words) {
                const auto* save = m_model.find(of.first, of.second);
                if (!save || !m_fate[of.first].contains(word.by)) continue;
                for (const auto& w : save->writes) {
                    const auto value = decodeValue(w.value);
                    if (w.place != word.place || !value.ok() || value->kind != ValueKind::Text ||
                        !value->asText().ends_with('#') || isWrittenElsewhere(w.value))
                        continue;
                    if (rows.find(value->asText()) != std::string::npos)
                        return broke("I19", (database == stores.front() ? "the hub" : "a tablet") +
                                                std::string(" holds a text that was taken out"));
                    count("texts found nowhere");
                }
            }
    }
}

} // namespace lapwing::sim
