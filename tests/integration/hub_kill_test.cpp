// A hub killed at any write of any verb of the office: the verb is done whole, or not at all.
#include "server-stub/admin/verbs.h"
#include "server-stub/service/export.h"
#include "shared/crypto/hash.h"
#include "tests/support/hub_folder.h"
#include "tests/support/kill_all_over.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace lapwing;
using namespace lapwing::test;
using nlohmann::json;

namespace {
/// A verb by its name, as the command line sends it, and the file that goes with it.
struct Asked {
    const char* verb;
    json options;
    std::string content;
};

json carriedOut(hub::HubStore& store, HubFolder& site, json request, const std::string& content)
{
    auto task = must(hub::admin::taskFor(request, content, {}, site.random, {}));
    auto transaction = must(store::Transaction::begin(store.core().db));
    auto answer = must(task(store.core()));
    must(store.commit(std::move(transaction)));
    return answer;
}

/// Two people in two cases who may be one, and who decides of them.
struct VerbsFolder : HubFolder {
    std::string coordinator, officer, worker, person, action;

    VerbsFolder()
    {
        const auto store = open();
        const auto ask = [&](json request, const std::string& content = {}) {
            return carriedOut(*store, *this, std::move(request), content);
        };
        const auto agency =
            ask({{"verb", "agency add"}, {"name", "A"}, {"sector", "health"}})["agency"]
                .get<std::string>();
        const auto staff = [&](const char* name, const char* role) {
            return ask({{"verb", "staff add"},
                        {"name", name},
                        {"agency", agency},
                        {"role", role}})["staff"]
                .get<std::string>();
        };
        coordinator = staff("Ben Hart", "marac_coordinator");
        officer = staff("Ines Quill", "ig_officer");
        worker = staff("Rhian Ellerbeck", "idva");
        ask({{"verb", "case import"}}, caseText("C-1"));
        ask({{"verb", "case assign"}, {"case", "C-1"}, {"staff", worker}});
        const auto lines = ask({{"verb", "case export"}, {"case", "C-1"}})["lines"];
        for (const auto& line : lines) {
            if (line["record"] == "person") person = line["id"];
            if (line["record"] == "action") action = line["id"];
        }
        must(store->close());
    }
    std::vector<Asked> verbs(hub::HubStore& store)
    {
        const auto pairs = carriedOut(store, *this, {{"verb", "same list"}}, {})["people"];
        const auto pair = pairs.empty() ? std::string() : pairs[0]["pair"].get<std::string>();
        return {
            {"case import", {}, caseText("C-2") + caseText("C-3")},
            {"case move", {{"from", worker}, {"to", coordinator}}, {}},
            {"staff set", {{"staff", worker}, {"role", "referrer"}}, {}},
            {"same confirm", {{"pair", pair}, {"by", coordinator}, {"why", "Her card"}}, {}},
            {"record move",
             {{"record", action},
              {"case", "C-1"},
              {"to", "C-0"},
              {"by", coordinator},
              {"reason", "Another family"}},
             {}},
            {"hold add", {{"case", "C-0"}, {"basis", "Inquest"}, {"by", officer}}, {}},
            {"hold remove", {{"case", "C-0"}, {"by", officer}, {"reason", "Over"}}, {}},
            {"exclude add",
             {{"staff", worker}, {"case", "C-2"}, {"by", coordinator}, {"why", "Kin"}},
             {}},
            {"erase", {{"case", "C-1"}, {"person", person}, {"basis", "B"}, {"by", officer}}, {}},
            {"erase", {{"case", "C-3"}, {"basis", "B"}, {"by", officer}}, {}},
        };
    }
    /// All that the office can be asked, without what is drawn at random: one name.
    std::string stateOf(hub::HubStore& store)
    {
        std::multiset<std::string> lines;
        const auto exported = carriedOut(store, *this, {{"verb", "case export"}}, {});
        for (auto line : exported["lines"]) {
            line.erase("id");
            lines.insert(line.dump() + "\n");
        }
        std::string all;
        for (const auto& line : lines) all += line;
        for (const auto* verb : {"staff list", "hold list", "exclude list", "status"})
            all += carriedOut(store, *this, {{"verb", verb}}, {}).dump();
        const auto taken = carriedOut(store, *this, {{"verb", "erasure list"}}, {})["erasures"];
        const auto pairs = carriedOut(store, *this, {{"verb", "same list"}}, {})["people"];
        all += std::to_string(taken.size()) + " " + std::to_string(pairs.size());
        return crypto::hash("lapwing.test.1", bytesOf(all)).hex();
    }
};

std::vector<std::string> statesIn(const Told& told)
{
    std::vector<std::string> states;
    for (const auto& line : told.lines)
        if (line.starts_with("state ")) states.push_back(line.substr(6));
    return states;
}

bool workAtTheOffice(VerbsFolder& site, KillingVfs&, const Tell& tell)
{
    auto store = site.open();
    tell("state " + site.stateOf(*store));
    for (auto& asked : site.verbs(*store)) {
        asked.options["verb"] = asked.verb;
        carriedOut(*store, site, asked.options, asked.content);
        tell("state " + site.stateOf(*store));
    }
    must(store->close());
    return true;
}

/// `whole`: of a run that nobody cut, the state after each verb.
void judgeOffice(VerbsFolder& site, const Told& told, std::vector<std::string>& whole)
{
    const auto states = statesIn(told);
    if (told.done) whole = states;
    const auto store = site.open();
    checkWhole(store->core().db);
    const auto left = site.stateOf(*store);
    must(store->close());
    // It is the last that was told, or the next: nothing between the two.
    const auto at = states.size();
    const bool isLast = at > 0 && left == states.back();
    const bool isNext = at < whole.size() && left == whole[at];
    CAPTURE(at);
    CHECK((isLast || isNext));
}
} // namespace

TEST_CASE("a hub killed at any write of a verb has done that verb whole or not at all")
{
    std::vector<std::string> whole;
    killAllOver<VerbsFolder>("verbs", workAtTheOffice, [&](VerbsFolder& site, const Told& told) {
        judgeOffice(site, told, whole);
    });
}
