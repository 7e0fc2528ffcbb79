#include "shared/access/decide.h"
#include "shared/access/matrix.h"
#include "shared/access/rights.h"

#include <doctest/doctest.h>

#include <string>

using namespace lapwing;
using namespace lapwing::access;
using schema::Compartment;
using schema::Panel;

namespace {

/// A question by an assigned person on her own panel, about content of one compartment.
struct Asked {
    Role role;
    Question request;
    Asked(Role r, Panel panel, Compartment compartment) : role(r)
    {
        request.leaseValid = true;
        request.panel = panel;
        request.compartment = compartment;
        request.sensitivity = highestIn(compartment);
        request.panelMatch = true;
        request.assigned = true;
    }
    Reason reason()
    {
        request.roles = {&role, 1};
        return decide(request).reason;
    }
    bool reads()
    {
        request.action = Action::Read;
        return reason() == Reason::Allowed;
    }
    bool writes()
    {
        request.action = Action::Write;
        return reason() == Reason::Allowed;
    }
    bool settles()
    {
        request.action = Action::Decide;
        return reason() == Reason::Allowed;
    }
};

/// Letters of the six case strands in order of compartment: "rwd r . …", '-' for none.
std::string strands(Role role, Panel panel, const StrandFacts& facts = {})
{
    std::string text;
    for (std::uint8_t c = 1; c < schema::kCompartments; ++c) {
        const Rights r = strandRights(role, static_cast<Compartment>(c), panel, facts);
        if (c > 1) text += ' ';
        if (!r.any()) text += '-';
        if (r.read()) text += 'r';
        if (r.write()) text += 'w';
        if (r.decide()) text += 'd';
    }
    return text;
}

std::string standing(Role role, Panel panel)
{
    const Rights r = standingRights(role, panel);
    return std::string(r.read() ? "r" : "") + (r.write() ? "w" : "") + (r.decide() ? "d" : "");
}

} // namespace

TEST_CASE("every role and sector has its own name and comes back from it")
{
    for (std::uint8_t n = 1; n <= kRoles; ++n) {
        const auto role = static_cast<Role>(n);
        CHECK_FALSE(nameOf(role).empty());
        CHECK(roleNamed(nameOf(role)) == role);
    }
    CHECK(nameOf(Role::ProbationPractitioner) == "probation_practitioner");
    CHECK(nameOf(Role::SystemAdmin) == "system_admin");
}

TEST_CASE("a number or name that nobody knows is no role")
{
    CHECK(nameOf(static_cast<Role>(0)).empty());
    CHECK(nameOf(static_cast<Role>(23)).empty());
    CHECK_FALSE(roleNamed("nominal"));
    CHECK_FALSE(roleNamed(""));
}

// Strands in order: visit, core, safety, care, intel, offence.
TEST_CASE("strands of the victim's side follow the matrix")
{
    CHECK(strands(Role::Idva, Panel::DaMarac) == "rwd rwd rwd r - -");
    CHECK(strands(Role::MaracCoordinator, Panel::DaMarac) == "rwd rwd rwd rwd r r");
    CHECK(strands(Role::MaracChair, Panel::DaMarac) == "rd rd rd rd rd rd");
    CHECK(strands(Role::CmaracCoordinator, Panel::CMarac) == "rwd rwd rwd rwd r r");
    CHECK(strands(Role::EvvpCoordinator, Panel::Evvp) == "rwd rwd rwd rwd rwd r");
    CHECK(strands(Role::LeadProfessional, Panel::PreEvvp) == "rwd rwd rwd rwd - -");
}

TEST_CASE("strands of the perpetrator's side never hold victim safety")
{
    CHECK(strands(Role::IomOfficer, Panel::Iom) == "rwd rwd - - rwd rwd");
    CHECK(strands(Role::ProbationPractitioner, Panel::Iom) == "rwd rwd - - - rwd");
    CHECK(strands(Role::IomSupervisor, Panel::Iom) == "rd rd - rd rd rd");
    CHECK(strands(Role::IomCoordinator, Panel::Iom) == "rd rd - rd rd rd");
}

