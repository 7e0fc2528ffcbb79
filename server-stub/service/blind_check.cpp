#include "server-stub/service/blind_check.h"

#include "shared/access/rights.h"
#include "shared/crypto/hash.h"
#include "shared/domain/person.h"
#include "shared/schema/person_fields.h"
#include "sync/log/merge.h"
#include "sync/store/same_words.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
namespace person = schema::person;
constexpr std::uint64_t kDayMs = 24ull * 60 * 60 * 1000;
constexpr std::string_view kFilled = "clues_filled"; ///< the setting: each case was once due
constexpr std::size_t kPeopleMax = 4096;             ///< of a case; of more none is compared

ClueName nameOf(char kind, std::string_view text, std::int64_t number)
{
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(kind));
    w.u64(static_cast<std::uint64_t>(number));
    w.bytes(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    return ClueName::from(crypto::hash16("lapwing.clue.1", w.view()).view());
}

/// What isSamePerson() goes by, and which part of a case tells it. Contacts and addresses are no
/// clue here: where somebody is to be found is not guessed at.
std::set<ToldClue> cluesIn(const rules::PersonFacts& facts)
{
    std::set<ToldClue> clues;
    for (const auto& name : facts.names)
        for (const auto birth : facts.births)
            clues.insert({nameOf('b', name, birth), person::type.home});
    for (const auto& [identifier, number] : facts.identifiers) {
        if (identifier == rules::Identifier::Nhs)
            clues.insert({nameOf('n', number, 0), person::nhsNo.field.compartment});
        if (identifier == rules::Identifier::Pnc)
            clues.insert({nameOf('p', number, 0), person::pncId.field.compartment});
    }
    return clues;
}

bool tellsWho(const schema::Field& field)
{
    return person::legalName.names(field) || person::aliases.names(field) ||
           person::dob.names(field) || person::otherDobs.names(field) ||
           person::nhsNo.names(field) || person::pncId.names(field);
}
} // namespace

/// A person record: what tells who they are, and who wrote that.
struct BlindCheck::Read {
    std::set<ToldClue> clues;
    std::set<PersonId> authors; ///< the office itself left out
};

/// Whom the answer is for.
struct BlindCheck::Reader {
    PersonId staff;
    std::map<CaseId, std::set<schema::Compartment>> parts; ///< that they may read
};

Result<BlindCheck::Read> BlindCheck::read(const RecordKey& key)
{
    Read found;
    LAPWING_ASSIGN(const auto form, m_core.registers.display(key));
    if (!form || form->type() != person::type.number) return found;
    if (lifeOf(form->registers()) == Life::Retired) return found;
    rules::PersonFacts facts;
    for (const auto& [place, shown] : form->registers()) {
        const auto* field = schema::findField(place.first).field;
        if (!field || !tellsWho(*field)) continue;
        for (const auto& version : shown) {
            if (version.newer || version.redacted || version.late) continue;
            domain::addClue(facts, *field, version.value);
            LAPWING_ASSIGN(const auto author, m_core.registry.actor(version.dot.actor));
            if (author && author->certificate.kind != ActorKind::Hub)
                found.authors.insert(author->staff);
        }
    }
    found.clues = cluesIn(facts);
    if (found.clues.size() > kCluesOfPersonMax) found.clues.clear();
    return found;
}

Result<BlindCheck::Standing> BlindCheck::ask(const PersonClue& clue,
                                           const std::set<PersonId>& authors)
{
    if (authors.empty()) return Standing::Known;
    LAPWING_ASSIGN(const bool isAsked, m_core.clues.isAsked(clue));
    if (isAsked) return Standing::Known;
    const auto now = m_core.clock.wallMs();
    for (const auto& author : authors) {
        LAPWING_ASSIGN(const auto count,
                       m_core.clues.askedSince(author, now - std::min(now, kDayMs)));
        if (count >= kAskedADay) return Standing::Waits;
    }
    for (const auto& author : authors) LAPWING_TRY(m_core.clues.putAsked(clue, author, now));
    return Standing::Fresh;
}

Result<void> BlindCheck::readCase(const Scope& scope, std::vector<Asked>& asked)
{
    std::set<RecordId> people;
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(scope.caseId()));
    for (const auto& strand : strands) {
        if (strand.compartment != person::type.home) continue;
        LAPWING_ASSIGN(const auto records, m_core.registers.shownRecords(strand.ix));
        for (const auto& record : records)
            if (record.type == person::type.number) people.insert(record.id);
    }
    if (people.size() > kPeopleMax) people.clear();
    std::set<PersonClue> clues;
    bool isWaiting = false;
    for (const auto& id : people) {
        const RecordKey key{scope, id};
        LAPWING_ASSIGN(const auto told, read(key));
        std::size_t fresh = 0;
        for (const auto& clue : told.clues) {
            LAPWING_ASSIGN(const auto standing, ask({key, clue}, told.authors));
            if (standing == Standing::Waits)
                isWaiting = true;
            else
                clues.insert({key, clue});
            if (standing == Standing::Fresh) ++fresh;
        }
        if (fresh > 0)
            for (const auto& author : told.authors) asked.push_back({author, key, fresh});
    }
    if (isWaiting) LAPWING_TRY(m_core.clues.setDue(scope, m_core.clock.wallMs() + kDayMs));
    LAPWING_ASSIGN(const auto before, m_core.clues.ofCase(scope));
    if (before == clues) return {};
    LAPWING_TRY(m_core.clues.setCase(scope, clues));
    ++m_core.elsewhereMoved;
    return wakeFor(before, clues);
}

