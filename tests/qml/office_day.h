#pragma once

#include "client/models/app.h"
#include "server-stub/service/hub_round.h"
#include "sync/transport/loopback.h"
#include "tests/support/filling_vfs.h"
#include "tests/support/hub.h"
#include "tests/support/ring.h"
#include "tests/support/seed.h"
#include "tests/support/vault_files.h"

#include <atomic>
#include <mutex>
#include <set>

namespace lapwing::test {

/// A clock that only a test moves, read from every thread.
class DayClock final : public Clock {
public:
    std::atomic<std::uint64_t> wall;
    std::atomic<std::uint64_t> boot{5 * kHour};
    explicit DayClock(std::uint64_t nowMs) : wall(nowMs) {}
    void advance(std::uint64_t ms)
    {
        wall += ms;
        boot += ms;
    }
    [[nodiscard]] std::uint64_t wallMs() const override { return wall; }
    [[nodiscard]] std::uint64_t bootMs() const override { return boot; }
    [[nodiscard]] std::uint32_t bootTag() const override { return 1; }
};

/// Which threads did what may make a thread wait.
class ThreadBook final : public work::Witness {
public:
    void about(work::Slow what) override
    {
        const std::scoped_lock lock(m_mutex);
        m_seen[what].insert(std::this_thread::get_id());
    }
    [[nodiscard]] bool did(work::Slow what, std::thread::id thread) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto at = m_seen.find(what);
        return at != m_seen.end() && at->second.contains(thread);
    }
    [[nodiscard]] std::size_t threads(work::Slow what) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto at = m_seen.find(what);
        return at == m_seen.end() ? 0 : at->second.size();
    }

private:
    mutable std::mutex m_mutex;
    std::map<work::Slow, std::set<std::thread::id>> m_seen;
};

/// How the way to the hub behaves.
enum class Road : std::uint8_t {
    Open,
    Closed,      ///< nobody is reached
    Refuses,     ///< the hub answers 403
    Slow,        ///< nothing comes back until the road is another one
    Once,        ///< one is answered, and then it is slow again
    LosesAnswer, ///< the hub takes in what it is sent, and its answer is lost on the way back
    Lies,        ///< says 200 and answers with something that it never signed
};

struct Member {
    PersonId person;
    std::string name;
};

/// A hub in this process with two cases, one of a victim and one of a person to be visited, and
/// those who work on them. Names are drawn from the seed of this run.
class OfficeDay {
public:
    explicit OfficeDay(std::uint64_t seed);

    /// One request of a tablet, as the road lets it through. Thread: any, one at a time.
    Result<transport::HttpAnswer> ask(std::string_view path, const crypto::PublicKey& device,
                                      ByteView body);
    void setRoad(Road road)
    {
        m_road = road;
        m_road.notify_all();
    }
    /// Somebody has asked on a slow road and waits.
    [[nodiscard]] bool isWaitedFor() const { return m_isWaitedFor; }
    [[nodiscard]] std::uint64_t requests() const { return m_requests; }
    /// Registers a tablet's keys as enrolment does.
    [[nodiscard]] work::Identity enrol(const Member& who, access::Role role);
    /// What the hub has accepted of a record's field, or nothing.
    [[nodiscard]] bool accepted(const std::string& recordHex, std::string_view field,
                                std::string_view text);
    /// The hub has accepted something of that record.
    [[nodiscard]] bool holds(const std::string& recordHex);
    /// Many more cases, each with `entries` notes and as many people; for the figures.
    void fill(int cases, int entries, int people = 0);
    void assign(std::string_view ref, const Member& who);
    void unassign(std::string_view ref, const Member& who);
    /// Words that came and are no change, one text each.
    [[nodiscard]] std::vector<std::string> notes();
    /// She may only read it from now on, and her tablet has not been told.
    void forbidWriting(std::string_view ref, const Member& who);

    /// A warning of danger to staff about the person to be visited: it asks for a supervisor.
    void warnOfDanger();

    Member idva, coordinator, officer, probation, supervisor;
    std::string victim, perpetrator, subject; ///< names of this run
    static constexpr auto kVictimCase = "DM-26-017";
    static constexpr auto kVisitCase = "IO-26-004";
    static constexpr auto kVictimId = "1000000000000001", kPerpetratorId = "1000000000000002",
                          kPhoneId = "1000000000000003", kActionId = "1000000000000004",
                          kEmailId = "1000000000000005",
                          kSubjectId = "2000000000000001", kVisitId = "2000000000000002",
                          kMarkerId = "2000000000000003", kLateId = "2000000000000004",
                          kPastVisitId = "2000000000000005", kCohortMarkerId = "2000000000000000";
    DayClock clock;

private:
    void import(const std::string& lines);
    [[nodiscard]] std::string lines() const;

    std::mutex m_mutex;
    HubSite m_hub;
    std::atomic<Road> m_road = Road::Open;
    std::atomic<bool> m_isWaitedFor = false;
    std::atomic<std::uint64_t> m_requests = 0;
    Bytes m_oldAnswer;
};

/// One person's tablet: a real vault in a folder, and the app over it.
class ScreenTablet {
public:
    static constexpr auto kPassphrase = "curlew sparrow lantern tide nine";
    ScreenTablet(OfficeDay& day, const Member& who, access::Role role);
    /// Over a copy of another's folder, as a crash at this moment would leave it.
    ScreenTablet(OfficeDay& day, const ScreenTablet& crashed);

    [[nodiscard]] VaultSite site() { return {folder, disk, random, day.clock, nullptr, &ring}; }
    /// Runs what waits for the UI thread until it holds; false after a minute without it.
    bool until(const std::function<bool()>& holds);
    /// Unlocks without a screen.
    void unlock();
    /// Until nothing is under way: the store thread has answered all, and no sync runs.
    void settle();
    void sync();

    TempFolder temp;
    std::string folder;
    FillingVfs vfs; ///< a test may say that the disk is full
    store::Disk disk{vfs.name()};
    crypto::SystemRandom random;
    Ring ring; ///< of this machine; a test looks at it while nothing is under way
    ThreadBook threads;
    OfficeDay& day;
    std::unique_ptr<models::App> app;

private:
    void start();
    crypto::PublicKey m_device;
};

} // namespace lapwing::test
