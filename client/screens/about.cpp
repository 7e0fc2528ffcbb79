#include "client/screens/about.h"

#include "client/screens/plain_words.h"
#include "client/work/sync_session.h"

namespace lapwing::screens {

using namespace work;

Result<About> readAbout(Workbench& bench, const LocalTime& time)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    const auto& identity = bench.tablet().identity();
    const auto status = bench.tablet().vault().status();
    LAPWING_ASSIGN(const auto roles, bench.tablet().roles());
    About about{toQt(identity.person), rolesText(roles), {}};
    const auto say = [&](const QString& label, const QString& value) {
        about.lines.push_back({label, value, {}, false});
    };
    say(Say::tr("Person"), about.person);
    say(Say::tr("Role"), about.role);
    say(Say::tr("Office"), toQt(identity.hubUrl));
    LAPWING_ASSIGN(const auto last, bench.replica().state().lastSync());
    say(Say::tr("Last contact with the office"),
        last.wallMs == 0 ? Say::tr("Never") : time.instant(last.wallMs));
    const bool valid = status.lease.state == LeaseState::Valid;
    const auto hours = counted(status.lease.remainingMs / 3'600'000, Say::tr("For 1 more hour"),
                               Say::tr("For %1 more hours"));
    say(Say::tr("May be used without the office"), valid ? hours : Say::tr("No"));
    const bool isFile = status.deviceKey == DeviceKeyKind::PlainFile;
    say(Say::tr("Key of this tablet"),
        isFile ? Say::tr("In a file. Help for the office says what that means.")
               : Say::tr("In the keyring of this desktop"));
    say(Say::tr("Keys kept out of swap"),
        status.memoryLocked ? Say::tr("Yes") : Say::tr("No: this machine did not allow it"));
    say(Say::tr("Key slots"),
        status.slotsWhole ? Say::tr("Both copies are good") : Say::tr("One copy is damaged"));
    return about;
}

} // namespace lapwing::screens
