#include "client/work/objection_text.h"

namespace lapwing::work {

namespace {
const char* textOf(domain::Objection objection)
{
    using enum domain::Objection;
    switch (objection) {
    case NotTheirOwn:
        return "A statement or a signature stays as the person who gave it made it. Nothing was "
               "saved. Write a new one of your own.";
    case WrittenOnce:
        return "This is written once and is not changed. Nothing was saved. Stand the officer "
               "down and add another.";
    case NamesSomebody:
        return "This would say that somebody else did it. Nothing was saved. Ask them to do it "
               "themselves.";
    case NotOnTheVisit:
        return "Only an officer of this visit may do this. Nothing was saved. Ask to be added to "
               "the visit.";
    case OnTheVisit:
        return "An officer of the visit cannot approve or countersign it. Nothing was saved. Ask "
               "a supervisor who is not going.";
    case NotASupervisor:
        return "Only a supervisor of this panel may do this. Nothing was saved. Ask your "
               "supervisor.";
    case NotYet:
        return "Something has to come first: each ALERT read, an approval, a statement or the "
               "other signatures; of two people, both records. Nothing was saved. Open the visit, "
               "or the people, to see which.";
    case Over:
        return "This is over and stays as it is. Nothing was saved. Plan another visit.";
    case NotTheOwner:
        return "This action belongs to another agency. Nothing was saved. Ask its owner or the "
               "coordinator, or add a note.";
    case TheirOwn:
        return "Nobody approves or countersigns what is their own. Nothing was saved. Ask another "
               "supervisor.";
    case PanelDecides:
        return "The panel decides the colour; until it meets, custody makes it Blue and a "
               "supervisor makes it Red, as provisional. Nothing was saved. Ask the coordinator.";
    case NotWhole:
        return "What has to be said with it is missing: a change of colour says why, when it is "
               "looked at next and, of Blue, the dates of custody; a merge, and undoing what was "
               "said of two people, say why. Nothing was saved. Add what is missing.";
    case OppositeSides:
        return "One of these may be at risk from the other: a referral, an incident, their parts "
               "in the case or a relationship says so. They are not made one. Nothing was "
               "saved. Put that right first, or ask the coordinator.";
    }
    return "This may not be changed. Nothing was saved. Ask the case's coordinator.";
}
} // namespace

Error refusedBy(domain::Objection objection)
{
    return fail(ErrorCode::Rejected, textOf(objection));
}

} // namespace lapwing::work
