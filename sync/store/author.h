#pragma once

#include "shared/base/clock.h"
#include "sync/store/change_log.h"

namespace lapwing::store {

/// Who signs new changes, and what evidence of time they carry.
struct Author {
    ActorId actor;
    const crypto::SigningKey& key;
    Random& random;
    const Clock& clock;
};

/// One register's new content and the dots its author saw in it.
struct Write {
    RecordId record;
    std::uint8_t kind = 0; ///< OpKind
    std::uint32_t field = 0;
    Bytes key;
    std::vector<SeenDot> seen;
    Payload payload;
};

/// Makes and signs the author's next change in the strand; Engine::apply() then stores it.
/// Inside the caller's transaction. Errors: those of Database; TooLarge. Thread: the Database's.
[[nodiscard]] Result<VerifiedRun> compose(ChangeLog& log, const Strand& strand,
                                          const Author& author, const std::vector<Write>& writes);

} // namespace lapwing::store
