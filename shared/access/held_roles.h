#pragma once

#include "shared/access/matrix.h"
#include "shared/base/result.h"

#include <string>
#include <vector>

namespace lapwing::access {

/// A role that a person holds, and on which of the panels that it serves.
struct HeldRole {
    Role role{};
    PanelSet panels = 0;
    auto operator<=>(const HeldRole&) const = default;
};
inline constexpr std::size_t kHeldRolesMax = 8;

/// All that one person holds, each role once; the first is the one they are known by.
struct HeldRoles {
    std::vector<HeldRole> each;

    HeldRoles() = default;
    /// On every panel that it serves.
    HeldRoles(Role role);

    [[nodiscard]] bool has(Role role) const;
    /// Whether this version knows each of them.
    [[nodiscard]] bool areKnown() const;
    /// What they act under in a case or a meeting of the panel; in the directory, all of them.
    [[nodiscard]] std::vector<Role> on(schema::Panel panel) const;
    bool operator==(const HeldRoles&) const = default;
};

/// As people type and read them: "idva, panel_member:iom, panel_member:evvp".
/// Errors: Rejected with a sentence, for an unknown word, a panel that the role does not serve,
/// the same twice, none at all, or more than kHeldRolesMax.
[[nodiscard]] Result<HeldRoles> heldRolesOf(std::string_view text);
[[nodiscard]] std::string textOf(const HeldRoles& held);

/// For a role that has no right to what was asked: "The role idva", "The roles idva, referrer".
[[nodiscard]] std::string namedAs(const HeldRoles& held);

/// Layout: docs/wire-format.md "Held roles". A role or a panel of a newer version is kept, and
/// gives nothing here. Errors: Malformed.
[[nodiscard]] Bytes encode(const HeldRoles& held);
[[nodiscard]] Result<HeldRoles> decodeHeldRoles(ByteView bytes);
inline constexpr std::size_t kHeldRolesBytesMax = 1 + 2 * kHeldRolesMax;

} // namespace lapwing::access