TEST_CASE("an explicit grant opens one strand to read, and never to write or settle")
{
    const StrandFacts granted{.explicitGrant = true};
    CHECK(strands(Role::IomOfficer, Panel::Iom, granted) == "rwd rwd - r rwd rwd");
    CHECK(strands(Role::ProbationPractitioner, Panel::Iom, granted) == "rwd rwd - r r rwd");
    CHECK(strands(Role::IomSupervisor, Panel::Iom, granted) == "rd rd r rd rd rd");
    CHECK(strands(Role::Idva, Panel::DaMarac, granted) == "rwd rwd rwd r - -");
}

TEST_CASE("an agency reads while a meeting lists the case, and writes where it owns an action")
{
    CHECK(strands(Role::AgencyRep, Panel::DaMarac) == "- - - - - -");
    CHECK(strands(Role::AgencyRep, Panel::DaMarac, {.listedSoon = true}) == "r r r r - r");
    CHECK(strands(Role::AgencyRep, Panel::DaMarac, {.ownsAction = true}) == "- w - - - -");
    CHECK(strands(Role::PanelMember, Panel::CMarac, {.listedSoon = true}) == "r r r r - r");
}

TEST_CASE("a referrer writes into the case she made and is served nothing of it")
{
    CHECK(strands(Role::Referrer, Panel::DaMarac) == "- - - - - -");
    CHECK(strands(Role::Referrer, Panel::DaMarac, {.created = true}) == "w w w w - -");
}

TEST_CASE("no role holds strands of a panel it does not serve, nor administrators any")
{
    CHECK(strands(Role::IomOfficer, Panel::DaMarac) == "- - - - - -");
    CHECK(strands(Role::Idva, Panel::Iom) == "- - - - - -");
    CHECK(strands(Role::MaracCoordinator, Panel::CMarac) == "- - - - - -");
    const StrandFacts everything{true, true, true, true, true};
    for (std::uint8_t p = 0; p <= 6; ++p) {
        for (const Role role : {Role::SystemAdmin, Role::Auditor, Role::SteeringMember})
            CHECK(strands(role, static_cast<Panel>(p), everything) == "- - - - - -");
        CHECK(strands(Role::IgOfficer, static_cast<Panel>(p), everything) == "- - - - - -");
    }
    CHECK(strands(Role::Idva, Panel::Steering) == "- - - - - -");
    CHECK(strands(Role::Idva, Panel::Directory) == "- - - - - -");
    CHECK_FALSE(strandRights(Role::Idva, Compartment::Panel, Panel::DaMarac).any());
    CHECK_FALSE(strandRights(Role::Idva, static_cast<Compartment>(7), Panel::DaMarac).any());
    CHECK_FALSE(strandRights(static_cast<Role>(99), Compartment::Core, Panel::DaMarac).any());
}

TEST_CASE("everyone reads the directory and nobody writes it")
{
    for (std::uint8_t n = 1; n <= kRoles; ++n)
        CHECK(standing(static_cast<Role>(n), Panel::Directory) == "r");
    CHECK(standing(static_cast<Role>(0), Panel::Directory).empty());
}

TEST_CASE("meetings are written by those who run them and read by those who attend")
{
    CHECK(standing(Role::MaracCoordinator, Panel::DaMarac) == "rwd");
    CHECK(standing(Role::MaracChair, Panel::DaMarac) == "rwd");
    CHECK(standing(Role::Idva, Panel::DaMarac) == "r");
    CHECK(standing(Role::AgencyRep, Panel::DaMarac) == "r");
    CHECK(standing(Role::Referrer, Panel::DaMarac).empty());
    CHECK(standing(Role::IomOfficer, Panel::DaMarac).empty());
    CHECK(standing(Role::SteeringSecretary, Panel::Steering) == "rwd");
    CHECK(standing(Role::SteeringMember, Panel::Steering) == "rw");
    CHECK(standing(Role::SteeringObserver, Panel::Steering) == "r");
    CHECK(standing(Role::SystemAdmin, Panel::Steering).empty());
}

