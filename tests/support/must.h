#pragma once

#include "shared/base/result.h"

namespace lapwing::test {

/// What a test's own set-up must not fail to do, and the value it makes.
inline void must(const Result<void>& result)
{
    if (result.ok()) return;
    const auto why = result.error().text() + " " + result.error().detail;
    check(false, why.c_str());
}
template <typename T>
T must(Result<T> result)
{
    must(result.ok() ? Result<void>() : Result<void>(result.error()));
    return std::move(result).value();
}

} // namespace lapwing::test
