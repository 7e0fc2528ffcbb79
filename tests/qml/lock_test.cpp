// When the tablet is open, covered and locked, without a vault: its answers are this test's.
#include "client/models/lock.h"

#include "tests/support/vault_files.h"

#include <QtCore/QCoreApplication>

#include <doctest/doctest.h>

using namespace lapwing;
using models::Lock;
using State = Lock::State;

namespace {
class StillClock final : public Clock {
public:
    std::uint64_t now = 5'000'000;
    [[nodiscard]] std::uint64_t wallMs() const override { return now; }
    [[nodiscard]] std::uint64_t bootMs() const override { return now; }
    [[nodiscard]] std::uint32_t bootTag() const override { return 1; }
};

struct Door {
    StillClock clock;
    std::function<void(Result<Lock::Opened>)> answer; ///< of the vault that is being opened
    int shuts = 0;
    QStringList heard;
    Lock lock{clock,
              true,
              {[this](crypto::Secret, Lock::Way, auto then) { answer = std::move(then); },
               [this](auto then) {
                   ++shuts;
                   then({});
               }}};

    Door()
    {
        QObject::connect(&lock, &Lock::closing, &lock,
                         [this] { heard.append(lock.isOpen() ? "closing, open" : "closing"); });
        QObject::connect(&lock, &Lock::opened, &lock, [this] { heard.append("opened"); });
        QObject::connect(&lock, &Lock::refused, &lock, [this] { heard.append("refused"); });
        QObject::connect(&lock, &Lock::closed, &lock, [this] { heard.append("closed"); });
    }
    void open(Lock::Opened how = Lock::Opened::Work)
    {
        lock.unlock(test::secret("any"), Lock::Way::Passphrase);
        answer(how);
        heard.clear();
    }
};
} // namespace

TEST_CASE("lock: what opens it, and what it then is")
{
    Door door;
    CHECK(door.lock.state() == State::Locked);
    door.lock.unlock(test::secret("wrong"), Lock::Way::Passphrase);
    CHECK(door.lock.state() == State::Unlocking);
    door.answer(fail(ErrorCode::Unauthorised, "No."));
    CHECK(door.lock.state() == State::Locked);
    CHECK(door.heard == QStringList{"refused"});

    door.open(Lock::Opened::NeedsOffice);
    CHECK(door.lock.state() == State::NeedsOffice);
    door.lock.metOffice();
    CHECK(door.lock.isOpen());
    door.lock.close();
    door.lock.metOffice(); // too late: it is locked
    CHECK(door.lock.state() == State::Locked);
    door.open(Lock::Opened::EmptyDay);
    CHECK(door.lock.isOpen());
    CHECK(door.lock.isEmptyDay());
    door.lock.close();
    CHECK_FALSE(door.lock.isEmptyDay());
}

TEST_CASE("lock: what is to be put away is asked for while it is still open")
{
    Door door;
    door.open();
    door.lock.close();
    CHECK(door.heard == QStringList{"closing, open", "closed"});
    CHECK(door.shuts == 1);
    door.lock.close(); // locked is locked
    CHECK(door.shuts == 1);
}

TEST_CASE("lock: it covers at once, and locks as soon as the cover is drawn")
{
    Door door;
    door.open();
    door.lock.hide();
    CHECK(door.lock.covered());
    CHECK(door.lock.isOpen());
    QCoreApplication::processEvents();
    CHECK(door.lock.state() == State::Locked);
    door.lock.uncover();
    CHECK_FALSE(door.lock.covered());
    CHECK(door.lock.state() == State::Locked);
}

TEST_CASE("lock: hidden while it is being opened, it does not open")
{
    Door door;
    door.lock.unlock(test::secret("any"), Lock::Way::Passphrase);
    door.lock.hide();
    QCoreApplication::processEvents();
    door.answer(Lock::Opened::Work);
    CHECK(door.lock.state() == State::Locked);
    CHECK_FALSE(door.heard.contains("opened"));
    CHECK(door.shuts == 1);
}

TEST_CASE("lock: it warns, a touch holds it off, and then it locks")
{
    Door door;
    door.lock.setIdle(std::chrono::minutes(2));
    door.open();
    door.lock.tick();
    CHECK(door.lock.warning().isEmpty());
    door.clock.now += 70'000;
    door.lock.tick();
    CHECK(door.lock.warning() == "Locking in 50 seconds");
    door.lock.stayUnlocked();
    CHECK(door.lock.warning().isEmpty());
    door.clock.now += 119'000;
    door.lock.tick();
    CHECK(door.lock.isOpen());
    door.clock.now += 1'000;
    door.lock.tick();
    CHECK(door.lock.state() == State::Locked);
    CHECK(door.lock.warning().isEmpty());
}

TEST_CASE("lock: before the machine sleeps the vault is shut, whatever was under way")
{
    Door door;
    bool shut = false;
    door.lock.unlock(test::secret("any"), Lock::Way::Passphrase); // and is not answered
    door.lock.shut([&] { shut = true; });
    CHECK_FALSE(shut);
    QCoreApplication::processEvents();
    CHECK(shut);
    CHECK(door.lock.covered());
}
