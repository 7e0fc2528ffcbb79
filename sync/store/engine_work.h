#pragma once

#include "sync/store/engine.h"

#include <map>
#include <set>

namespace lapwing::store {

/// One strand's part of a transaction: read once, written back once. Private to Engine.
struct Engine::Work {
    Strand strand;
    std::vector<Chain> chains;
    std::map<RecordId, Row> rows;
    std::set<RecordId> touched;
    std::set<RecordId> rebuild; ///< whose `shown` an adverse verdict made wrong
    std::uint64_t fresh = 0;
    bool isApart = false;   ///< Origin::Apart
    bool comesLate = false; ///< what is applied may be older than what waits here
    std::optional<std::vector<StoredChange>> waiting{}; ///< as it was before
    bool redacts = false;              ///< something of the strand was taken out for good
    std::vector<Redaction> redacted{}; ///< by what is applied now
    RowLimit room = kRowMax; ///< no row may grow beyond it
    RootSum::Change sum;

    Chain& chain(const ActorId& actor);
    [[nodiscard]] const Chain* find(const ActorId& actor) const;
    /// An actor's place in the log.
    [[nodiscard]] LogPlace place(const ActorId& actor, std::uint64_t ctr);
    [[nodiscard]] std::vector<RecordKey> touchedKeys() const;
};

/// What came before something else is not here: it is asked for.
[[nodiscard]] Error missing(std::string detail);
/// Another hash at a known place.
[[nodiscard]] Error otherHistory();

} // namespace lapwing::store
