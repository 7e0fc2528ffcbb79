#include "server-stub/service/change_judge.h"

#include "server-stub/service/change_law.h"
#include "server-stub/service/quarantine_words.h"
#include "shared/base/mutant.h"
#include "shared/domain/action.h"
#include "sync/session/receive.h"
#include "sync/store/history.h"

#include <algorithm>
#include <utility>

namespace lapwing::hub {

namespace {
using access::Reason;
using domain::Asked;

bool isAction(const Asked& one)
{
    return one.type && one.type->number == schema::action::type.number;
}

bool isOwnWords(const Asked& one) { return one.type && domain::isOwnWords(*one.type); }

Value valueOf(ByteView payload)
{
    const auto read = decodePayload(payload);
    auto value = read.ok() ? decodeValue(read->value) : Result<Value>(read.error());
    return value.ok() ? std::move(*value) : Value{};
}

const schema::RecordType* typeOf(std::int64_t number)
{
    return std::in_range<std::uint16_t>(number)
               ? schema::findType(static_cast<std::uint16_t>(number))
               : nullptr;
}

/// Whether a register holds versions that differ, or may: what cannot be read is another.
bool conflicts(const std::optional<domain::Facts>& facts, const Asked& one)
{
    if (!facts || !one.field) return false;
    const auto at = facts->registers().find({one.field->wire(), one.key});
    if (at == facts->registers().end() || at->second.size() < 2) return false;
    const auto& first = at->second.front();
    return std::ranges::any_of(at->second, [&](const domain::Version& version) {
        return !version.readable || version.value != first.value;
    });
}

/// Whether all that stands of a record in this strand was signed by one person.
bool isAllBy(const domain::Facts& facts, const PersonId& person)
{
    return std::ranges::all_of(facts.registers(), [&](const auto& entry) {
        return std::ranges::all_of(entry.second,
                                   [&](const auto& version) { return version.by == person; });
    });
}
} // namespace

Result<ChangeJudge> ChangeJudge::open(HubCore& core, const store::Strand& strand,
                                      const KnownActor& author, access::Rights rights,
                                      std::uint64_t firstNew)
{
    ChangeJudge judge(core, strand, author, rights, firstNew);
    LAPWING_ASSIGN(const auto staff, core.registry.staff(author.staff));
    judge.m_author.person = author.staff;
    judge.m_author.panel = strand.panel;
    if (staff) {
        judge.m_author.agency = staff->agency;
        judge.m_author.roles = staff->roles.on(strand.panel);
    }
    return judge;
}

Result<Judgement> ChangeJudge::judge(const Change& change)
{
    m_past.moveTo(change);
    Judgement told{Verdict::Accepted, {}};
    if (!isHonest(change, m_strand)) {
        told.state = Verdict::Rejected;
    } else {
        LAPWING_ASSIGN(told.reason, change.encoding == ChangeEncoding::Full
                                        ? objection(change)
                                        : Result<std::string_view>(kTakenOutWords));
        if (!told.reason.empty()) told.state = Verdict::Quarantined;
    }
    LAPWING_TRY(m_past.error());
    m_past.add(change, told.state == Verdict::Accepted || mutant("judge-believes-what-it-kept"));
    return told;
}

Result<std::string_view> ChangeJudge::objection(const Change& change) const
{
    if (!m_rights.write() && !m_rights.decide()) return kNoRightsWords;
    bool isDecision = false;
    if (!m_rights.write() && m_rights.decide()) {
        LAPWING_ASSIGN(isDecision, store::isDecision(m_core.log, m_strand, change));
    }
    const auto asked = askedOf(change);
    const bool isWords = std::ranges::all_of(asked, isOwnWords);
    if (isWords && mutant("judge-passes-words")) return std::string_view{};
    for (std::size_t i = 0; i < asked.size() && !mutant("judge-forgets-roles"); ++i) {
        const auto reason = askAccess(change.envelope.ops[i], asked, asked[i], isDecision);
        if (!reason.empty()) return reason;
    }
    LAPWING_ASSIGN(const auto against, hubsObjection(m_core, m_strand, change, m_signer, m_rights));
    if (!against.empty()) return against;
    if (mutant("judge-forgets-laws")) return std::string_view{};
    const auto objection = domain::objectionTo(asked, m_author, m_past);
    return objection ? plainWords(*objection) : std::string_view{};
}

std::vector<Asked> ChangeJudge::askedOf(const Change& change) const
{
    std::vector<Asked> all;
    std::map<RecordId, const schema::RecordType*> made;
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        Asked one{change.envelope.records[op.record], nullptr, nullptr, op.key,
                  valueOf(change.payloads[i]),        false};
        const auto known = schema::findField(op.field);
        one.type = known.type;
        one.field = known.field;
        if (op.field / 8 == 0) {
            const auto facts = m_past.holds(one.record) ? m_past.record(one.record) : std::nullopt;
            const bool lives = facts && !facts->makers().empty();
            one.type = typeOf(facts ? facts->type() : one.value.asInteger());
            if (!lives && one.value.kind == ValueKind::Code)
                made.emplace(one.record, typeOf(one.value.asInteger()));
        }
        all.push_back(std::move(one));
    }
    for (auto& one : all) {
        const auto at = made.find(one.record);
        // Fields of another kind of record than the change makes are not part of making it.
        one.creates = at != made.end() && (!one.field || at->second == one.type);
    }
    return all;
}

