#include "tests/support/access_oracle.h"

#include <algorithm>

namespace lapwing::access {

using schema::Compartment;
using schema::Panel;

namespace {

/// Everything the oracle asks of a question, by names of the matrix.
struct Q {
    const Question& r;
    [[nodiscard]] bool on(Panel p) const { return r.panel == p; }
    [[nodiscard]] bool evvp() const { return on(Panel::Evvp) || on(Panel::PreEvvp); }
    [[nodiscard]] bool anyCase() const
    {
        return on(Panel::DaMarac) || on(Panel::CMarac) || evvp() || on(Panel::Iom);
    }
    [[nodiscard]] bool s(int n) const
    {
        return r.area == Area::CaseContent && static_cast<int>(r.sensitivity) == n;
    }
    [[nodiscard]] bool action() const { return r.area == Area::ActionRecord; }
    [[nodiscard]] bool meeting() const { return r.area == Area::Meeting; }
    [[nodiscard]] bool report() const { return r.area == Area::Report; }
    [[nodiscard]] bool log() const { return r.area == Area::Log; }
    [[nodiscard]] bool reading() const { return r.action == Action::Read; }
    [[nodiscard]] bool writing() const { return r.action == Action::Write; }
    [[nodiscard]] bool settling() const { return r.action == Action::Decide; }
    [[nodiscard]] bool exporting() const { return r.channel == Outlet::Export; }
    [[nodiscard]] bool mine() const { return r.assigned && r.ownRecord; }
    [[nodiscard]] bool agency() const { return r.assigned && r.ownAgency; }
    [[nodiscard]] bool listed() const { return r.assigned && r.listedSoon; }
    [[nodiscard]] bool need() const { return r.assigned && exempt(); }
    [[nodiscard]] bool exempt() const
    {
        if (!r.grant || r.grant->compartment != r.compartment) return false;
        for (const char c : r.grant->reason)
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return true;
        return false;
    }
};

bool referrer(const Q& q)
{
    if (!q.anyCase() || q.exporting() || q.settling()) return false;
    if (q.s(0)) return q.reading() && q.r.assigned;
    if (q.s(1) || q.s(2) || q.s(4)) return q.mine();
    return q.action() && q.reading() && q.mine();
}

bool idva(const Q& q)
{
    if (!(q.on(Panel::DaMarac) || q.on(Panel::CMarac)) || q.exporting()) return false;
    if (q.s(1) || q.s(2)) return q.r.assigned;
    if (q.s(0) || q.s(4)) return q.reading() && q.r.assigned;
    if (q.action()) return q.mine();
    return q.meeting() && q.reading();
}

bool maracCoordinator(const Q& q, Panel panel)
{
    if (!q.on(panel)) return false;
    if (q.s(0)) return q.reading();
    if (q.s(1) || q.s(2) || q.s(4)) return q.r.assigned;
    if (q.s(3) || q.s(5)) return q.reading() && q.r.assigned;
    return q.action() || q.meeting() || q.report();
}

bool maracChair(const Q& q)
{
    if (!q.on(Panel::DaMarac) || q.exporting()) return false;
    if (q.meeting()) return true;
    if (q.writing()) return false;
    if (q.s(0) || q.report()) return true;
    return q.r.assigned && (q.r.area == Area::CaseContent || q.action());
}

bool agencyRep(const Q& q)
{
    if (!q.anyCase() || q.exporting() || q.settling()) return false;
    if (q.s(3)) return q.mine();
    if (q.action()) return q.agency();
    if (!q.reading()) return false;
    if (q.s(0)) return q.r.assigned;
    if (q.s(1) || q.s(2) || q.s(4) || q.s(5)) return q.listed();
    return q.meeting();
}

bool iomOfficer(const Q& q, bool police)
{
    if (!q.on(Panel::Iom) || q.exporting() || q.s(2)) return false;
    if (q.s(0)) return q.reading() && q.r.assigned;
    if (q.s(1) || q.s(5)) return q.r.assigned;
    if (q.s(3) && police) return q.r.assigned;
    if (q.s(3) || q.s(4)) return q.reading() && q.need();
    if (q.action()) return q.mine();
    if (q.meeting()) return q.reading();
    return q.report() && q.r.ownRecord;
}

bool iomCoordinator(const Q& q)
{
    if (!q.on(Panel::Iom) || q.s(2)) return false;
    if (q.meeting() || q.report()) return true;
    if (q.action()) return q.r.assigned;
    if (q.log() || q.writing()) return false;
    return q.s(0) || q.r.assigned;
}

bool iomSupervisor(const Q& q)
{
    if (!q.on(Panel::Iom) || q.log()) return false;
    if (q.meeting() || q.report()) return true;
    if (q.action()) return q.r.assigned;
    if (q.writing()) return false;
    if (q.s(0) || q.s(1)) return q.r.sameTeam;
    if (q.s(2)) return q.reading() && q.need();
    return q.r.assigned;
}

bool evvpCoordinator(const Q& q)
{
    if (!q.evvp()) return false;
    if (q.s(0)) return q.reading();
    if (q.s(5)) return q.reading() && q.r.assigned;
    if (q.r.area == Area::CaseContent || q.action()) return q.r.assigned;
    return q.meeting() || q.report();
}

bool leadProfessional(const Q& q)
{
    if (!(q.evvp() || q.on(Panel::CMarac)) || q.exporting() || q.s(3)) return false;
    if (q.s(0)) return q.reading() && q.r.assigned;
    if (q.s(5)) return q.reading() && q.need();
    if (q.r.area == Area::CaseContent) return q.r.assigned;
    if (q.action()) return q.mine();
    return q.meeting() && q.reading();
}

bool steering(const Q& q, bool settles, bool exports)
{
    if (!q.on(Panel::Steering) || (q.exporting() && !exports)) return false;
    if (q.settling() && !settles) return false;
    if (q.action() || q.meeting()) return true;
    return q.report() && q.r.aggregated && !q.writing();
}

bool igOfficer(const Q& q)
{
    if (!q.anyCase() || !q.reading()) return false;
    return q.log() || (q.r.area == Area::CaseContent && q.exporting() && q.need());
}

bool roleAllows(Role role, const Q& q)
{
    switch (role) {
    case Role::Referrer: return referrer(q);
    case Role::Idva: return idva(q);
    case Role::MaracCoordinator: return maracCoordinator(q, Panel::DaMarac);
    case Role::MaracChair: return maracChair(q);
    case Role::AgencyRep: return agencyRep(q);
    case Role::IomOfficer: return iomOfficer(q, true);
    case Role::ProbationPractitioner: return iomOfficer(q, false);
    case Role::IomCoordinator: return iomCoordinator(q);
    case Role::IomSupervisor: return iomSupervisor(q);
    case Role::CmaracCoordinator: return maracCoordinator(q, Panel::CMarac);
    case Role::EvvpCoordinator: return evvpCoordinator(q);
    case Role::LeadProfessional: return leadProfessional(q);
    case Role::PanelMember: return agencyRep(q);
    case Role::SteeringChair: return steering(q, true, false);
    case Role::SteeringVice: return steering(q, true, false);
    case Role::SteeringMember: return steering(q, false, false);
    case Role::SteeringDeputy: return steering(q, false, false);
    case Role::SteeringObserver:
        return q.on(Panel::Steering) && q.meeting() && q.reading() && !q.exporting();
    // She settles attendance and votes; a report she only reads, so there is nothing to settle.
    case Role::SteeringSecretary:
        return steering(q, true, true) && !(q.report() && q.settling());
    case Role::IgOfficer: return igOfficer(q);
    case Role::Auditor:
        return (q.anyCase() || q.on(Panel::Steering)) && q.reading() &&
               (q.log() || (q.s(0) && q.r.assigned));
    default: return false;
    }
}

/// Area, panel, compartment and class belong together.
bool fitsTogether(const Q& q)
{
    const bool group = q.r.compartment == Compartment::Panel;
    switch (q.r.area) {
    case Area::Directory: return group && q.on(Panel::Directory);
    case Area::Meeting:
    case Area::Report:
    case Area::Log: return group && (q.anyCase() || q.on(Panel::Steering));
    case Area::ActionRecord:
        if (group) return q.on(Panel::Steering);
        return q.anyCase() && static_cast<int>(q.r.compartment) <= 6;
    case Area::OwnWords: return !group && q.anyCase() && static_cast<int>(q.r.compartment) <= 6;
    case Area::CaseContent: break;
    default: return false;
    }
    if (!q.anyCase()) return false;
    switch (q.r.compartment) {
    case Compartment::Visit:
    case Compartment::Core: return q.s(0) || q.s(1);
    case Compartment::Safety: return q.s(2);
    case Compartment::Intel: return q.s(3);
    case Compartment::Care: return q.s(4);
    case Compartment::Offence: return q.s(5);
    default: return false;
    }
}

bool channelFits(const Question& r)
{
    const bool reads = r.action == Action::Read;
    const bool changes = r.action == Action::Write || r.action == Action::Decide;
    switch (r.channel) {
    case Outlet::HubRead:
    case Outlet::Search:
    case Outlet::Export:
        return reads;
    case Outlet::HubWrite:
        return changes;
    case Outlet::Peer:
    case Outlet::Screen:
        return reads || changes;
    default: return false;
    }
}

/// The class of content that a narrow compartment keeps; -1 for the wide ones.
int classKept(Compartment c)
{
    if (c == Compartment::Safety) return 2;
    if (c == Compartment::Intel) return 3;
    if (c == Compartment::Care) return 4;
    return c == Compartment::Offence ? 5 : -1;
}

/// Whoever reads the content of a part, without a special grant, adds their own words there.
bool allowsOwnWords(Role role, const Question& r)
{
    const Q q{r};
    if (q.settling() || (q.writing() && !r.ownRecord)) return false;
    Question seen = r;
    seen.area = Area::CaseContent;
    seen.action = Action::Read;
    seen.sensitivity = static_cast<ContentClass>(std::max(1, classKept(r.compartment)));
    if (q.writing()) seen.grant.reset();
    return roleAllows(role, Q{seen});
}

} // namespace

bool oracleAllows(const Question& r)
{
    const Q q{r};
    if (r.stopped || !r.leaseValid || !channelFits(r) || !fitsTogether(q)) return false;
    for (const Role role : r.roles) {
        const int number = static_cast<int>(role);
        if (number < 1 || number > 22) continue;
        if (r.area == Area::Directory) {
            if (r.action == Action::Read && r.channel != Outlet::Export) return true;
            continue;
        }
        const bool said = r.area == Area::OwnWords ? allowsOwnWords(role, r) : roleAllows(role, q);
        if (!r.panelMatch || !said) continue;
        if (r.area == Area::ActionRecord && classKept(r.compartment) >= 0) {
            Question kept = r;
            kept.area = Area::CaseContent;
            kept.action = Action::Read;
            kept.channel = r.channel == Outlet::Export ? Outlet::Export : Outlet::Screen;
            kept.sensitivity = static_cast<ContentClass>(classKept(r.compartment));
            if (!roleAllows(role, Q{kept})) continue;
        }
        if (q.exporting() && r.compartment == Compartment::Safety && !q.exempt()) continue;
        return true;
    }
    return false;
}

} // namespace lapwing::access
