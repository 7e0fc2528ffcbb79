#pragma once

#include "client/screens/reader.h"

namespace lapwing::screens {

/// What a record is told by in a list: the first of its searched texts that has something in it;
/// empty when none has. Errors: those of Reader. Thread: the store thread.
[[nodiscard]] Result<QString> titleOf(Reader& reader, const schema::RecordType& type,
                                      const RecordKey& record);

} // namespace lapwing::screens
