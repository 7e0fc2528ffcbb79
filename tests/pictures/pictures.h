#pragma once

#include "client/models/app.h"
#include "shared/crypto/secret.h"

namespace lapwing::pictures {

/// Uses the app as a person would: types the passphrase key by key, goes from page to page, and
/// keeps a picture of each in `folder`, plain, with text at 200 %, and dark.
/// Errors: the step that did not come about, as the message. Thread: the UI thread.
[[nodiscard]] Result<int> takePictures(models::App& app, const crypto::Secret& passphrase,
                                       const QString& folder);

} // namespace lapwing::pictures
