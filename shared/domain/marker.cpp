#include "shared/domain/marker.h"

#include "shared/base/mutant.h"
#include "shared/rules/markers.h"

namespace lapwing::domain {

namespace {
using schema::MarkerCode;

std::uint32_t numberOf(MarkerCode code) { return static_cast<std::uint32_t>(code); }

/// Whether the rule of a code says so; one that this version does not know may.
template <bool rules::MarkerRule::*says>
bool ruleSays(MarkerCode code)
{
    const auto* rule = rules::markerRule(numberOf(code));
    return !rule || rule->*says;
}

bool anyCode(const Facts& marker, bool (*is)(MarkerCode))
{
    const auto code = marker[schema::marker::code];
    const auto confidential = marker[schema::marker::confidentialCode];
    if (code.empty() && confidential.empty()) return true;
    if (mutant("marker-takes-last-code") && !code.each().empty())
        return is(code.each().rbegin()->value);
    return code.any(is) || confidential.any(is);
}
} // namespace

bool interrupts(const Facts& marker)
{
    const bool asked = marker[schema::marker::alertOnOpen].mayBe(schema::YesNo::Yes);
    return asked || anyCode(marker, ruleSays<&rules::MarkerRule::alerts>) || needsApproval(marker);
}

bool needsApproval(const Facts& marker)
{
    return anyCode(marker, ruleSays<&rules::MarkerRule::needsApproval>);
}

bool isEnded(const Facts& marker)
{
    const auto state = marker[schema::marker::state];
    if (mutant("marker-ends-by-one")) return state.mayBe(schema::marker::State::Ended);
    return state.is(schema::marker::State::Ended);
}

bool isForTheDoor(const Facts& marker) { return !marker[schema::marker::code].empty(); }

} // namespace lapwing::domain
