#pragma once

#include "shared/access/role.h"
#include "shared/schema/schema.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lapwing::access {

/// The words of the access matrix: on what condition a cell says yes. Every word also needs the
/// role to be held on the panel asked about.
enum class Word : std::uint8_t {
    Never,
    Panel,      ///< held on the panel is enough: "all panel", meetings, the group's own
    Assigned,   ///< assigned to the case
    Own,        ///< their own record, of a case they are assigned to
    OwnAgency,  ///< their agency owns the record, of a case they are assigned to
    Listed,     ///< assigned, and a meeting within 14 days lists the case
    Team,       ///< a case of an officer they supervise
    Granted,    ///< assigned, with a grant that names the compartment and a reason
    Aggregated, ///< a report of suppressed counts only
};

/// The columns of the matrix.
enum class Column : std::uint8_t {
    Index, Content, VictimSafety, Intelligence, Care, Offence, Actions, Meetings, Reports, Logs,
};
inline constexpr std::size_t kColumns = 10;

struct Cell {
    Word read = Word::Never;
    Word write = Word::Never;
};

/// Whether a role settles protective conflicts (docs/architecture.md "Conflicts").
enum class Settles : std::uint8_t {
    Never,
    WhereWrites, ///< where it may write: those who work the case
    WhereReads,  ///< where it may read without a special grant: those who answer for the case
};
/// Whether a role may take content out of the program.
enum class Exports : std::uint8_t {
    Never,
    WhatItReads,
    ExportOnly, ///< sees case content nowhere else
};

using PanelSet = std::uint8_t; ///< bit n: panel number n
[[nodiscard]] constexpr PanelSet panelBit(schema::Panel panel)
{
    return static_cast<PanelSet>(1u << static_cast<unsigned>(panel));
}

struct RoleRow {
    Role role;
    PanelSet panels; ///< on which a person can hold the role
    Settles settles;
    Exports exports;
    std::array<Cell, kColumns> cells;
    [[nodiscard]] const Cell& at(Column column) const
    {
        return cells[static_cast<std::size_t>(column)];
    }
};

/// One row per role, in order of wire number. The only place that says who may do what.
[[nodiscard]] std::span<const RoleRow> matrix();
/// nullptr for a role this version does not know.
[[nodiscard]] const RoleRow* rowOf(Role role);

/// Whether the role can be held on the panel at all: the wall between the sides of a case.
[[nodiscard]] bool servesPanel(Role role, schema::Panel panel);

} // namespace lapwing::access
