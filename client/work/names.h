#pragma once

#include "sync/store/replica.h"

namespace lapwing::work {

/// Who wrote something, in words: from actor to person to their name in the directory.
/// Thread: the replica's, which must outlive this.
class Names {
public:
    explicit Names(store::Replica& replica) : m_replica(replica) {}
    /// Their name, or each version of it; else their id; else, for an author whose certificate
    /// never came, the actor's id.
    [[nodiscard]] Result<std::string> of(const ActorId& actor);
    /// The same of a person by their id.
    [[nodiscard]] Result<std::string> ofPerson(const PersonId& person);

private:
    store::Replica& m_replica;
};

} // namespace lapwing::work
