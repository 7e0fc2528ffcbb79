#include "client/work/sync_session.h"

#include "shared/base/mutant.h"
#include "sync/log/introduction.h"
#include "sync/log/recovery_certificate.h"
#include "sync/store/unknown_cases.h"
#include "sync/transport/curl_transport.h"

#include <algorithm>
#include <optional>

namespace lapwing::work {

namespace {
/// A first sync of thousands of cases takes hundreds of answers. More than this, at a quarter of a
/// megabyte each, is a hub that does not end.
constexpr int kRoundTripsMax = 10'000;

Error olderThanTheOffice()
{
    return fail(ErrorCode::Conflict,
                "This copy of the tablet's work is older than what the office has from it: it was "
                "put back from a backup or copied. Nothing was overwritten, here or at the office; "
                "what was written in this copy since is handed in, and a person at the office "
                "looks at it. Keep this folder, and set the tablet up again in a new one.",
                "rolled back");
}

Error waitsForTheOffice()
{
    return fail(ErrorCode::Unauthorised,
                "The office does not know this tablet since its restore, and has been shown it. "
                "Your work is saved on this tablet. It is sent when a person at the office has "
                "taken the tablet in again; tell them.",
                "unknown since a restore");
}

std::string countOf(std::uint64_t unsent)
{
    if (unsent == 0) return "everything is sent";
    return std::to_string(unsent) + (unsent == 1 ? " change is" : " changes are") + " not yet sent";
}

Error notReached(Error error, std::uint64_t unsent)
{
    if (error.code == ErrorCode::Offline && error.message.empty())
        error.message = "No connection to the office. Your work is saved on this tablet; "
                        + countOf(unsent) + ". Try again when there is a network.";
    return error;
}

Result<Bytes> bodyOf(transport::HttpAnswer answer)
{
    if (answer.status == 200) return std::move(answer.body);
    const auto detail = "sync status " + std::to_string(answer.status);
    switch (answer.status) {
    case 401:
    case 403:
    case 404:
        return fail(ErrorCode::Unauthorised,
                    "The office did not accept this tablet. Your work is saved on this tablet. Ask "
                    "the office whether the tablet has been stopped.",
                    detail);
    case 409: return olderThanTheOffice();
    case 400:
    case 413:
    case 500:
        return fail(ErrorCode::Internal,
                    "The office's hub could not take what was sent. Your work is saved on this "
                    "tablet. Tell the office, and say when it was.",
                    detail);
    default: break;
    }
    if (answer.status != 429 && answer.status < 500) return fail(ErrorCode::Malformed, {}, detail);
    return fail(ErrorCode::Offline,
                "The office's hub is busy. Your work is saved on this tablet. Wait a minute and "
                "sync again.",
                detail);
}

/// The lease that the newest grant gives, in seconds: an answer brings a grant only when it is new.
Result<std::uint32_t> leaseSeconds(store::Replica& replica, const Contact& contact)
{
    if (contact.leaseS != 0) return contact.leaseS;
    LAPWING_ASSIGN(const auto grant, replica.state().grant());
    return grant ? grant->leaseS : std::uint32_t{0};
}

Result<void> renew(Tablet& tablet, const Contact& contact)
{
    LAPWING_ASSIGN(const auto seconds, leaseSeconds(tablet.replica(), contact));
    if (seconds == 0 || contact.hubTimeMs == 0) return {};
    const auto lease = std::min<std::uint64_t>(seconds * 1000ull, kLeaseMaxMs);
    return tablet.vault().renewLease(contact.hubTimeMs, contact.hubTimeMs + lease);
}

Result<void> rememberSync(Tablet& tablet, const ClientRound& round)
{
    auto& state = tablet.replica().state();
    LAPWING_ASSIGN(const auto before, state.lastSync());
    return state.setLastSync({round.contact().hubTimeMs, tablet.clock().wallMs(),
                              before.purged + round.report().purged});
}

/// A purge is not over, and the hub not told of it, before the old key is gone with the pages.
Result<void> rekeyAfterPurge(Tablet& tablet, std::vector<StrandId>& rekeyedFor)
{
    LAPWING_ASSIGN(auto purged, tablet.replica().state().purged());
    const bool owed = !purged.items.empty() && purged.items != rekeyedFor;
    if (!owed || mutant("purge-keeps-key")) return {};
    LAPWING_TRY(tablet.rekey());
    rekeyedFor = std::move(purged.items);
    return {};
}

/// What the office took out for good is in no page, index, log, draft or cargo any more, and the
/// key that sealed it goes.
Result<void> settleRedaction(Tablet& tablet)
{
    LAPWING_ASSIGN(const bool owed, tablet.replica().state().owesRedaction());
    if (!owed) return {};
    LAPWING_TRY(tablet.keeper().sealDrafts());
    LAPWING_TRY(tablet.keeper().releaseDecided());
    LAPWING_TRY(tablet.replica().scrub());
    LAPWING_TRY(tablet.rekey());
    LAPWING_TRY(tablet.replica().state().setOwesRedaction(false));
    return tablet.replica().database().checkpoint();
}

/// The office's recovery key, as its newest answer vouches for it.
Result<void> heedRecoveryKey(Tablet& tablet)
{
    LAPWING_ASSIGN(const auto told, tablet.replica().state().recoveryKey());
    return told ? tablet.vault().setRecoveryKey(told->key) : Result<void>();
}

} // namespace

Result<std::unique_ptr<transport::Transport>> hubOf(const Identity& identity,
                                                    std::stop_token stop)
{
    LAPWING_ASSIGN(auto tls, crypto::ClientTls::pinned(identity.caCertificate, {identity.hubPin}));
    LAPWING_TRY(tls.identify(identity.deviceKey, identity.clientCertificate));
    transport::CurlOptions options;
    options.hubUrl = identity.hubUrl;
    options.stop = std::move(stop);
    LAPWING_ASSIGN(auto hub, transport::CurlTransport::open(std::move(options), std::move(tls)));
    return std::unique_ptr<transport::Transport>(std::move(hub));
}

SyncSteps::SyncSteps(Tablet& tablet)
    : m_tablet(tablet),
      m_round(tablet.replica(), tablet.identity().root, tablet.identity().digestKey.view(),
              tablet.identity().device.device())
{
}

/// The next of the words that wait in the cargo: each is handed in once in a sync, so that one
/// which the office cannot take holds nothing up. What is taken leaves the file.
Result<bool> SyncSteps::nextWords()
{
    m_words.emplace();
    std::size_t left = m_handedIn;
    for (const auto& entry : m_tablet.vault().cargo().entries()) {
        const bool isWords =
            entry.kind == store::CargoKind::Words || entry.kind == store::CargoKind::SameWord;
        if (!isWords || m_words->isFull()) continue;
        if (left > 0) {
            --left;
            continue;
        }
        LAPWING_ASSIGN(const auto record, m_tablet.vault().cargo().read(entry));
        m_words->add(record);
    }
    return !m_words->isEmpty();
}

Result<bool> SyncSteps::takeWords(const transport::HttpAnswer& answer)
{
    // What the office did not take stays here, and is handed in with the next sync.
    if (answer.status != 200) return false;
    LAPWING_ASSIGN(const auto all, m_words->read(answer.body));
    std::vector<store::CargoId> taken;
    for (const auto& [id, outcome] : all)
        if (outcome == wire::CargoOutcome::Taken) taken.push_back(id);
    m_handedIn += all.size() - taken.size();
    m_received += taken.size();
    LAPWING_TRY(m_tablet.keeper().dropReceived(taken));
    return nextWords();
}

Result<SyncRequest> SyncSteps::request()
{
    if (++m_requests > kRoundTripsMax)
        return fail(ErrorCode::Malformed,
                    "The office's hub does not come to an end. Your work is saved on this tablet. "
                    "Tell the office, and say when it was.",
                    "more round trips than the limit");
    if (m_words) return SyncRequest{CargoLoad::kPath, m_words->body()};
    LAPWING_TRY(rekeyAfterPurge(m_tablet, m_rekeyedFor));
    LAPWING_TRY(settleRedaction(m_tablet));
    LAPWING_ASSIGN(auto request, m_round.request());
    LAPWING_TRY(m_tablet.vault().flush());
    return SyncRequest{"/v1/sync", std::move(request)};
}

/// A hub that was put back from a backup of before this tablet was set up is shown who it is.
Result<bool> SyncSteps::introduce()
{
    const auto& identity = m_tablet.identity();
    m_introduced = true;
    m_round.introduce({identity.device, identity.certificateOf(ActorKind::Vault),
                       identity.certificateOf(ActorKind::Field), identity.digestKey,
                       identity.person});
    return true;
}

Result<bool> SyncSteps::take(transport::HttpAnswer answer)
{
    if (m_words) return takeWords(answer);
    if (answer.status == 401 && !m_introduced) return introduce();
    LAPWING_ASSIGN(const auto body, bodyOf(std::move(answer)));
    LAPWING_ASSIGN(const bool more, m_round.receive(body));
    if (m_round.report().rolledBack) return olderThanTheOffice();
    if (m_round.report().isStranger) return waitsForTheOffice();
    LAPWING_TRY(renew(m_tablet, m_round.contact()));
    if (more) return true;
    // What the office answered in the round is not handed in once more.
    LAPWING_TRY(m_tablet.keeper().releaseDecided());
    return nextWords();
}

Result<SyncReport> SyncSteps::finish(const Result<void>& spoken)
{
    auto& replica = m_tablet.replica();
    LAPWING_ASSIGN(const auto unsent, replica.log().undecidedCount());
    if (!spoken.ok()) return notReached(spoken.error(), unsent);
    if (unsent == 0) LAPWING_TRY(m_tablet.keeper().release());
    LAPWING_TRY(settleRedaction(m_tablet));
    LAPWING_TRY(rememberSync(m_tablet, m_round));
    LAPWING_TRY(heedRecoveryKey(m_tablet));
    if (m_tablet.vault().isRekeyDue()) LAPWING_TRY(m_tablet.rekey());
    LAPWING_ASSIGN(const auto checks, replica.conflicts().count());
    LAPWING_ASSIGN(const auto last, replica.state().lastSync());
    LAPWING_ASSIGN(const auto unknown, store::unknownAtOffice(replica));
    SyncReport report;
    report.round = m_round.report();
    report.openChecks = checks;
    report.unknownCases = unknown.size();
    report.unsent = unsent;
    report.words = m_received;
    report.clockAheadMinutes = minutesAhead(metAt(last));
    return report;
}

namespace {
Result<void> converse(SyncSteps& steps, transport::Transport& hub)
{
    for (bool more = true; more;) {
        LAPWING_ASSIGN(const auto request, steps.request());
        LAPWING_ASSIGN(auto answer, hub.post(request.path, request.body));
        LAPWING_ASSIGN(more, steps.take(std::move(answer)));
    }
    return {};
}
} // namespace

Result<SyncReport> syncWithHub(Tablet& tablet, transport::Transport& hub)
{
    const auto before = hub.traffic();
    SyncSteps steps(tablet);
    LAPWING_ASSIGN(auto report, steps.finish(converse(steps, hub)));
    const auto after = hub.traffic();
    report.bytesUp = after.bytesUp - before.bytesUp;
    report.bytesDown = after.bytesDown - before.bytesDown;
    report.roundTrips = after.roundTrips - before.roundTrips;
    return report;
}

Error stoppedByTheOffice(const SyncReport& report)
{
    return fail(ErrorCode::Unauthorised,
                "The office has stopped this tablet. What was saved on it has been handed in and "
                "is safe with the office, where a person looks at it; "
                    + countOf(report.unsent)
                    + ". Its cases are taken off it, and it can fetch nothing more. Call the "
                      "office: they can say why, and set up a tablet for you again.",
                "stopped");
}

} // namespace lapwing::work
