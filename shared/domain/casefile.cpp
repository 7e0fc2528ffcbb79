#include "shared/domain/casefile.h"

#include "shared/base/mutant.h"

namespace lapwing::domain {

using schema::casefile::Restriction;

std::vector<Restriction> restrictionsOf(const Facts& file)
{
    auto all = file[schema::casefile::restrictions];
    if (mutant("one-restriction-stands") && all.size() > 1) all.resize(1);
    return all;
}

bool isDanger(Restriction restriction)
{
    if (mutant("unknown-restriction-is-harmless"))
        return restriction == Restriction::DoNotVisitAlone;
    return restriction != Restriction::NoPost;
}

} // namespace lapwing::domain
