#pragma once

#include <span>
#include <string_view>

/// What an invented borough is made of. Nobody in it lives, no street in it exists, and nobody can
/// be rung: numbers are of the ranges that Ofcom keeps free for drama, and the postcode area TM
/// was never given out.
namespace lapwing::demo::words {

using Words = std::span<const std::string_view>;

[[nodiscard]] Words womensNames();
[[nodiscard]] Words mensNames();
[[nodiscard]] Words surnames();
[[nodiscard]] Words streets();

/// Sentences about a case; `{v}` is the person at risk, `{p}` the person who harms, by first name.
[[nodiscard]] Words abuseSummaries();
[[nodiscard]] Words abuseEntries();
[[nodiscard]] Words wishes();
[[nodiscard]] Words communitySummaries();
[[nodiscard]] Words communityEntries();
[[nodiscard]] Words exploitationSummaries();
[[nodiscard]] Words exploitationEntries();
[[nodiscard]] Words offenderSummaries();
[[nodiscard]] Words offenderEntries();

/// A visit's outcome and what each of the two officers wrote of it, separated by '|'.
[[nodiscard]] Words visitStatements();

/// An action, the word of its kind and the risk it is against, separated by '|'.
[[nodiscard]] Words abuseActions();
[[nodiscard]] Words communityActions();
[[nodiscard]] Words exploitationActions();
[[nodiscard]] Words offenderActions();

} // namespace lapwing::demo::words
