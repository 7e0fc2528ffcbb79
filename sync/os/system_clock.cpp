#include "sync/os/system_clock.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

#include <ctime>
#include <fstream>

namespace lapwing::store {

static std::uint64_t millisecondsOf(clockid_t which)
{
    timespec now{};
    check(::clock_gettime(which, &now) == 0, "a clock that every Linux has");
    // A wall clock set before 1970 counts as 1970: it is wrong either way.
    if (now.tv_sec < 0) return 0;
    return static_cast<std::uint64_t>(now.tv_sec) * 1000 +
           static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
}

Result<SystemClock> SystemClock::open()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string bootId;
    if (!std::getline(file, bootId) || bootId.empty())
        return fail(ErrorCode::StorageFailed, {}, "no boot id");
    const auto hashed = crypto::hash("lapwing.boot.1", bytesOf(bootId));
    return SystemClock(wire::Decoder(hashed.view()).u32());
}

std::uint64_t SystemClock::wallMs() const { return millisecondsOf(CLOCK_REALTIME); }
std::uint64_t SystemClock::bootMs() const { return millisecondsOf(CLOCK_BOOTTIME); }

} // namespace lapwing::store
