#pragma once

#include "shared/access/role.h"
#include "shared/schema/schema.h"

#include <cstdint>
#include <span>

namespace lapwing::access {

/// What a grant names for one strand: the bits of docs/wire-format.md "Grant".
struct Rights {
    static constexpr std::uint8_t kRead = 1;
    static constexpr std::uint8_t kWrite = 2;
    static constexpr std::uint8_t kDecide = 4;

    std::uint8_t bits = 0;

    [[nodiscard]] constexpr bool read() const { return (bits & kRead) != 0; }
    [[nodiscard]] constexpr bool write() const { return (bits & kWrite) != 0; }
    [[nodiscard]] constexpr bool decide() const { return (bits & kDecide) != 0; }
    [[nodiscard]] constexpr bool any() const { return bits != 0; }
    [[nodiscard]] constexpr Rights with(std::uint8_t bit) const
    {
        return {static_cast<std::uint8_t>(bits | bit)};
    }
    [[nodiscard]] constexpr Rights without(std::uint8_t bit) const
    {
        return {static_cast<std::uint8_t>(bits & ~bit)};
    }
    bool operator==(const Rights&) const = default;
};

/// What the hub knows of a person and a case besides that they are assigned to it.
struct StrandFacts {
    bool created = false; ///< the case is of their own making: they write their own records in it
    bool ownsAction = false;    ///< they or their agency owns an action in it
    bool listedSoon = false;    ///< a meeting within 14 days lists it
    bool sameTeam = true;       ///< a supervisor is assigned to the cases of their own team
    bool explicitGrant = false; ///< a grant that names this compartment, with a reason, is in force
};

/// Rights in one strand of a case of `panel` for a person assigned to it in those roles.
/// A strand travels whole, so reading it needs every class that it holds. The bits say what a
/// strand may carry at all; the hub still asks decide() about each change.
/// Decide without write: they may put one of the values shown in place of the others, no new one,
/// and add statements and attestations of their own, which take nothing of others away.
[[nodiscard]] Rights strandRights(std::span<const Role> roles, schema::Compartment compartment,
                                  schema::Panel panel, const StrandFacts& facts = {});
[[nodiscard]] inline Rights strandRights(Role role, schema::Compartment compartment,
                                         schema::Panel panel, const StrandFacts& facts = {})
{
    return strandRights(std::span(&role, 1), compartment, panel, facts);
}

/// Rights in the strand of a panel (meetings) for one who holds the roles on it, or, with
/// Panel::Directory, in the directory.
[[nodiscard]] Rights standingRights(std::span<const Role> roles, schema::Panel panel);
[[nodiscard]] inline Rights standingRights(Role role, schema::Panel panel)
{
    return standingRights(std::span(&role, 1), panel);
}

} // namespace lapwing::access