TEST_CASE("a coordinator sees the index of the whole panel and content only where assigned")
{
    Asked asked(Role::MaracCoordinator, Panel::DaMarac, Compartment::Core);
    asked.request.assigned = false;
    asked.request.sensitivity = ContentClass::Index;
    CHECK(asked.reads());
    asked.request.sensitivity = ContentClass::Content;
    CHECK_FALSE(asked.reads());
    CHECK(asked.reason() == Reason::NotAssigned);
}

TEST_CASE("a role held on another panel opens nothing here")
{
    Asked asked(Role::MaracCoordinator, Panel::DaMarac, Compartment::Core);
    asked.request.panelMatch = false;
    CHECK(asked.reason() == Reason::NotOnPanel);
}

TEST_CASE("a stopped person and a lapsed lease get nothing, before anything else is asked")
{
    Asked asked(Role::MaracCoordinator, Panel::DaMarac, Compartment::Core);
    CHECK(asked.reads());
    asked.request.leaseValid = false;
    CHECK(asked.reason() == Reason::LeaseOver);
    asked.request.stopped = true;
    CHECK(asked.reason() == Reason::Stopped);
}

TEST_CASE("breaking the glass needs the compartment named and a reason that is not blank")
{
    Asked asked(Role::IomSupervisor, Panel::Iom, Compartment::Safety);
    CHECK(asked.reason() == Reason::NeedsGrant);
    asked.request.grant = ExplicitGrant{Compartment::Safety, "  \n"};
    CHECK_FALSE(asked.reads());
    asked.request.grant = ExplicitGrant{Compartment::Care, "threat to life tonight"};
    CHECK_FALSE(asked.reads());
    asked.request.grant = ExplicitGrant{Compartment::Safety, "threat to life tonight"};
    CHECK(asked.reads());
    CHECK_FALSE(asked.writes());
    CHECK_FALSE(asked.settles());
}

TEST_CASE("a brief is all the perpetrator's side has of victim safety, whatever it is granted")
{
    Asked asked(Role::IomOfficer, Panel::Iom, Compartment::Safety);
    asked.request.grant = ExplicitGrant{Compartment::Safety, "asked for"};
    CHECK(asked.reason() == Reason::RoleNever);
}

TEST_CASE("a supervisor reads the cases of her team without being assigned")
{
    Asked asked(Role::IomSupervisor, Panel::Iom, Compartment::Core);
    asked.request.assigned = false;
    CHECK(asked.reason() == Reason::NotTeam);
    asked.request.assigned = true;
    CHECK(asked.reason() == Reason::NotTeam);
    asked.request.assigned = false;
    asked.request.sameTeam = true;
    CHECK(asked.reads());
}

TEST_CASE("an action is its owner's to change, and does not open the compartment it is kept in")
{
    Asked asked(Role::Idva, Panel::DaMarac, Compartment::Core);
    asked.request.area = Area::ActionRecord;
    CHECK_FALSE(asked.writes());
    asked.request.ownRecord = true;
    CHECK(asked.writes());
    asked.request.compartment = Compartment::Intel;
    CHECK_FALSE(asked.writes());

    Asked agency(Role::AgencyRep, Panel::DaMarac, Compartment::Core);
    agency.request.area = Area::ActionRecord;
    CHECK_FALSE(agency.writes());
    agency.request.ownAgency = true;
    CHECK(agency.writes());
}

TEST_CASE("words of one's own are added by whoever reads there, and for nobody else")
{
    Asked chair(Role::MaracChair, Panel::DaMarac, Compartment::Visit);
    CHECK_FALSE(chair.writes());
    chair.request.area = Area::OwnWords;
    CHECK(chair.reason() == Reason::NotOwn);
    chair.request.ownRecord = true;
    CHECK(chair.writes());
    CHECK_FALSE(chair.settles());
    chair.request.assigned = false;
    CHECK_FALSE(chair.writes());
    CHECK(chair.reason() == Reason::NotAssigned);

    Asked granted(Role::IgOfficer, Panel::DaMarac, Compartment::Visit);
    granted.request.area = Area::OwnWords;
    granted.request.ownRecord = true;
    granted.request.grant = ExplicitGrant{Compartment::Visit, "access request 12"};
    CHECK_FALSE(granted.writes());
}

