#pragma once

#include "shared/wire/frame.h"
#include "sync/store/change_log.h"

namespace lapwing {

/// Where the run that begins at `start` ends: at the last signature that a run has room for, or at
/// the first. Others' changes came signed by the run, so that not each of them can be the last.
/// `start` itself when no signature covers it here.
[[nodiscard]] std::size_t runEnd(const std::vector<store::StoredChange>& changes, std::size_t start,
                                 bool atFirst);

/// The run of those changes, with its strand spelt out and, unless it is the sender's own, its
/// author.
[[nodiscard]] Bytes runOf(const store::Strand& strand,
                          const std::vector<store::StoredChange>& changes, std::size_t start,
                          std::size_t end, bool isOwn);

/// What is held of a chain from there on, with its content and without a gap. What only a snapshot
/// brought, and what was put aside, is the hub's to tell.
/// Errors: those of the log. Thread: the Database's.
[[nodiscard]] Result<std::vector<store::StoredChange>> wholeFrom(store::ChangeLog& log,
                                                                 const store::Strand& strand,
                                                                 const ActorId& actor,
                                                                 std::uint64_t from);

} // namespace lapwing
