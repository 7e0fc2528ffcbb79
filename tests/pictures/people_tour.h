#pragma once

#include "tests/pictures/photographer.h"

namespace lapwing::pictures {

/// Of the case that is chosen: who may be the same is asked before somebody is added, an address is
/// begun, page Same answers of those who were looked for, and what was removed is listed. All but
/// one answer is taken back again. Errors: what did not come about. Thread: the UI thread.
[[nodiscard]] Result<void> peopleTour(models::App& app, Photographer& camera);

} // namespace lapwing::pictures
