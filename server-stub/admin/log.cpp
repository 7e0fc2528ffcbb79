#include "server-stub/admin/log.h"

#include "shared/base/civil.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace lapwing::hub {

void Log::line(std::string_view event, nlohmann::json fields) const
{
    fields["time"] = formatInstant(static_cast<std::int64_t>(m_clock.wallMs()));
    fields["event"] = event;
    const auto text =
        fields.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    // One call, so that lines of two threads do not mix; a log that is gone stops nobody.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

} // namespace lapwing::hub
