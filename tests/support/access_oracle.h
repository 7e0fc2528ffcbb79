#pragma once

#include "shared/access/decide.h"

namespace lapwing::access {

/// What decide() should allow: the access matrix retold one role at a time, in prose made of ifs.
/// It shares neither table nor words nor code with shared/access.
[[nodiscard]] bool oracleAllows(const Question& request);

} // namespace lapwing::access
