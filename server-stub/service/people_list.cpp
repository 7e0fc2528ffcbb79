#include "server-stub/service/people_list.h"

#include "server-stub/service/import_people.h"
#include "server-stub/service/linked_people.h"
#include "shared/crypto/hash.h"
#include "shared/domain/panel_roles.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using schema::same_person::Answer;

/// One person as they are listed.
struct Listed {
    RecordKey key;
    std::string caseRef, name;
};
struct Pair {
    Listed one, other;
    std::vector<std::string> because;
    std::vector<store::SameWords::Row> words;
};
using Pairs = std::map<PairName, Pair>;

PairName nameOf(RecordKey one, RecordKey other)
{
    if (other < one) std::swap(one, other);
    Bytes all;
    for (const auto& key : {one, other}) {
        append(all, key.scope.view());
        append(all, key.id.view());
    }
    return PairName::from(crypto::hash16("lapwing.pair.1", all).view().first(PairName::kSize));
}

bool isDecided(const Pair& pair) { return !store::standingOf(pair.words).empty(); }

Result<Pairs> pairsOf(HubCore& core)
{
    LAPWING_ASSIGN(const auto people, heldPeople(core));
    PeopleIndex index;
    for (const auto& person : people) index.add(person);
    std::map<std::string, Scope> scopes;
    LAPWING_ASSIGN(const auto cases, core.registry.cases());
    for (const auto& entry : cases) scopes.emplace(entry.ref, Scope::ofCase(entry.id));
    LAPWING_ASSIGN(const auto words, store::SameWords(core.db).all());
    std::map<PairName, std::vector<store::SameWords::Row>> said;
    for (const auto& row : words) said[nameOf(row.word.one, row.word.other)].push_back(row);
    Pairs pairs;
    for (const auto& person : people)
        for (auto& like : index.like(person)) {
            if (like.otherCase == person.caseRef) continue;
            const RecordKey one{scopes.at(person.caseRef), person.facts.record};
            const RecordKey other{scopes.at(like.otherCase), like.other};
            const auto name = nameOf(one, other);
            pairs.try_emplace(name, Pair{{one, person.caseRef, person.name},
                                         {other, like.otherCase, like.otherName},
                                         std::move(like.because),
                                         said[name]});
        }
    std::erase_if(pairs, [](const auto& entry) { return isDecided(entry.second); });
    return pairs;
}

json toJson(const Listed& listed)
{
    return {{"case", listed.caseRef}, {"id", listed.key.id.hex()}, {"name", listed.name}};
}

Result<json> keptOf(HubCore& core, const Pair& pair)
{
    auto kept = json::array();
    for (const auto& row : pair.words) {
        if (row.state != store::SameWords::State::Kept) continue;
        LAPWING_ASSIGN(const auto author, core.registry.actor(row.word.actor));
        const auto* word =
            schema::same_person::kAnswers.find(static_cast<std::uint32_t>(row.word.answer));
        kept.push_back({{"answer", word ? word->name : "newer"},
                        {"by", author ? author->staff.hex() : row.word.actor.hex()},
                        {"why", row.word.why}});
    }
    return kept;
}

Result<bool> mayDecide(HubCore& core, const Pair& pair, const PersonId& by)
{
    LAPWING_ASSIGN(const auto staff, core.registry.staff(by));
    domain::Signer signer;
    for (const auto& listed : {pair.one, pair.other}) {
        LAPWING_ASSIGN(const auto entry, core.registry.caseById(listed.key.scope.caseId()));
        if (!staff || !entry) continue;
        const auto roles = staff->roles.on(entry->panel);
        signer.roles.insert(signer.roles.end(), roles.begin(), roles.end());
    }
    return domain::isCoordinator(signer);
}
} // namespace

Result<json> peopleList(HubCore& core)
{
    LAPWING_ASSIGN(const auto pairs, pairsOf(core));
    auto list = json::array();
    for (const auto& [name, pair] : pairs) {
        LAPWING_ASSIGN(auto kept, keptOf(core, pair));
        list.push_back({{"pair", name.hex()},
                        {"because", pair.because},
                        {"one", toJson(pair.one)},
                        {"other", toJson(pair.other)},
                        {"kept", std::move(kept)}});
    }
    return list;
}

Result<void> decidePair(HubCore& core, const PairDecision& decision)
{
    if (decision.why.empty() || decision.why.size() > kSameWhyMax)
        return fail(ErrorCode::Rejected, "This needs a reason, of at most 500 bytes. Nothing was "
                                         "changed. Give one.");
    LAPWING_ASSIGN(const auto pairs, pairsOf(core));
    const auto at = pairs.find(decision.pair);
    if (at == pairs.end())
        return fail(ErrorCode::NotFound, "No such pair is listed. Nothing was changed. Copy its "
                                         "name from the list.");
    LAPWING_ASSIGN(const bool may, mayDecide(core, at->second, decision.by));
    if (!may)
        return fail(ErrorCode::Rejected, "Only a coordinator of a panel that has one of the two "
                                         "decides this. Nothing was changed. Ask them.");
    SameWord word;
    word.one = at->second.one.key;
    word.other = at->second.other.key;
    word.answer = decision.same ? Answer::Same : Answer::Different;
    word.why = decision.why;
    word.atMs = core.clock.wallMs();
    LAPWING_TRY(sign(word, core.keys.actor, core.random));
    LAPWING_TRY(store::SameWords(core.db).put(word, store::SameWords::State::Taken));
    ++core.elsewhereMoved;
    core.idle.clear();
    return core.registry.noteSameWord(word.id, decision.by);
}

} // namespace lapwing::hub
