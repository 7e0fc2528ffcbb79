#pragma once

#include "client/work/sync_session.h"
#include "server-stub/service/brought_cargo.h"
#include "sync/transport/loopback.h"
#include "tests/support/hub_folder.h"
#include "tests/support/lone_tablet.h"

namespace lapwing::test {

/// The way from a tablet to a hub of this process, for rounds and cargo. Each answer is given only
/// after its commit.
inline transport::Loopback wayTo(hub::HubStore& store, work::Tablet& tablet)
{
    const auto key = tablet.identity().device.key;
    return transport::Loopback([&store, key](std::string_view path, ByteView body) {
        auto& core = store.core();
        auto transaction = must(store::Transaction::begin(core.db));
        hub::CargoLog log;
        auto answer = path == "/v1/cargo" ? must(hub::takeCargoBody(core, key, body, log))
                                          : must(hub::HubRound(core).handle(key, body)).body;
        must(store.commit(std::move(transaction)));
        return Result<transport::HttpAnswer>({200, std::move(answer)});
    });
}

inline work::Tablet openTablet(Site& site, store::Disk& disk)
{
    return must(work::Tablet::open({site.folder, disk, site.random, site.clock},
                                   secret(kFirstPassphrase), Vault::Purpose::Renew));
}

} // namespace lapwing::test
