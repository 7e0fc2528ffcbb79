#pragma once

#include "sync/log/displayed_record.h"

namespace lapwing {

/// The writes that take a save back: in each register that it wrote what `before`, the form that
/// it was made on, displayed, superseding the save's own dots and nothing else (`written` is the
/// record as that save alone displays it). What a colleague wrote meanwhile is not superseded, so
/// it conflicts; no reason is given, so a protective conflict stays open. Pure.
///
/// Nothing when one value cannot say what stood: in a new record, after a decision between several
/// versions, where a text is written once, and where what stood was removed or is of a newer
/// version.
[[nodiscard]] std::optional<std::vector<FieldWrite>> undoing(const DisplayedRecord& before,
                                                             const DisplayedRecord& written);

} // namespace lapwing
