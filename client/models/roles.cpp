#include "client/models/roles.h"

namespace lapwing::models {

namespace {
using namespace work::screens;

constexpr Role<ActionRow> kAction[] = {
    {"recordId", &ActionRow::recordId},     {"text", &ActionRow::text},
    {"owner", &ActionRow::owner},           {"dueText", &ActionRow::dueText},
    {"colour", &ActionRow::colour},         {"colourText", &ActionRow::colourText},
    {"section", &ActionRow::section},       {"statusText", &ActionRow::statusText},
    {"caseRef", &ActionRow::caseRef},       {"caseText", &ActionRow::caseText},
    {"stateCode", &ActionRow::state},       {"stateText", &ActionRow::stateText}};
constexpr Role<VisitRow> kVisit[] = {
    {"recordId", &VisitRow::recordId},      {"who", &VisitRow::who},
    {"title", &VisitRow::title},            {"when", &VisitRow::when},
    {"time", &VisitRow::time},              {"address", &VisitRow::address},
    {"withText", &VisitRow::withText},      {"stateText", &VisitRow::stateText},
    {"outcomeText", &VisitRow::outcomeText}, {"isPlanned", &VisitRow::isPlanned},
    {"isUnderWay", &VisitRow::isUnderWay}, {"isNext", &VisitRow::isNext},
    {"step", &VisitRow::step},              {"stepText", &VisitRow::stepText}};
constexpr Role<ConflictRow> kCheck[] = {{"checkId", &ConflictRow::checkId},
                                     {"text", &ConflictRow::text},
                                     {"caseText", &ConflictRow::caseText},
                                     {"fieldLabel", &ConflictRow::fieldLabel}};
constexpr Role<CaseCard> kCard[] = {
    {"caseRef", &CaseCard::caseRef},        {"title", &CaseCard::title},
    {"panelText", &CaseCard::panelText},    {"colour", &CaseCard::colour},
    {"colourText", &CaseCard::colourText},  {"stateText", &CaseCard::stateText},
    {"riskText", &CaseCard::riskText},      {"alertCount", &CaseCard::alertCount},
    {"markerCount", &CaseCard::markerCount}, {"checkNeeded", &CaseCard::checkNeeded}};
constexpr Role<WarningRow> kWarning[] = {{"text", &WarningRow::text},
                                         {"kind", &WarningRow::kind},
                                         {"alert", &WarningRow::alert}};
constexpr Role<Line> kLine[] = {{"label", &Line::label},
                                {"value", &Line::value},
                                {"recordId", &Line::recordId},
                                {"checkNeeded", &Line::checkNeeded}};
constexpr Role<EntryRow> kEntry[] = {{"recordId", &EntryRow::recordId},
                                     {"title", &EntryRow::title},
                                     {"when", &EntryRow::when},
                                     {"by", &EntryRow::by},
                                     {"text", &EntryRow::text},
                                     {"stateCode", &EntryRow::state},
                                     {"stateText", &EntryRow::stateText}};
constexpr Role<PersonRow> kPerson[] = {
    {"recordId", &PersonRow::recordId},     {"name", &PersonRow::name},
    {"roleText", &PersonRow::roleText},     {"bornText", &PersonRow::bornText},
    {"contactWarning", &PersonRow::contactWarning},
    {"contactText", &PersonRow::contactText}, {"contactLabel", &PersonRow::contactLabel},
    {"hasContact", &PersonRow::hasContact},
    {"contactAlert", &PersonRow::contactAlert},
    {"revealed", &PersonRow::revealed}};
constexpr Role<AlertRow> kAlert[] = {{"recordId", &AlertRow::recordId},
                                     {"text", &AlertRow::text},
                                     {"severityText", &AlertRow::severityText},
                                     {"startText", &AlertRow::startText},
                                     {"acknowledged", &AlertRow::acknowledged},
                                     {"otherAcknowledged", &AlertRow::otherAcknowledged},
                                     {"isAlert", &AlertRow::isAlert}};
constexpr Role<OfficerRow> kOfficer[] = {{"name", &OfficerRow::name},
                                         {"stateText", &OfficerRow::stateText}};
constexpr Role<VersionRow> kVersion[] = {
    {"number", &VersionRow::number},        {"letter", &VersionRow::letter},
    {"fromText", &VersionRow::fromText},    {"value", &VersionRow::value},
    {"when", &VersionRow::when},            {"by", &VersionRow::by},
    {"why", &VersionRow::why},              {"mine", &VersionRow::mine},
    {"chosen", &VersionRow::chosen}};
constexpr Role<OutboxRow> kOutbox[] = {{"itemId", &OutboxRow::itemId},
                                       {"section", &OutboxRow::section},
                                       {"title", &OutboxRow::title},
                                       {"stateCode", &OutboxRow::state},
                                       {"stateText", &OutboxRow::stateText},
                                       {"when", &OutboxRow::when}};
constexpr Role<HitRow> kHit[] = {{"recordId", &HitRow::recordId},
                                 {"typeText", &HitRow::typeText},
                                 {"caseRef", &HitRow::caseRef},
                                 {"caseText", &HitRow::caseText},
                                 {"title", &HitRow::title}};
constexpr Role<Problem> kProblem[] = {{"name", &Problem::name}, {"text", &Problem::text}};
constexpr Role<RailRow> kRail[] = {
    {"route", &RailRow::route}, {"label", &RailRow::label}, {"badge", &RailRow::badge}};
constexpr Role<ChoiceRow> kChoice[] = {{"value", &ChoiceRow::value}, {"label", &ChoiceRow::label}};
constexpr Role<TopicRow> kTopic[] = {{"value", &TopicRow::value},
                                     {"label", &TopicRow::label},
                                     {"stateText", &TopicRow::stateText},
                                     {"done", &TopicRow::done}};
} // namespace

template <>
ActionsModel* newModel(QObject* parent)
{
    return new ActionsModel(kAction, &ActionRow::recordId, parent);
}
template <>
VisitsModel* newModel(QObject* parent)
{
    return new VisitsModel(kVisit, &VisitRow::recordId, parent);
}
template <>
ChecksModel* newModel(QObject* parent)
{
    return new ChecksModel(kCheck, &ConflictRow::checkId, parent);
}
template <>
CardsModel* newModel(QObject* parent)
{
    return new CardsModel(kCard, &CaseCard::caseRef, parent);
}
template <>
WarningsModel* newModel(QObject* parent)
{
    return new WarningsModel(kWarning, &WarningRow::text, parent);
}
template <>
LinesModel* newModel(QObject* parent)
{
    return new LinesModel(kLine, &Line::label, parent);
}
template <>
EntriesModel* newModel(QObject* parent)
{
    return new EntriesModel(kEntry, &EntryRow::recordId, parent);
}
template <>
PeopleModel* newModel(QObject* parent)
{
    return new PeopleModel(kPerson, &PersonRow::recordId, parent);
}
template <>
AlertsModel* newModel(QObject* parent)
{
    return new AlertsModel(kAlert, &AlertRow::recordId, parent);
}
template <>
OfficersModel* newModel(QObject* parent)
{
    return new OfficersModel(kOfficer, &OfficerRow::name, parent);
}
template <>
VersionsModel* newModel(QObject* parent)
{
    return new VersionsModel(kVersion, &VersionRow::letter, parent);
}
template <>
OutboxModel* newModel(QObject* parent)
{
    return new OutboxModel(kOutbox, &OutboxRow::itemId, parent);
}
template <>
HitsModel* newModel(QObject* parent)
{
    return new HitsModel(kHit, &HitRow::recordId, parent);
}
template <>
ProblemsModel* newModel(QObject* parent)
{
    return new ProblemsModel(kProblem, &Problem::name, parent);
}
template <>
RailModel* newModel(QObject* parent)
{
    return new RailModel(kRail, &RailRow::route, parent);
}
template <>
ChoicesModel* newModel(QObject* parent)
{
    return new ChoicesModel(kChoice, &ChoiceRow::value, parent);
}
template <>
TopicsModel* newModel(QObject* parent)
{
    return new TopicsModel(kTopic, &TopicRow::value, parent);
}

} // namespace lapwing::models
