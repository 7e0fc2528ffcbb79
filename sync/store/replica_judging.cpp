#include "sync/store/replica.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "shared/schema/validate.h"
#include "sync/log/bound_writes.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::uint8_t kDecideRight = 4;

/// Beside what cannot be read here everything stands on: nobody can say what they put in its place.
std::vector<SeenDot> dotsOf(const std::vector<SiblingView>& siblings)
{
    std::vector<SeenDot> dots;
    if (std::ranges::any_of(siblings, &SiblingView::newer)) return dots;
    for (const auto& s : siblings) dots.push_back(s.dot);
    if (mutant("resolution-keeps-sibling") && dots.size() > 1) dots.resize(1);
    return dots;
}

Error newerVersion()
{
    return fail(ErrorCode::TooOld,
                "This was written by a newer version of the program and can only be read with it. "
                "Nothing was saved, and what stands there is kept. Update this program.");
}

/// It puts one of several values shown in place of them all: a decision, and no new value.
bool putsOneForAll(const FieldWrite& write)
{
    const auto& shown = write.read.shown();
    const auto isOther = [&](const SiblingView& s) { return s.value != shown.front().value; };
    return std::ranges::any_of(shown, isOther) &&
           std::ranges::find(shown, write.value, &SiblingView::value) != shown.end();
}
} // namespace

Write Replica::writeOf(const FieldWrite& write)
{
    return {write.read.record(),        static_cast<std::uint8_t>(OpKind::Set),
            write.read.field(),         write.read.key(),
            dotsOf(write.read.shown()), Payload{encodeValue(write.value), write.why}};
}

Result<void> Replica::canRead(const FieldRead& read)
{
    const bool newer = std::ranges::any_of(read.shown(), &SiblingView::newer);
    return newer ? Result<void>(newerVersion()) : Result<void>();
}

Result<Strand> Replica::strandFor(const DisplayedRecord& form, const CaseId& caseId,
                                  schema::Compartment compartment)
{
    LAPWING_ASSIGN(const auto held, form.isNew() ? m_strands.strandsOfCase(caseId)
                                                 : m_strands.strandsOf(form.key().scope));
    auto at = std::ranges::find(held, compartment, &Strand::compartment);
    if (at != held.end()) return *at;
    if (form.isNew() && compartment == schema::Compartment::Panel && !held.empty()) {
        LAPWING_ASSIGN(const auto panels, m_strands.strandsOfCase(CaseId{}));
        for (const auto& strand : panels)
            if (strand.panel == held.front().panel) return strand;
    }
    return fail(ErrorCode::Rejected,
                "The part \"" + std::string(schema::compartmentName(compartment)) +
                    "\" of this case is not on this tablet. Nothing was saved. Ask the case's "
                    "coordinator if you need it.");
}

Result<void> Replica::judge(const DisplayedRecord& form, const CaseId& caseId,
                            const FieldWrite& write)
{
    const auto known = schema::findField(write.read.field());
    if (!known.field || known.type->number != form.type())
        return fail(ErrorCode::Rejected, "This field does not belong to this kind of record. "
                                         "Nothing was saved. Choose one of its own fields.");
    if (!guardsMore(*known.field, write.read.shown(), write.value))
        LAPWING_TRY(canRead(write.read));
    LAPWING_TRY(schema::validate(*known.field, write.value));
    if (known.field->isSet()) LAPWING_TRY(schema::validateKey(*known.field, write.read.key()));
    const auto reading = readRegister(*known.field, write.read.shown());
    if (known.field->policy == schema::MergePolicy::Append && !reading.distinct.empty())
        return schema::refused(*known.field, "is written once and then kept as it is; add a new "
                                             "entry that corrects it. Nothing was saved");
    if (!reading.conflict) return {};
    if (reading.needsReason && write.why.empty())
        return schema::refused(*known.field, "has more than one version; give a reason for the "
                                             "one you choose. Nothing was saved");
    LAPWING_ASSIGN(const auto strand, strandFor(form, caseId, known.field->compartment));
    if (known.field->policy == schema::MergePolicy::Protective && !(strand.rights & kDecideRight))
        return schema::refused(*known.field, "has more than one version, and is for the case's "
                                             "coordinator or a named officer to decide. Nothing "
                                             "was saved");
    return {};
}