access::Question ChangeJudge::requestFor(const Asked& one, access::Action action) const
{
    access::Question request;
    request.roles = m_author.roles;
    request.leaseValid = true; // a stopped tablet has no bits
    request.channel = access::Outlet::HubWrite;
    request.action = action;
    request.panel = m_strand.panel;
    request.compartment = m_strand.compartment;
    request.sensitivity = access::highestIn(m_strand.compartment);
    request.panelMatch = true;
    request.assigned = true; // else there were no bits
    // What the membership was given on is the registry's word, and no clock's.
    request.sameTeam = request.listedSoon = m_rights.read();
    if (m_strand.caseId.isZero())
        request.area = m_strand.panel == schema::Panel::Directory ? access::Area::Directory
                                                                  : access::Area::Meeting;
    else if (isOwnWords(one))
        request.area = access::Area::OwnWords;
    else if (isAction(one))
        request.area = access::Area::ActionRecord;
    return request;
}

void ChangeJudge::addOwnership(access::Question& request, std::span<const Asked> asked,
                               const Asked& one) const
{
    using namespace schema;
    const auto& person = m_author.person;
    if (one.creates) {
        const auto owner = [&](const Asked& other) {
            return other.record == one.record && other.field &&
                   action::ownerAgency.names(*other.field);
        };
        const auto at = std::ranges::find_if(asked, owner);
        request.ownRecord = true;
        request.ownAgency = at != asked.end() && at->value == schema::valueOf(agencyRecord());
        return;
    }
    const auto facts = m_past.record(one.record);
    const bool isHome = !one.type || one.type->home == m_strand.compartment;
    if (!isHome) {
        // What a record keeps in another part than its own has no `life` there.
        request.ownRecord = !facts || isAllBy(*facts, person);
        return;
    }
    if (!facts) return;
    // A removed record tells its maker no more; whose task it is it still tells.
    const auto isLife = [](const auto& entry) { return entry.first.first / 8 == 0; };
    if (std::ranges::none_of(facts->registers(), isLife)) return;
    request.ownRecord = facts->isMadeBy(person);
    if (!isAction(one)) return;
    request.ownAgency = domain::isOfTheirAgency(*facts, m_author);
    request.ownRecord = request.ownRecord || domain::isTheirTask(*facts, m_author);
}

Reason ChangeJudge::ask(std::span<const Asked> asked, const Asked& one, access::Action action) const
{
    auto request = requestFor(one, action);
    const auto answer = access::decide(request).reason;
    if (answer == Reason::Allowed) return answer;
    auto owned = request;
    owned.ownRecord = owned.ownAgency = true;
    // The log is read only where it can change the answer.
    if (!access::decide(owned).allow) return answer;
    addOwnership(request, asked, one);
    return access::decide(request).reason;
}

std::string_view ChangeJudge::askAccess(const Op& op, std::span<const Asked> asked,
                                        const Asked& one, bool isDecision) const
{
    const bool hasBit = m_rights.write() || (m_rights.decide() && isOwnWords(one));
    const auto written = hasBit ? ask(asked, one, access::Action::Write) : Reason::RoleNever;
    const auto decides = [&] {
        return m_rights.decide() && ask(asked, one, access::Action::Decide) == Reason::Allowed;
    };
    if (written == Reason::Allowed) {
        const bool guards = one.field && !op.supersedes.empty() &&
                            one.field->policy == schema::MergePolicy::Protective;
        if (!guards || decides() || mutant("judge-lets-all-settle")) return {};
        const bool settles = conflicts(m_past.record(one.record), one);
        return settles ? kNotTheirsToSettleWords : std::string_view{};
    }
    return isDecision && decides() ? std::string_view{} : plainWords(written);
}

} // namespace lapwing::hub
