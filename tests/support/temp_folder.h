#pragma once

#include "shared/base/check.h"


#include <cstdlib>
#include <filesystem>
#include <string>

namespace lapwing::test {

/// A folder of its own in the system's place for temporary files, removed with all it holds.
class TempFolder {
public:
    TempFolder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "lapwing-XXXXXX").string();
        check(::mkdtemp(pattern.data()) != nullptr, "a folder for temporary files");
        m_path = pattern;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace lapwing::test