/// Whoever may hear of it is given an answer that is not from memory.
Result<void> BlindCheck::wakeFor(const std::set<PersonClue>& before,
                                const std::set<PersonClue>& after)
{
    std::vector<PersonClue> changed;
    std::ranges::set_symmetric_difference(before, after, std::back_inserter(changed));
    for (const auto& clue : changed) {
        LAPWING_ASSIGN(const auto others, m_core.clues.others(clue));
        if (others.empty()) continue;
        m_core.idle.clear();
        return {};
    }
    return {};
}

Result<std::vector<BlindCheck::Asked>> BlindCheck::readDue()
{
    std::vector<Asked> asked;
    LAPWING_ASSIGN(const auto filled, m_core.registry.setting(kFilled));
    if (!filled) { // a hub of before this check
        LAPWING_ASSIGN(const auto cases, m_core.registry.cases());
        for (const auto& entry : cases)
            LAPWING_TRY(m_core.clues.setDue(Scope::ofCase(entry.id), 0));
        const Bytes yes{1};
        LAPWING_TRY(m_core.registry.setSetting(kFilled, yes));
    }
    LAPWING_ASSIGN(const auto due, m_core.clues.takeDue(m_core.clock.wallMs(), kCasesAtOnce));
    for (const auto& scope : due) LAPWING_TRY(readCase(scope, asked));
    m_core.areCluesDue = !due.empty();
    return asked;
}

Result<bool> BlindCheck::isAnybodyExcluded(const CaseId& caseId)
{
    LAPWING_ASSIGN(const auto exclusions, m_core.exclusions.all());
    std::set<PersonId> named;
    for (const auto& exclusion : exclusions) named.insert(exclusion.staff);
    for (const auto& staff : named) {
        LAPWING_ASSIGN(const bool never, m_core.isExcluded(staff, caseId));
        if (never) return true;
    }
    return false;
}

/// Only of a case that their role would read, were they given it; see the ADR for each.
Result<bool> BlindCheck::mayBeTold(const Reader& reader, const RecordKey& own,
                                  const RecordKey& other, schema::Compartment part)
{
    LAPWING_ASSIGN(const auto here, m_core.registry.caseById(own.scope.caseId()));
    LAPWING_ASSIGN(const auto there, m_core.registry.caseById(other.scope.caseId()));
    if (!here || !there || here->panel != there->panel) return false;
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(reader.staff));
    if (!staff) return false;
    const auto roles = staff->roles.on(there->panel);
    for (const auto each : {person::type.home, part})
        if (!access::strandRights(roles, each, there->panel).read()) return false;
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(other.scope.caseId()));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto rights, m_core.registry.memberRights(strand.ix, reader.staff));
        if (rights != 0) return false; // they see it themselves
    }
    for (const auto& each : {own, other}) {
        LAPWING_ASSIGN(const bool isNamed, isAnybodyExcluded(each.scope.caseId()));
        if (isNamed) return false;
    }
    LAPWING_ASSIGN(auto words, store::SameWords(m_core.db).of(own));
    std::erase_if(
        words, [&](const auto& row) { return row.word.one != other && row.word.other != other; });
    return store::standingOf(std::move(words)).empty();
}

Result<bool> BlindCheck::isSomebodys(const Reader& reader, const PersonClue& clue)
{
    LAPWING_ASSIGN(const auto others, m_core.clues.others(clue));
    for (const auto& other : others) {
        LAPWING_ASSIGN(const bool may, mayBeTold(reader, clue.person, other, clue.clue.part));
        if (may) return true;
    }
    return false;
}

Result<std::vector<wire::ElsewhereMessage>> BlindCheck::of(const Device& device)
{
    std::vector<wire::ElsewhereMessage> told;
    if (device.stopped) return told;
    Reader reader{device.staff, {}};
    LAPWING_ASSIGN(const auto held, m_core.registry.holdings(device.id));
    for (const auto& holding : held) {
        LAPWING_ASSIGN(const auto strand, m_core.strands.strand(holding.strand));
        if (!strand.caseId.isZero() && access::Rights{holding.rights}.read())
            reader.parts[strand.caseId].insert(strand.compartment);
    }
    for (const auto& [caseId, parts] : reader.parts) {
        if (!parts.contains(person::type.home)) continue;
        std::map<RecordId, std::uint8_t> people;
        LAPWING_ASSIGN(const auto clues, m_core.clues.ofCase(Scope::ofCase(caseId)));
        for (const auto& clue : clues) {
            if (!parts.contains(clue.clue.part)) continue;
            auto& has = people[clue.person.id];
            if (has != 0) continue;
            LAPWING_ASSIGN(const bool is, isSomebodys(reader, clue));
            has = is ? 1 : 0;
        }
        wire::ElsewhereMessage message{caseId, {}};
        for (const auto& [id, has] : people) message.people.items.push_back({id, has});
        told.push_back(std::move(message));
    }
    return told;
}

} // namespace lapwing::hub