TEST_CASE("victim safety leaves by export only with an exemption, and only from those who export")
{
    Asked asked(Role::MaracCoordinator, Panel::DaMarac, Compartment::Safety);
    CHECK(asked.reads());
    asked.request.channel = Outlet::Export;
    CHECK(asked.reason() == Reason::NeedsGrant);
    asked.request.grant = ExplicitGrant{Compartment::Safety, "court order"};
    CHECK(asked.reads());

    Asked idva(Role::Idva, Panel::DaMarac, Compartment::Core);
    idva.request.channel = Outlet::Export;
    CHECK(idva.reason() == Reason::NotExporter);
}

TEST_CASE("the information officer takes out what a request needs and has no screen of cases")
{
    Asked asked(Role::IgOfficer, Panel::DaMarac, Compartment::Core);
    asked.request.grant = ExplicitGrant{Compartment::Core, "access request 12"};
    CHECK(asked.reason() == Reason::OnlyByExport);
    asked.request.channel = Outlet::Export;
    CHECK(asked.reads());
    asked.request.grant.reset();
    CHECK(asked.reason() == Reason::NeedsGrant);
}

TEST_CASE("auditors and information officers read the logs, administrators nothing")
{
    for (const Role role : {Role::Auditor, Role::IgOfficer}) {
        Asked asked(role, Panel::DaMarac, Compartment::Panel);
        asked.request.area = Area::Log;
        CHECK(asked.reads());
        CHECK_FALSE(asked.writes());
    }
    Asked admin(Role::SystemAdmin, Panel::DaMarac, Compartment::Panel);
    admin.request.area = Area::Log;
    CHECK_FALSE(admin.reads());
}

TEST_CASE("the steering group sees reports of counts and none of cases")
{
    Asked asked(Role::SteeringMember, Panel::Steering, Compartment::Panel);
    asked.request.area = Area::Report;
    CHECK(asked.reason() == Reason::NotAggregated);
    asked.request.aggregated = true;
    CHECK(asked.reads());
}

TEST_CASE("a class in the wrong compartment, an unknown area and an unknown role are denied")
{
    Asked asked(Role::MaracCoordinator, Panel::DaMarac, Compartment::Core);
    asked.request.sensitivity = ContentClass::VictimSafety;
    CHECK(asked.reason() == Reason::UnknownSubject);
    asked.request.sensitivity = static_cast<ContentClass>(40);
    CHECK(asked.reason() == Reason::UnknownSubject);
    asked.request.sensitivity = ContentClass::Content;
    asked.request.area = static_cast<Area>(40);
    CHECK(asked.reason() == Reason::UnknownSubject);
    asked.request.area = Area::CaseContent;
    asked.request.action = static_cast<Action>(40);
    CHECK(asked.reason() == Reason::WrongChannel);
    asked.request.action = Action::Read;
    asked.request.channel = static_cast<Outlet>(40);
    CHECK(asked.reason() == Reason::WrongChannel);
    asked.request.channel = Outlet::Screen;
    CHECK(asked.reads());
    asked.role = static_cast<Role>(200);
    CHECK(asked.reason() == Reason::UnknownRole);
    asked.request.roles = {};
    CHECK_FALSE(decide(asked.request).allow);
    CHECK_FALSE(decide({}).allow);
}

TEST_CASE("of several roles any may allow, and otherwise the nearest reason is told")
{
    const std::vector roles{Role::Auditor, Role::IomSupervisor};
    Asked asked(Role::Auditor, Panel::Iom, Compartment::Safety);
    asked.request.roles = roles;
    CHECK(decide(asked.request).reason == Reason::NeedsGrant);
    asked.request.compartment = Compartment::Intel;
    asked.request.sensitivity = ContentClass::Intelligence;
    CHECK(decide(asked.request).allow);
}
