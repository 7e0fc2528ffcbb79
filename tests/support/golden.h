#pragma once

#include "shared/base/bytes.h"
#include "tests/support/files.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string_view>

namespace lapwing::test {

inline Bytes unhex(std::string_view hex)
{
    Bytes bytes(hex.size() / 2);
    REQUIRE(fromHex(hex, bytes));
    return bytes;
}

/// The bytes of tests/golden/NAME.txt: hex, in lines; what begins with # is for people.
inline Bytes golden(const std::string& name)
{
    std::istringstream text(readFile(LAPWING_SOURCE_DIR "/tests/golden/" + name + ".txt"));
    std::string hex;
    for (std::string line; std::getline(text, line);)
        if (!line.starts_with('#')) hex += line;
    return unhex(hex);
}

} // namespace lapwing::test
