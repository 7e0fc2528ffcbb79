#pragma once

#include "sync/store/strand_store.h"

#include <map>
#include <set>

namespace lapwing::store {

/// One strand's part of a transaction: read once, written back once. Private to StrandStore.
struct StrandStore::Work {
    Strand strand;
    std::vector<Chain> chains;
    std::map<RecordId, Row> rows;
    std::set<RecordId> touched;
    std::set<RecordId> rebuild; ///< whose `shown` an adverse verdict made wrong
    std::uint64_t fresh = 0;
    bool redacts = false; ///< something of the strand was taken out for good
    std::vector<Redaction> redacted{}; ///< by what is applied now
    RowLimit room = kRowMax; ///< no row may grow beyond it
    RootSum::Change sum;

    Chain& chain(const ActorId& actor);
    [[nodiscard]] const Chain* find(const ActorId& actor) const;
    [[nodiscard]] std::vector<RecordKey> touchedKeys() const;
};

} // namespace lapwing::store