Result<Saved> Replica::save(const DisplayedRecord& form, const CaseId& caseId,
                            std::vector<FieldWrite> writes)
{
    return save(std::vector<RecordSave>{{form, caseId, std::move(writes)}});
}

Result<Saved> Replica::save(std::vector<RecordSave> records, std::span<const SameWord> words)
{
    check(!records.empty(), "a save of nothing");
    std::vector<RecordParts> all;
    for (auto& [form, caseId, writes] : records) {
        LAPWING_TRY(saysOfOne(form, writes));
        addUnsaid(form, writes);
        LAPWING_ASSIGN(auto parts, partsOf(form, caseId, writes));
        all.push_back(std::move(parts));
    }
    return saveParts(all, words);
}

Result<Saved> Replica::decide(const DisplayedRecord& form, const FieldWrite& decision)
{
    const auto caseId = form.key().scope.caseId();
    std::vector<FieldWrite> writes{decision};
    LAPWING_TRY(saysOfOne(form, writes));
    addDecided(form, writes);
    const auto part = schema::compartmentOf(decision.read.field());
    LAPWING_ASSIGN(const auto strand, strandFor(form, caseId, part));
    // Who may only decide settles what is in question and writes nothing else.
    if (!access::Rights{strand.rights}.write())
        writes.erase(std::remove_if(writes.begin() + 1, writes.end(),
                                    [](const FieldWrite& w) { return !putsOneForAll(w); }),
                     writes.end());
    LAPWING_ASSIGN(const auto parts, partsOf(form, caseId, writes));
    return saveParts({&parts, 1});
}

Result<Replica::RecordParts> Replica::partsOf(const DisplayedRecord& form, const CaseId& caseId,
                                              const std::vector<FieldWrite>& writes)
{
    const auto* type = schema::findType(form.type());
    if (!type) return newerVersion();
    Parts parts;
    if (form.isNew())
        parts[type->home].push_back({form.record(),
                                     0,
                                     schema::lifeField(type->home),
                                     {},
                                     {},
                                     Payload{encodeValue(Value::code(type->number)), {}}});
    for (const auto& write : writes) {
        check(write.read.recordKey() == form.key(), "a write of another record's form");
        LAPWING_TRY(judge(form, caseId, write));
        parts[schema::compartmentOf(write.read.field())].push_back(writeOf(write));
    }
    if (mutant("supersedes-all-known") && !form.isNew()) {
        LAPWING_ASSIGN(const auto now, display(form.key()));
        for (auto& [where, part] : parts)
            for (auto& w : part) w.seen = dotsOf(now.read(w.field, w.key).shown());
    }
    const bool decides = !form.isNew() && std::ranges::all_of(writes, putsOneForAll);
    return RecordParts{&form, caseId, std::move(parts), decides};
}

Result<Saved> Replica::decideConflict(std::string_view id, const Value& value,
                                      const std::string& why)
{
    if (why.empty())
        return fail(ErrorCode::Rejected, "A decision needs a reason. Nothing was decided. Give one "
                                         "and decide again.");
    LAPWING_ASSIGN(const auto open, m_conflicts.named(id));
    LAPWING_ASSIGN(const auto form, display(open.record));
    LAPWING_TRY(canRead(form.read(open.field, open.key)));
    if (open.field / 8 == 0)
        return saveLife(
            form, value.kind == ValueKind::Retired ? LifeAct::Confirm : LifeAct::Restore, why);
    return decide(form, {form.read(open.field, open.key), value, why});
}

} // namespace lapwing::store
