#pragma once

#include "client/models/app.h"

namespace lapwing::pictures {

inline constexpr const char* kGallery = "qrc:/qt/qml/Lapwing/Gallery/gallery/Gallery.qml";

/// Loads every page there is, and goes to every place of the app; true when QML warned of nothing.
/// Thread: the UI thread.
[[nodiscard]] bool selfTest(models::App& app);

} // namespace lapwing::pictures
