#include "shared/schema/schema.h"

#include "shared/schema/action_fields.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/agenda_fields.h"
#include "shared/schema/attestation_fields.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/chronology_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/meeting_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/relationship_fields.h"
#include "shared/schema/same_person_fields.h"
#include "shared/schema/staff_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"

#include <algorithm>
#include <array>

namespace lapwing::schema {

namespace {
template <typename Row>
const Row* named(std::span<const Row> rows, std::string_view name)
{
    const auto at = std::ranges::find(rows, name, &Row::name);
    return at == rows.end() ? nullptr : &*at;
}
} // namespace

const Code* Vocabulary::find(std::string_view word) const { return named(codes, word); }

const Code* Vocabulary::find(std::uint32_t number) const
{
    const auto at = std::ranges::find(codes, number, [](const Code& c) { return c.number; });
    return at == codes.end() ? nullptr : &*at;
}

const Field* RecordType::find(std::string_view field) const { return named(fields, field); }

std::span<const RecordType> types()
{
    static constexpr std::array kTypes{
        casefile::type,     person::type,      address::type,    contact::type,
        relationship::type, marker::type,      action::type,     visit::type,
        chronology::type,   incident::type,    referral::type,   meeting::type,
        agenda::type,       staff::type,       agency::type,     visit_officer::type,
        statement::type,    attestation::type, same_person::type};
    return kTypes;
}

bool isOfDirectory(const RecordType& type)
{
    return type.number == staff::type.number || type.number == agency::type.number;
}

bool isKeptUntilConfirmed(const RecordType& type)
{
    constexpr std::array kKept{casefile::type.number, marker::type.number, contact::type.number,
                               address::type.number};
    return std::ranges::find(kKept, type.number) != kKept.end();
}

const RecordType* findType(std::string_view name) { return named(types(), name); }

const RecordType* findType(std::uint16_t number)
{
    const auto all = types();
    return number >= 1 && number <= all.size() ? &all[number - 1u] : nullptr;
}

FieldOfType findField(std::uint32_t wireField)
{
    const std::uint32_t number = wireField / 8;
    const auto typeNumber = number / 100;
    if (typeNumber > types().size()) return {};
    const auto* type = findType(static_cast<std::uint16_t>(typeNumber));
    if (!type) return {};
    const auto at = std::ranges::lower_bound(type->fields, number, {}, &Field::number);
    if (at == type->fields.end() || at->wire() != wireField) return {};
    return {type, &*at};
}

const Vocabulary& panels() { return kPanels; }

std::string_view compartmentName(Compartment compartment)
{
    constexpr std::array<std::string_view, kCompartments> names{
        "panel", "visit", "core", "safety", "care", "intel", "offence"};
    const auto number = static_cast<std::size_t>(compartment);
    return number < names.size() ? names[number] : "reserved";
}

} // namespace lapwing::schema
