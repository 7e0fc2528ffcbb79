#include "shared/access/decide.h"

#include "shared/access/matrix.h"

#include <algorithm>

namespace lapwing::access {

namespace {

using schema::Compartment;
using schema::Panel;

/// The column that a class of case content is in; nothing for a class no case holds.
[[nodiscard]] std::optional<Column> columnOf(ContentClass sensitivity)
{
    if (sensitivity > ContentClass::Offence) return std::nullopt;
    return static_cast<Column>(sensitivity);
}
static_assert(static_cast<int>(Column::Offence) == static_cast<int>(ContentClass::Offence));

/// Every reader of a case has these two, if they read content at all.
[[nodiscard]] bool isWide(Compartment c)
{
    return c == Compartment::Visit || c == Compartment::Core;
}

/// Whether a compartment of a case holds a class.
[[nodiscard]] bool holds(Compartment c, ContentClass s)
{
    return s == highestIn(c) || (isWide(c) && s == ContentClass::Index);
}

[[nodiscard]] bool isCasePanel(Panel panel)
{
    return panel >= Panel::DaMarac && panel <= Panel::Iom;
}

/// The column a request is about; nothing when its parts do not fit together.
[[nodiscard]] std::optional<Column> columnOf(const Question& r)
{
    const auto onlyIf = [](bool fits, Column column) {
        return fits ? std::optional(column) : std::nullopt;
    };
    const bool inCase = isCasePanel(r.panel) && r.compartment != Compartment::Panel &&
                        r.compartment <= Compartment::Offence;
    const bool inPanel = (isCasePanel(r.panel) || r.panel == Panel::Steering) &&
                         r.compartment == Compartment::Panel;
    switch (r.area) {
    case Area::CaseContent:
        return inCase && holds(r.compartment, r.sensitivity) ? columnOf(r.sensitivity)
                                                             : std::nullopt;
    case Area::ActionRecord: // the steering group keeps its actions with its meetings
        return onlyIf(inCase || (inPanel && r.panel == Panel::Steering), Column::Actions);
    case Area::OwnWords: return inCase ? columnOf(highestIn(r.compartment)) : std::nullopt;
    case Area::Meeting: return onlyIf(inPanel, Column::Meetings);
    case Area::Report: return onlyIf(inPanel, Column::Reports);
    case Area::Log: return onlyIf(inPanel, Column::Logs);
    case Area::Directory: break; // has no column
    }
    return std::nullopt;
}

[[nodiscard]] bool carries(Outlet channel, Action action)
{
    if (action > Action::Decide) return false;
    switch (channel) {
    case Outlet::HubRead:
    case Outlet::Search:
    case Outlet::Export:
        return action == Action::Read;
    case Outlet::HubWrite:
        return action != Action::Read;
    case Outlet::Peer:
    case Outlet::Screen:
        return true;
    }
    return false;
}

[[nodiscard]] bool isGranted(const Question& r)
{
    return r.grant && r.grant->compartment == r.compartment &&
           r.grant->reason.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

/// What a word of the matrix answers to a request.
[[nodiscard]] Reason ask(Word word, const Question& r)
{
    const bool ofCase = r.area == Area::CaseContent || r.area == Area::ActionRecord ||
                        r.area == Area::OwnWords;
    const bool near = r.assigned || !ofCase;
    const auto also = [&](bool fact, Reason otherwise) {
        return !near ? Reason::NotAssigned : fact ? Reason::Allowed : otherwise;
    };
    switch (word) {
    case Word::Never: break;
    case Word::Panel: return Reason::Allowed;
    case Word::Assigned: return also(true, Reason::NotAssigned);
    case Word::Own: return also(r.ownRecord, Reason::NotOwn);
    case Word::OwnAgency: return also(r.ownAgency, Reason::NotOwnAgency);
    case Word::Listed: return also(r.listedSoon, Reason::NotListed);
    case Word::Team: return r.sameTeam ? Reason::Allowed : Reason::NotTeam;
    case Word::Granted: return also(isGranted(r), Reason::NeedsGrant);
    case Word::Aggregated: return r.aggregated ? Reason::Allowed : Reason::NotAggregated;
    }
    return Reason::RoleNever;
}

/// Whether somebody may add their own words where a cell says who reads, or change them.
[[nodiscard]] Reason askOwnWords(const Cell& cell, const Question& r)
{
    // Who looks in by a special grant says nothing there; and there is nothing to settle.
    const bool never = r.action == Action::Decide || cell.read == Word::Granted;
    const Reason answer = ask(never ? Word::Never : cell.read, r);
    return answer == Reason::Allowed && !r.ownRecord ? Reason::NotOwn : answer;
}

/// The word that governs an action on a cell.
[[nodiscard]] Word wordFor(Action action, const RoleRow& row, const Cell& cell)
{
    if (action == Action::Read) return cell.read;
    if (action == Action::Write) return cell.write;
    switch (row.settles) {
    case Settles::WhereWrites: return cell.write;
    // A person who looks in by a special grant looks and does not settle.
    case Settles::WhereReads: return cell.read == Word::Granted ? Word::Never : cell.read;
    case Settles::Never: break;
    }
    return Word::Never;
}

/// Whether the channel is one by which the role may have what it was just allowed.
[[nodiscard]] Reason askChannel(const RoleRow& row, Column column, const Question& r)
{
    const bool isExport = r.channel == Outlet::Export;
    if (row.exports == Exports::ExportOnly && column != Column::Logs && !isExport)
        return Reason::OnlyByExport;
    if (!isExport) return Reason::Allowed;
    if (row.exports == Exports::Never) return Reason::NotExporter;
    const bool safety = r.compartment == Compartment::Safety;
    return safety && !isGranted(r) ? Reason::NeedsGrant : Reason::Allowed;
}

/// One role's answer; Allowed only when every part allows.
[[nodiscard]] Reason askRole(Role role, Column column, const Question& r)
{
    const RoleRow* row = rowOf(role);
    if (!row) return Reason::UnknownRole;
    if (!r.panelMatch || !servesPanel(role, r.panel)) return Reason::NotOnPanel;

    const bool addsOwn = r.area == Area::OwnWords && r.action != Action::Read;
    Reason answer = addsOwn ? askOwnWords(row->at(column), r)
                            : ask(wordFor(r.action, *row, row->at(column)), r);
    if (answer != Reason::Allowed) return answer;
    // An action never opens the compartment that it is kept in.
    if (r.area == Area::ActionRecord && r.compartment > Compartment::Core) {
        const auto kept = columnOf(highestIn(r.compartment));
        answer = ask(kept ? row->at(*kept).read : Word::Never, r);
        if (answer != Reason::Allowed) return answer;
    }
    return askChannel(*row, column, r);
}

/// The directory of staff and agencies: everyone reads it, only the hub writes it.
[[nodiscard]] Reason askDirectory(const Question& r)
{
    if (r.panel != Panel::Directory || r.compartment != Compartment::Panel)
        return Reason::UnknownSubject;
    if (std::ranges::none_of(r.roles, isKnown)) return Reason::UnknownRole;
    if (r.action != Action::Read) return Reason::RoleNever;
    return r.channel == Outlet::Export ? Reason::NotExporter : Reason::Allowed;
}

[[nodiscard]] Reason askAll(const Question& r)
{
    if (r.stopped) return Reason::Stopped;
    if (!r.leaseValid) return Reason::LeaseOver;
    if (!carries(r.channel, r.action)) return Reason::WrongChannel;
    if (r.area == Area::Directory) return askDirectory(r);
    const auto column = columnOf(r);
    if (!column) return Reason::UnknownSubject;
    Reason nearest = Reason::UnknownRole;
    for (const Role role : r.roles) nearest = std::max(nearest, askRole(role, *column, r));
    return nearest;
}

} // namespace

ContentClass highestIn(Compartment compartment)
{
    switch (compartment) {
    case Compartment::Visit:
    case Compartment::Core:
        return ContentClass::Content;
    case Compartment::Safety:
        return ContentClass::VictimSafety;
    case Compartment::Care:
        return ContentClass::Care;
    case Compartment::Intel:
        return ContentClass::Intelligence;
    case Compartment::Offence:
        return ContentClass::Offence;
    case Compartment::Panel: break;
    }
    return ContentClass::Governance;
}

Decision decide(const Question& request)
{
    const Reason reason = askAll(request);
    return {reason == Reason::Allowed, reason};
}

} // namespace lapwing::access
