#pragma once

#include "shared/base/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace lapwing::hub {

/// The hub's log: one JSON object a line on stderr, {"time", "event", …}. Ids and counts only:
/// a caller never hands it a name, a reference or a text of a case. Thread: any.
class Log {
public:
    explicit Log(const Clock& clock) : m_clock(clock) {}
    void line(std::string_view event, nlohmann::json fields) const;

private:
    const Clock& m_clock;
};

} // namespace lapwing::hub
