# Makes the source of the word list from words.txt, at configure time and again when that changes.
set(words_text ${CMAKE_CURRENT_LIST_DIR}/words.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${words_text})
file(STRINGS ${words_text} words)
list(LENGTH words count)
list(JOIN words "\",\n    \"" quoted)
set(words_source ${CMAKE_CURRENT_BINARY_DIR}/words.cpp)
file(CONFIGURE OUTPUT ${words_source} @ONLY CONTENT [=[
#include "client/vault/passphrase.h"

namespace lapwing {

static constexpr std::string_view kWords[] = {
    "@quoted@"};
static_assert(std::size(kWords) == @count@);

std::span<const std::string_view> passphraseWords() { return kWords; }

} // namespace lapwing
]=])
