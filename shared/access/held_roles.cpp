#include "shared/access/held_roles.h"

#include "shared/wire/primitive.h"

#include <algorithm>

namespace lapwing::access {

namespace {
PanelSet panelsOf(Role role)
{
    const auto* row = rowOf(role);
    return row ? row->panels : PanelSet{0};
}

Error wrong(std::string why)
{
    return fail(ErrorCode::Rejected, std::move(why) + " Nothing was changed.");
}

std::string wordsOf(const schema::Vocabulary& vocabulary)
{
    std::string words;
    for (const auto& code : vocabulary.codes)
        words += (words.empty() ? "" : ", ") + std::string(code.name);
    return words;
}

/// "panel_member:iom", or without the panel.
Result<HeldRole> heldRoleOf(std::string_view text)
{
    const auto colon = text.find(':');
    const auto role = roleNamed(text.substr(0, colon));
    if (!role)
        return wrong("There is no such role. It is one of " + wordsOf(schema::staff::kRoles) + ".");
    if (colon == std::string_view::npos) return HeldRole{*role, panelsOf(*role)};
    const auto* panel = schema::panels().find(text.substr(colon + 1));
    if (!panel)
        return wrong("There is no such panel. It is one of " + wordsOf(schema::panels()) + ".");
    const auto at = static_cast<schema::Panel>(panel->number);
    if (!servesPanel(*role, at))
        return wrong("Nobody is " + std::string(nameOf(*role)) + " on the panel " +
                     std::string(panel->name) + ".");
    return HeldRole{*role, panelBit(at)};
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}
} // namespace

HeldRoles::HeldRoles(Role role) : each{{role, panelsOf(role)}} {}

bool HeldRoles::has(Role role) const
{
    return std::ranges::find(each, role, &HeldRole::role) != each.end();
}

bool HeldRoles::areKnown() const
{
    return std::ranges::all_of(each, [](const HeldRole& held) { return isKnown(held.role); });
}

std::vector<Role> HeldRoles::on(schema::Panel panel) const
{
    std::vector<Role> roles;
    for (const auto& held : each)
        if (panel == schema::Panel::Directory || (held.panels & panelBit(panel)) != 0)
            roles.push_back(held.role);
    return roles;
}

Result<HeldRoles> heldRolesOf(std::string_view text)
{
    HeldRoles held;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        LAPWING_ASSIGN(const auto one, heldRoleOf(trimmed(text.substr(from, comma - from))));
        from = comma + 1;
        const auto same = std::ranges::find(held.each, one.role, &HeldRole::role);
        if (same == held.each.end())
            held.each.push_back(one);
        else if ((same->panels & one.panels) != 0 || one.panels == 0)
            return wrong("The role " + std::string(nameOf(one.role)) + " is named twice.");
        else
            same->panels |= one.panels;
    }
    if (held.each.size() > kHeldRolesMax)
        return wrong("One person holds at most " + std::to_string(kHeldRolesMax) + " roles.");
    return held;
}

std::string textOf(const HeldRoles& held)
{
    std::string text;
    const auto add = [&](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
    for (const auto& [role, panels] : held.each) {
        const std::string name(isKnown(role) ? nameOf(role) : "newer");
        if (panels == panelsOf(role) || !isKnown(role)) {
            add(name);
            continue;
        }
        for (const auto& panel : schema::panels().codes)
            if ((panels & panelBit(static_cast<schema::Panel>(panel.number))) != 0)
                add(name + ":" + std::string(panel.name));
    }
    return text;
}

std::string namedAs(const HeldRoles& held)
{
    return (held.each.size() == 1 ? "The role " : "The roles ") + textOf(held);
}

Bytes encode(const HeldRoles& held)
{
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(held.each.size()));
    for (const auto& [role, panels] : held.each) {
        w.u8(static_cast<std::uint8_t>(role));
        w.u8(panels);
    }
    return w.take();
}

Result<HeldRoles> decodeHeldRoles(ByteView bytes)
{
    wire::Decoder r(bytes);
    HeldRoles held;
    const auto count = r.u8();
    for (std::size_t i = 0; i < count && r.ok(); ++i) {
        const auto role = static_cast<Role>(r.u8());
        if (role == Role{} || held.has(role)) r.setFailed();
        held.each.push_back({role, r.u8()});
    }
    if (!r.done() || held.each.empty() || held.each.size() > kHeldRolesMax)
        return fail(ErrorCode::Malformed, {}, "held roles that do not decode");
    return held;
}

} // namespace lapwing::access
