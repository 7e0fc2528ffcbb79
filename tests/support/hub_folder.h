#pragma once

#include "server-stub/service/hub_store.h"
#include "server-stub/service/import.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/hub_round.h"
#include "shared/crypto/system_random.h"
#include "sync/session/client_round.h"
#include "tests/support/enrolled.h"
#include "tests/support/hub.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"

namespace lapwing::test {

/// One whole sync; each answer is given only after its commit.
inline void syncAs(const work::Identity& who, hub::HubStore& store, store::Replica& replica)
{
    auto& core = store.core();
    ClientRound round(replica, core.keys.root, who.digestKey.view(), who.device.device());
    for (bool more = true; more;) {
        const auto request = must(round.request());
        auto transaction = must(store::Transaction::begin(core.db));
        const auto answer = must(hub::HubRound(core).handle(who.device.key, request));
        must(store.commit(std::move(transaction)));
        more = must(round.receive(answer.body));
    }
}

/// A hub in a folder, with one case and one enrolled person who may write in it.
struct HubFolder {
    TempFolder temp;
    std::string folder = temp.path() + "/hub";
    StandingClock clock;
    crypto::SystemRandom random;
    CaseId caseId;
    std::optional<work::Identity> who; ///< one who may write in the case

    HubFolder()
    {
        REQUIRE(crypto::initialise());
        hub::InitOptions options;
        options.folder = folder;
        must(hub::initHub(options, random, clock));
        const auto store = open();
        auto transaction = must(store::Transaction::begin(store->core().db));
        found(store->core());
        must(store->commit(std::move(transaction)));
        must(store->close());
    }
    /// All that it keeps is in these.
    [[nodiscard]] std::vector<std::string> folders() const { return {temp.path()}; }
    std::unique_ptr<hub::HubStore> open()
    {
        return must(hub::HubStore::open(folder, {}, random, clock));
    }
    static std::string caseText(const std::string& ref)
    {
        const auto head = R"({"case":")" + ref + R"(","panel":"da_marac","record":")";
        return head + R"(case","fields":{"title":"T"}})" + "\n" + head
               + R"(person","fields":{"legal_name":"Jo Bloggs"}})" + "\n" + head
               + R"(action","fields":{"action.text":"Call her","status":"agreed"}})" + "\n";
    }
    void found(hub::HubCore& core)
    {
        must(hub::Import(core).run(caseText("C-0")));
        caseId = must(core.registry.caseByRef("C-0"))->id;
        who = enrol(core, "Ada Okafor");
    }
    /// Another person with a tablet, who may read and write all of the case.
    work::Identity enrol(hub::HubCore& core, const std::string& name)
    {
        const auto agency = must(hub::addAgency(core, name + "'s", schema::agency::Sector::Police));
        const auto person = must(hub::addStaff(core, name, agency.id, access::Role::Idva)).id;
        for (const auto& strand : must(core.strands.strandsOfCase(caseId)))
            must(core.registry.setMember(strand.ix, person, 7));
        return enrolled(core, person, name, access::Role::Idva, random);
    }
    store::Replica tablet(store::Database& database)
    {
        const auto& key = who->vaultActor;
        const store::Author author{actorOf(key.publicKey()), key, random, clock};
        return must(store::Replica::open(database, author, nullptr, nullptr));
    }
    void sync(hub::HubStore& store, store::Replica& replica) { syncAs(*who, store, replica); }
};

} // namespace lapwing::test
