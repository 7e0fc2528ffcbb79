#include "shared/access/held_roles.h"

#include "shared/access/rights.h"
#include "tests/support/must.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::access;
using schema::Panel;

namespace {
HeldRoles read(std::string_view text)
{
    auto held = heldRolesOf(text);
    REQUIRE(held.ok());
    return *held;
}

std::string refusal(std::string_view text)
{
    const auto held = heldRolesOf(text);
    REQUIRE_FALSE(held.ok());
    CHECK(held.error().code == ErrorCode::Rejected);
    return held.error().text();
}
} // namespace

TEST_CASE("roles are typed with commas, and a panel after a colon keeps one to that panel")
{
    CHECK(read("idva") == HeldRoles(Role::Idva));
    const auto held = read(" iom_officer,panel_member:cmarac ,panel_member:da_marac");
    CHECK(held.on(Panel::Iom) == std::vector{Role::IomOfficer});
    CHECK(held.on(Panel::CMarac) == std::vector{Role::PanelMember});
    CHECK(held.on(Panel::DaMarac) == std::vector{Role::PanelMember});
    CHECK(held.on(Panel::Evvp).empty());
    CHECK(held.on(Panel::Directory) == std::vector{Role::IomOfficer, Role::PanelMember});
    CHECK(textOf(held) == "iom_officer, panel_member:da_marac, panel_member:cmarac");
    CHECK(read(textOf(held)) == held);
    CHECK(textOf(read("idva:cmarac,idva:da_marac")) == "idva"); // all that it serves
    CHECK(read("system_admin").on(Panel::Iom).empty());
}

TEST_CASE("a role that is none, is named twice, or is of another panel is refused with a sentence")
{
    CHECK(refusal("").find("There is no such role. It is one of referrer, idva") == 0);
    CHECK(refusal("idva,").find("There is no such role.") == 0);
    CHECK(refusal("Idva").find("There is no such role.") == 0);
    CHECK(refusal("idva:iom") == "Nobody is idva on the panel iom. Nothing was changed.");
    CHECK(refusal("idva:moon").find("There is no such panel. It is one of da_marac") == 0);
    CHECK(refusal("idva,idva") == "The role idva is named twice. Nothing was changed.");
    CHECK(refusal("idva,idva:cmarac") == "The role idva is named twice. Nothing was changed.");
    CHECK(refusal("system_admin,system_admin").find("named twice") != std::string::npos);
    CHECK(refusal("referrer,idva,marac_chair,agency_rep,iom_officer,iom_supervisor,auditor,"
                  "ig_officer,panel_member")
              .find("at most 8 roles") != std::string::npos);
}

TEST_CASE("of several roles each gives what it gives alone, and only on its panels")
{
    const auto held = read("idva:da_marac,cmarac_coordinator");
    for (const auto panel : {Panel::DaMarac, Panel::CMarac, Panel::Iom})
        for (std::uint8_t part = 1; part < schema::kCompartments; ++part) {
            const auto at = static_cast<schema::Compartment>(part);
            Rights expected;
            if (panel == Panel::DaMarac) expected = strandRights(Role::Idva, at, panel);
            if (panel == Panel::CMarac) expected = strandRights(Role::CmaracCoordinator, at, panel);
            CHECK(strandRights(held.on(panel), at, panel) == expected);
        }
    const auto both = read("iom_officer,iom_supervisor");
    const auto core = schema::Compartment::Core;
    CHECK(strandRights(both.on(Panel::Iom), core, Panel::Iom).bits ==
          (strandRights(Role::IomOfficer, core, Panel::Iom).bits |
           strandRights(Role::IomSupervisor, core, Panel::Iom).bits));
}

TEST_CASE("held roles come back from their bytes, and what is none is malformed")
{
    const auto held = read("idva:cmarac,iom_officer");
    CHECK(*decodeHeldRoles(encode(held)) == held);
    const auto idva = static_cast<std::uint8_t>(Role::Idva);
    const std::uint8_t marac = panelBit(Panel::DaMarac), iom = panelBit(Panel::Iom);
    for (const Bytes& bytes :
         {Bytes{}, Bytes{0}, Bytes{1}, Bytes{1, idva}, Bytes{1, 0, marac}, Bytes{1, idva, marac, 0},
          Bytes{2, idva, marac, idva, marac}, Bytes{2, idva, marac},
          Bytes{9, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0}})
        CHECK(decodeHeldRoles(bytes).error().code == ErrorCode::Malformed);
    // Of a newer version: it is kept, and opens nothing.
    const auto newer = test::must(decodeHeldRoles(Bytes{2, 99, 0xff, idva, iom}));
    CHECK_FALSE(newer.areKnown());
    CHECK(encode(newer) == Bytes{2, 99, 0xff, idva, iom});
    CHECK(textOf(newer) == "newer, idva:iom");
    CHECK_FALSE(strandRights(newer.on(Panel::Iom), schema::Compartment::Core, Panel::Iom).any());
}
