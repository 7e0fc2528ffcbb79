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
    const auto latestDay = [](const store::ListedRow& row) {
        std::optional<schema::Day> latest;
        for (const auto& said : row[referral::submittedOn].each())
            latest = std::max(latest, std::optional(said.value));
        return latest;
    };
    const auto newest = std::ranges::max_element(referrals, {}, latestDay);
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
    return finishing.make(officer::type,
                          {entryOf(officer::visit, visit),
                           {std::string(officer::staff.name()), FieldEntry::How::Set, staff},
                           entryOf(officer::part, part)});
}

Result<void> addStatement(Finishing& finishing, const std::string& text)
{
    const auto visit = finishing.form.editing.form.record();
    return finishing.make(statement::type, {entryOf(statement::about, visit),
                                            entryOf(statement::kind, statement::Kind::Saw),
                                            entryOf(statement::text, text)});
}

} // namespace lapwing::screens
