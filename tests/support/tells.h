#pragma once

#include <doctest/doctest.h>

#include <string>

namespace lapwing::test {

/// Whether a sentence has that part; a check that fails shows the sentence.
inline bool tells(const std::string& sentence, const std::string& part)
{
    INFO(sentence);
    return sentence.find(part) != std::string::npos;
}

} // namespace lapwing::test
