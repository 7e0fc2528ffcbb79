#pragma once

#include "client/app/window.h"

namespace lapwing::app {

/// Loads every page there is, and goes to every place of the app; true when QML warned of nothing.
[[nodiscard]] bool selfTest(models::App& app);

} // namespace lapwing::app
