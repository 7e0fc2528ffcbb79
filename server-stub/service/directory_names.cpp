#include "server-stub/service/directory_names.h"

#include "server-stub/service/administration.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/meaning.h"
#include "shared/schema/staff_fields.h"

namespace lapwing::hub {

namespace {
std::string placeOfName(std::string_view type, std::string_view name)
{
    return std::string(type) + "\n" + schema::nameMeaning(name);
}
} // namespace

Result<DirectoryNames> DirectoryNames::read(HubCore& core)
{
    DirectoryNames found;
    LAPWING_ASSIGN(const auto directory, standingStrand(core, schema::Panel::Directory));
    LAPWING_ASSIGN(const auto records, core.registers.shownRecords(directory.ix));
    for (const auto& record : records) {
        const auto* type = schema::findType(record.type);
        if (!type || !schema::isOfDirectory(*type)) continue;
        LAPWING_ASSIGN(const auto form, core.registers.display(RecordKey{Scope{}, record.id}));
        if (!form) continue;
        const auto& name =
            type->number == schema::staff::type.number ? schema::staff::name : schema::agency::name;
        const auto names = form->read(name.wire());
        for (const auto& version : names.shown()) {
            if (version.value.kind != ValueKind::Text) continue;
            const auto said = version.value.asText();
            found.m_ids.emplace(placeOfName(type->name, said), record.id);
            found.m_names.emplace(record.id, said);
        }
    }
    return found;
}

bool DirectoryNames::isOfDirectory(const schema::Field& field)
{
    const auto* type = schema::findType(field.target);
    return type && schema::isOfDirectory(*type);
}

std::optional<RecordId> DirectoryNames::named(const schema::Field& field,
                                              std::string_view name) const
{
    const auto place = placeOfName(field.target, name);
    if (m_ids.count(place) != 1) return std::nullopt;
    return m_ids.find(place)->second;
}

std::string DirectoryNames::nameOf(const schema::Field& field, const RecordId& id) const
{
    const auto at = m_names.find(id);
    // A comma would part it in a sheet's list, and 16 hex digits are an id.
    if (at == m_names.end() || at->second.find(',') != std::string::npos) return {};
    if (RecordId::fromHex(at->second) || named(field, at->second) != id) return {};
    return at->second;
}

} // namespace lapwing::hub
