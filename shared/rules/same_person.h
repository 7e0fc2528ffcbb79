#pragma once

#include "shared/base/ids.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lapwing::rules {

/// What tells who a person record is about; several of each while versions of it conflict. Texts
/// are compared byte by byte: whoever fills this in folds them first (schema/meaning.h).
struct PersonFacts {
    RecordId record;
    std::vector<std::string> names;
    std::vector<std::int64_t> births; ///< days since 1970-01-01
    std::vector<std::string> nhs, pnc;
};

/// Whether two records are taken for one person: a name and a birth day in common, or an NHS or
/// PNC number. What is not known is in common with nothing. Pure.
[[nodiscard]] bool isSamePerson(const PersonFacts& a, const PersonFacts& b);

/// For each record the one that stands for its person: the least id of those that are one person,
/// through others too. Pure; for few records, as every two are compared.
[[nodiscard]] std::map<RecordId, RecordId> onePersonEach(std::span<const PersonFacts> people);

} // namespace lapwing::rules
