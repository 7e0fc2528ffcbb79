#include "client/work/typed_writes.h"

#include "shared/schema/bound.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "shared/schema/validate.h"

#include <algorithm>
#include <set>

namespace lapwing::work {

namespace {
/// What a set displays and what it is to become.
struct Membership {
    std::set<Bytes> shown;
    std::set<Bytes> wanted;
    std::set<Bytes> conflicting;
};

Membership membershipOf(const DisplayedRecord& form, const schema::Field& field)
{
    Membership out;
    for (const auto& [place, siblings] : form.registers()) {
        if (place.first != field.wire()) continue;
        const auto reading = readRegister(field, siblings);
        if (reading.value && reading.value->asInteger() == 1) out.shown.insert(place.second);
        if (reading.conflict) out.conflicting.insert(place.second);
    }
    out.wanted = out.shown;
    return out;
}

Result<std::set<Bytes>> membersIn(const schema::Field& field, std::string_view text)
{
    std::set<Bytes> members;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        LAPWING_ASSIGN(auto key, schema::keyFromText(field, text.substr(0, comma)));
        LAPWING_TRY(schema::validateKey(field, key));
        members.insert(std::move(key));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return members;
}

Result<const schema::Field*> fieldOf(const schema::RecordType& type, std::string_view name)
{
    auto bare = name;
    const auto prefix = std::string(type.name) + ".";
    if (bare.starts_with(prefix)) bare.remove_prefix(prefix.size());
    const auto* field = type.find(bare);
    if (!field) return schema::unknownField(type, name);
    return field;
}

/// Whether an answer that equals what stands is written all the same.
enum class Same : std::uint8_t { LeftAlone, Counts };

/// The members that are to change, after all entries of one set in the order given. A member that
/// conflicts and was named is decided, too.
Result<std::vector<FieldWrite>> setWrites(const DisplayedRecord& form, const schema::Field& field,
                                          std::span<const FieldEntry* const> entries,
                                          const std::string& why, Same ifSame)
{
    auto membership = membershipOf(form, field);
    std::set<Bytes> named;
    for (const auto* entry : entries) {
        LAPWING_ASSIGN(const auto members, membersIn(field, entry->text));
        named.insert(members.begin(), members.end());
        if (entry->how == FieldEntry::How::Set) {
            named.insert(membership.wanted.begin(), membership.wanted.end());
            membership.wanted = members;
        } else if (entry->how == FieldEntry::How::Add) {
            membership.wanted.insert(members.begin(), members.end());
        } else {
            for (const auto& member : members) membership.wanted.erase(member);
        }
    }
    std::vector<FieldWrite> writes;
    for (const auto& member : named) {
        const bool wanted = membership.wanted.contains(member);
        const bool same = wanted == membership.shown.contains(member);
        const bool alone = ifSame == Same::LeftAlone && !membership.conflicting.contains(member);
        if (same && alone) continue;
        writes.push_back({form.read(field.wire(), member), Value::integer(wanted ? 1 : 0), why});
    }
    return writes;
}

Result<std::optional<FieldWrite>> plainWrite(const DisplayedRecord& form,
                                             const schema::Field& field,
                                             std::span<const FieldEntry* const> entries,
                                             const std::string& why, Same ifSame)
{
    if (entries.size() > 1)
        return schema::refused(field, "is given twice. Nothing was saved. Give it once");
    if (entries.front()->how != FieldEntry::How::Set)
        return schema::refused(field, "holds one value. Nothing was saved. Give it as name=value");
    LAPWING_ASSIGN(auto value, schema::parseText(field, entries.front()->text));
    auto token = form.read(field.wire());
    const auto reading = readRegister(field, token.shown());
    const bool blank = reading.distinct.empty() && value.kind == ValueKind::Cleared;
    const bool isOne = reading.distinct.size() == 1 && reading.value;
    const bool same = blank || (isOne && schema::sameMeaning(field, *reading.value, value));
    if (same && ifSame == Same::LeftAlone) return std::optional<FieldWrite>{};
    return std::optional(FieldWrite{std::move(token), std::move(value), why});
}

using ByField = std::map<const schema::Field*, std::vector<const FieldEntry*>>;

Result<std::vector<FieldWrite>> writesFor(const DisplayedRecord& form, const ByField& given,
                                          const schema::Field& field, const std::string& why,
                                          Same ifSame)
{
    std::vector<FieldWrite> writes;
    const auto at = given.find(&field);
    if (at == given.end()) return writes;
    if (field.isSet()) return setWrites(form, field, at->second, why, ifSame);
    LAPWING_ASSIGN(auto write, plainWrite(form, field, at->second, why, ifSame));
    if (write) writes.push_back(std::move(*write));
    return writes;
}

/// Whether this save changes what the field is a statement about.
Result<bool> isAskedAnew(const DisplayedRecord& form, const ByField& given,
                         const schema::Field& field, const std::string& why)
{
    for (const auto* subject : schema::subjectsOf(field)) {
        LAPWING_ASSIGN(const auto writes, writesFor(form, given, *subject, why, Same::LeftAlone));
        if (!writes.empty()) return true;
    }
    return false;
}

Result<void> requireAll(const schema::RecordType& type, const std::vector<FieldWrite>& writes)
{
    for (const auto& field : type.fields) {
        if (!(field.flags & schema::kRequired)) continue;
        const bool given = std::ranges::any_of(
            writes, [&](const FieldWrite& w) { return w.read.field() == field.wire(); });
        if (!given)
            return schema::refused(field, "is needed for a new record. Nothing was saved. Add " +
                                              std::string(field.name) + "=… and save again");
    }
    return {};
}
} // namespace

Result<FieldEntry> parseEntry(std::string_view typed)
{
    const auto sign = typed.find('=');
    auto name = typed.substr(0, sign);
    FieldEntry entry;
    if (sign != typed.npos && !name.empty()) {
        if (name.back() == '+') entry.how = FieldEntry::How::Add;
        if (name.back() == '-') entry.how = FieldEntry::How::Remove;
        if (entry.how != FieldEntry::How::Set) name.remove_suffix(1);
        entry.field = name;
        entry.text = typed.substr(sign + 1);
    }
    if (entry.field.empty())
        return fail(ErrorCode::Rejected, "A field was not given as name=value. Nothing was "
                                         "saved. Write, for example, text=\"Rang the landlord\".");
    return entry;
}

Result<std::vector<FieldWrite>>
writesOf(const DisplayedRecord& form, std::span<const FieldEntry> entries, const std::string& why)
{
    const auto* type = schema::findType(form.type());
    if (!type)
        return fail(ErrorCode::Rejected, "This kind of record was entered with a newer version "
                                         "and can only be read here. Nothing was saved. Update "
                                         "this program.");
    ByField given;
    for (const auto& entry : entries) {
        LAPWING_ASSIGN(const auto* field, fieldOf(*type, entry.field));
        given[field].push_back(&entry);
    }
    std::vector<FieldWrite> writes;
    for (const auto& field : type->fields) {
        LAPWING_ASSIGN(const bool anew, isAskedAnew(form, given, field, why));
        LAPWING_ASSIGN(auto own,
                       writesFor(form, given, field, why, anew ? Same::Counts : Same::LeftAlone));
        std::ranges::move(own, std::back_inserter(writes));
    }
    if (form.isNew()) LAPWING_TRY(requireAll(*type, writes));
    return writes;
}

} // namespace lapwing::work
