#include "server-stub/service/quarantine_words.h"

namespace lapwing::hub {

std::string_view plainWords(access::Reason reason)
{
    using enum access::Reason;
    switch (reason) {
    case NotOwn:
        return "It changes a record that is not its author's own.";
    case NotOwnAgency:
        return "It changes an action of another agency.";
    case NotOnPanel:
        return "Its author has no role on this panel.";
    case NotAssigned:
        return "The case was not assigned to its author.";
    case NotTeam:
        return "It is about a case of another team.";
    case NotListed:
        return "No meeting that is near lists the case.";
    case NeedsGrant:
        return "It needs a special grant that its author did not have.";
    case UnknownSubject:
        return "It writes something that this part of the case does not hold.";
    case Stopped:
    case LeaseOver:
        return kNoRightsWords;
    case WrongChannel:
    case UnknownRole:
    case RoleNever:
    case NotExporter:
    case OnlyByExport:
    case NotAggregated:
    case Allowed:
        break;
    }
    return "Its author's role does not write this.";
}

std::string_view plainWords(domain::Objection objection)
{
    using enum domain::Objection;
    switch (objection) {
    case NotTheirOwn:
        return "It changes what another person stated, signed or entered.";
    case WrittenOnce:
        return "It changes what is written once.";
    case NamesSomebody:
        return "It says that somebody else did this.";
    case NotOnTheVisit:
        return "Its author is no officer of the visit.";
    case OnTheVisit:
        return "Its author is an officer of the visit, and this is for somebody else.";
    case NotASupervisor:
        return "Its author is no supervisor of this panel.";
    case NotYet:
        return "What has to come first was missing.";
    case Over:
        return "It changes what was finished.";
    case NotTheOwner:
        return "It changes an action of another agency.";
    case TheirOwn:
        return "Its author confirms what is their own.";
    case PanelDecides:
        return "It changes what the panel decides.";
    case NotWhole:
        return "It lacks what has to be said with it.";
    case OppositeSides:
        return "It makes two people one, of whom one may be at risk from the other.";
    }
    return "It breaks a rule of this panel.";
}

} // namespace lapwing::hub
