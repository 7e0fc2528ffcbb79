// What several forms do.
#include "client/screens/form_plan.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_officer_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
namespace officer = schema::visit_officer;
namespace statement = schema::statement;
namespace referral = schema::referral;

FieldEntry set(const schema::Field& field, std::string text)
{
    return {std::string(field.name), FieldEntry::How::Set, std::move(text)};
}
} // namespace

Result<RecordId> Finishing::about() const
{
    LAPWING_ASSIGN(const auto key, reader.keyOf(form.ask.about));
    return key.id;
}

const std::string& Finishing::answer(const schema::Field& field) const
{
    static const std::string kNone;
    const auto* asked = form.find(field.name);
    return asked ? form.valueOf(*asked) : kNone;
}

Result<void> Finishing::make(const schema::RecordType& type, const std::vector<FieldEntry>& entries)
{
    auto& casework = reader.bench().casework();
    LAPWING_ASSIGN(auto blank, casework.blank(form.editing.caseId, type));
    LAPWING_ASSIGN(auto made, casework.typed(blank, entries, form.why));
    beside.push_back(std::move(made));
    return {};
}

Result<std::optional<Fields>> newestReferral(Reader& reader, const CaseId& caseId)
{
    LAPWING_ASSIGN(const auto referrals, reader.rows(referral::type, caseId));
    if (referrals.empty()) return std::optional<Fields>{};
    const auto newest = std::ranges::max_element(
        referrals, {}, [](const auto& row) { return row.text(referral::submittedOn.field); });
    LAPWING_ASSIGN(auto before, Fields::open(reader, newest->key));
    return std::optional(std::move(before));
}

std::string joinedMembers(const Fields& record, const schema::Field& field)
{
    std::string all;
    for (const auto& member : record.members(field)) all += (all.empty() ? "" : ",") + member;
    return all;
}

Result<void> addOfficer(Finishing& finishing, const std::string& staff, bool leads)
{
    const auto part = leads ? officer::Part::Lead : officer::Part::Second;
    const auto visit = finishing.form.editing.form.record();
    return finishing.make(officer::type, {set(officer::visit.field, textOf(officer::visit, visit)),
                                          set(officer::staff.field, staff),
                                          set(officer::part.field, textOf(officer::part, part))});
}

Result<void> addStatement(Finishing& finishing, const std::string& text)
{
    const auto visit = finishing.form.editing.form.record();
    return finishing.make(
        statement::type, {set(statement::about.field, textOf(statement::about, visit)),
                          set(statement::kind.field, textOf(statement::kind, statement::Kind::Saw)),
                          set(statement::text.field, text)});
}

} // namespace lapwing::screens
