#pragma once

#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>

/// Whether a piece of code compiles, for what must not. LAPWING_COMPILER names the compiler.
namespace lapwing::test {

struct Compiled {
    bool ok = false;
    std::string said;
};

inline Compiled compile(const std::string& code)
{
    const TempFolder folder;
    const auto path = folder.path() + "/snippet.cpp";
    std::ofstream(path) << code;
    const std::string command = "LC_ALL=C " LAPWING_COMPILER " -std=c++20 -fsyntax-only -I "
                                LAPWING_SOURCE_DIR " " + path + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    Compiled result;
    char part[512];
    while (std::fgets(part, sizeof part, pipe)) result.said += part;
    result.ok = ::pclose(pipe) == 0;
    return result;
}

} // namespace lapwing::test
