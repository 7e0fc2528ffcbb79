#include "shared/access/matrix.h"

namespace lapwing::access {

namespace {

using enum Word;

constexpr Cell kNo{};
constexpr Cell kRead{Assigned, Never};
constexpr Cell kBoth{Assigned, Assigned};
constexpr Cell kReadPanel{Word::Panel, Never};
constexpr Cell kBothPanel{Word::Panel, Word::Panel};
constexpr Cell kReadOwn{Own, Never};
constexpr Cell kBothOwn{Own, Own}; // anybody who writes their own reads it, else they could not
constexpr Cell kBothAgency{OwnAgency, OwnAgency};
constexpr Cell kReadListed{Listed, Never};
constexpr Cell kReadTeam{Team, Never};
constexpr Cell kNeed{Granted, Never}; // need to know, graded, break-glass
constexpr Cell kCounts{Aggregated, Never};

constexpr PanelSet kMarac = panelBit(schema::Panel::DaMarac);
constexpr PanelSet kCMarac = panelBit(schema::Panel::CMarac);
constexpr PanelSet kEvvp = panelBit(schema::Panel::PreEvvp) | panelBit(schema::Panel::Evvp);
constexpr PanelSet kIom = panelBit(schema::Panel::Iom);
constexpr PanelSet kGroup = panelBit(schema::Panel::Steering);
constexpr PanelSet kCases = kMarac | kCMarac | kEvvp | kIom;

constexpr auto kNobody = Settles::Never;
constexpr auto kWorker = Settles::WhereWrites;
constexpr auto kAnswers = Settles::WhereReads;
constexpr auto kStays = Exports::Never;
constexpr auto kPrints = Exports::WhatItReads;

// Rows that more than one role shares.
constexpr std::array<Cell, kColumns> kAgencyCells{
    kRead, kReadListed, kReadListed, kBothOwn, kReadListed, kReadListed,
    kBothAgency, kReadPanel, kNo, kNo};
constexpr std::array<Cell, kColumns> kMaracCoordinatorCells{
    kReadPanel, kBoth, kBoth, kRead, kBoth, kRead, kBothPanel, kBothPanel, kBothPanel, kNo};
constexpr std::array<Cell, kColumns> kSteeringCells{
    kNo, kNo, kNo, kNo, kNo, kNo, kBothPanel, kBothPanel, kCounts, kNo};
constexpr std::array<Cell, kColumns> kNothing{};

constexpr std::array<RoleRow, kRoles> kRows{{
    // Columns: index, content, victim safety, intelligence, care, offence,
    //          actions, meetings, reports, logs.
    {Role::Referrer,
     kCases,
     kNobody,
     kStays,
     {kRead, kBothOwn, kBothOwn, kNo, kBothOwn, kNo, kReadOwn, kNo, kNo, kNo}},
    // Offences reach an IDVA as a summary typed into the case, never as the records themselves.
    {Role::Idva,
     kMarac | kCMarac,
     kWorker,
     kStays,
     {kRead, kBoth, kBoth, kNo, kRead, kNo, kBothOwn, kReadPanel, kNo, kNo}},
    {Role::MaracCoordinator, kMarac, kWorker, kPrints, kMaracCoordinatorCells},
    {Role::MaracChair,
     kMarac,
     kAnswers,
     kStays,
     {kReadPanel, kRead, kRead, kRead, kRead, kRead, kRead, kBothPanel, kReadPanel, kNo}},
    {Role::AgencyRep, kCases, kNobody, kStays, kAgencyCells},
    // The perpetrator's side has a written brief instead of victim safety.
    {Role::IomOfficer,
     kIom,
     kWorker,
     kStays,
     {kRead, kBoth, kNo, kBoth, kNeed, kBoth, kBothOwn, kReadPanel, kBothOwn, kNo}},
    {Role::ProbationPractitioner,
     kIom,
     kWorker,
     kStays,
     {kRead, kBoth, kNo, kNeed, kNeed, kBoth, kBothOwn, kReadPanel, kBothOwn, kNo}},
    // As the supervisor, without a team: the whole panel's index to build agendas, content where
    // assigned. Breaking the glass is for the person who answers for officers' safety, so not here.
    {Role::IomCoordinator,
     kIom,
     kAnswers,
     kPrints,
     {kReadPanel, kRead, kNo, kRead, kRead, kRead, kBoth, kBothPanel, kBothPanel, kNo}},
    {Role::IomSupervisor,
     kIom,
     kAnswers,
     kPrints,
     {kReadTeam, kReadTeam, kNeed, kRead, kRead, kRead, kBoth, kBothPanel, kBothPanel, kNo}},
    // As the MARAC coordinator, for the community panel.
    {Role::CmaracCoordinator, kCMarac, kWorker, kPrints, kMaracCoordinatorCells},
    {Role::EvvpCoordinator,
     kEvvp,
     kWorker,
     kPrints,
     {kReadPanel, kBoth, kBoth, kBoth, kBoth, kRead, kBoth, kBothPanel, kBothPanel, kNo}},
    // Holds the case day by day, as an IDVA does, and is mostly a child's social worker: so care
    // is theirs to write; offences on need, intelligence not at all.
    {Role::LeadProfessional,
     kEvvp | kCMarac,
     kWorker,
     kStays,
     {kRead, kBoth, kBoth, kNo, kBoth, kNeed, kBothOwn, kReadPanel, kNo, kNo}},
    // Speaks for an agency, as a representative does.
    {Role::PanelMember, kCases, kNobody, kStays, kAgencyCells},
    // All seats of the group are as a member; who may vote and who minutes is the group's law.
    {Role::SteeringChair, kGroup, kAnswers, kStays, kSteeringCells},
    {Role::SteeringVice, kGroup, kAnswers, kStays, kSteeringCells},
    {Role::SteeringMember, kGroup, kNobody, kStays, kSteeringCells},
    {Role::SteeringDeputy, kGroup, kNobody, kStays, kSteeringCells},
    {Role::SteeringObserver,
     kGroup,
     kNobody,
     kStays,
     {kNo, kNo, kNo, kNo, kNo, kNo, kNo, kReadPanel, kNo, kNo}},
    // Attendance and votes are settled by the secretary's device; they send the papers out.
    {Role::SteeringSecretary, kGroup, kWorker, kPrints, kSteeringCells},
    // Answers access requests: takes out what one request needs, with its reason, and reads the
    // logs; has no screen of cases.
    {Role::IgOfficer,
     kCases,
     kNobody,
     Exports::ExportOnly,
     {kNeed, kNeed, kNeed, kNeed, kNeed, kNeed, kNo, kNo, kNo, kReadPanel}},
    {Role::Auditor,
     kCases | kGroup,
     kNobody,
     kPrints,
     {kRead, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kReadPanel}},
    // Keeps the machines running; no panel, no content.
    {Role::SystemAdmin, 0, kNobody, kStays, kNothing},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].role) != i + 1) return false;
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const RoleRow> matrix() { return kRows; }

const RoleRow* rowOf(Role role)
{
    return isKnown(role) ? &kRows[static_cast<std::size_t>(role) - 1] : nullptr;
}

bool servesPanel(Role role, schema::Panel panel)
{
    const RoleRow* row = rowOf(role);
    return row && panel <= schema::Panel::Steering && (row->panels & panelBit(panel)) != 0;
}

} // namespace lapwing::access
