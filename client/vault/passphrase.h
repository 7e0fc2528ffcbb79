#pragma once

#include "shared/base/random.h"
#include "shared/crypto/secret.h"

#include <span>
#include <string_view>

namespace lapwing {

/// The words that passphrases are made of, in alphabetical order, each once: 12.9 bits a word.
/// Source: the large word list of the Electronic Frontier Foundation (2016), CC BY 3.0 US.
[[nodiscard]] std::span<const std::string_view> passphraseWords();

inline constexpr std::size_t kPassphraseWords = 5;
inline constexpr std::size_t kPassphraseLengthMin = 8; ///< characters
inline constexpr double kPassphraseBitsMin = 35;

/// Words drawn evenly, with blanks between: five of them are 64 bits. Errors: those of `random`.
[[nodiscard]] Result<crypto::Secret> makePassphrase(Random& random,
                                                    std::size_t words = kPassphraseWords);

/// The passphrase in Unicode's normalisation form C, so that the same words typed on two keyboards
/// are the same bytes; one that is no UTF-8 as it is. Every way into a vault goes through here.
[[nodiscard]] crypto::Secret composed(ByteView passphrase);

/// How hard a passphrase is to guess, in bits, for somebody who knows common words, names, dates,
/// keyboards and spellings: a lower bound, since they may know more. Only the first 100 bytes
/// count. Source: zxcvbn (Wheeler, USENIX Security 2016), by libzxcvbn.
[[nodiscard]] double guessingBits(ByteView passphrase);

/// Errors: Rejected, with why and what to do, for one that is too short or too easily guessed.
[[nodiscard]] Result<void> requireStrong(ByteView passphrase);

} // namespace lapwing
