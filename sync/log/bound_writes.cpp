#include "sync/log/bound_writes.h"

#include "shared/base/mutant.h"
#include "shared/schema/bound.h"
#include "shared/schema/meaning.h"
#include "shared/schema/validate.h"
#include "sync/log/merge.h"

#include <algorithm>
#include <set>

namespace lapwing {

namespace {
/// Every register of a bound field. A set has one for each word of its vocabulary, whether or not
/// anything stands there: a colleague may be adding that very word.
std::vector<Bytes> keysOf(const DisplayedRecord& form, const schema::Field& bound)
{
    if (!bound.isSet()) return {Bytes()};
    std::set<Bytes> keys;
    for (const auto& [place, siblings] : form.registers())
        if (place.first == bound.wire()) keys.insert(place.second);
    if (bound.vocabulary)
        for (const auto& word : bound.vocabulary->codes) {
            wire::Writer key;
            key.varint(word.number);
            keys.insert(key.take());
        }
    return {keys.begin(), keys.end()};
}

bool isWritten(const std::vector<FieldWrite>& writes, std::uint32_t field, const Bytes& key)
{
    return std::ranges::any_of(writes, [&](const FieldWrite& w) {
        return w.read.field() == field && w.read.key() == key;
    });
}

bool isKnown(const schema::Field& field, const Value& value)
{
    return schema::validate(field, value).ok();
}

/// `value`, or what stands there if that is more careful and this version can say it.
Value careful(const schema::Field& bound, const Reading& stands, Value value)
{
    const bool keeps = bound.policy == schema::MergePolicy::Protective && !bound.isSet() &&
                       stands.value && !isLessProtective(bound, stands.value, value) &&
                       isKnown(bound, *stands.value);
    return keeps ? *stands.value : value;
}

FieldWrite unsaidWrite(const DisplayedRecord& form, const schema::Field& bound, const Bytes& key,
                       const std::string& why)
{
    auto token = form.read(bound.wire(), key);
    const auto stands = readRegister(bound, token.shown());
    auto value = careful(bound, stands, schema::unsaid(bound));
    const bool unreadable =
        stands.newer || (stands.value && !bound.isSet() && !isKnown(bound, *stands.value));
    if (stands.conflict || unreadable) token = form.readBeside(bound.wire(), key);
    return {std::move(token), std::move(value), why};
}

/// The most careful of several statements; for other fields the one that all of them make.
std::optional<Value> oneOf(const schema::Field& bound, const std::vector<SiblingView>& said)
{
    const auto reading = readRegister(bound, said);
    if (reading.newer || !reading.value || !isKnown(bound, *reading.value)) return std::nullopt;
    return reading.value;
}
} // namespace

bool changesContent(const FieldWrite& write)
{
    const auto* field = schema::findField(write.read.field()).field;
    if (!field) return true;
    const auto reading = readRegister(*field, write.read.shown());
    return reading.distinct.size() != 1 || !reading.value ||
           !schema::sameMeaning(*field, *reading.value, write.value);
}

Result<void> saysOfOne(const DisplayedRecord& form, const std::vector<FieldWrite>& writes)
{
    for (const auto& write : writes) {
        const auto* bound = schema::findField(write.read.field()).field;
        if (!bound || bound->policy != schema::MergePolicy::Protective) continue;
        if (isMostProtective(*bound, write.value)) continue;
        const auto stands = readRegister(*bound, write.read.shown());
        if (stands.value && !isLessProtective(*bound, write.value, *stands.value)) continue;
        for (const auto* subject : schema::subjectsOf(*bound)) {
            const bool decided = std::ranges::any_of(
                writes, [&](const FieldWrite& w) { return w.read.field() == subject->wire(); });
            if (!decided && readRegister(*subject, form.read(subject->wire()).shown()).conflict)
                return schema::refused(*bound, "is said about one " + std::string(subject->name) +
                                                   ", and there is more than one version of "
                                                   "that. Nothing was saved. Decide that first");
        }
    }
    return {};
}

void addUnsaid(const DisplayedRecord& form, std::vector<FieldWrite>& writes)
{
    if (mutant("statements-pass-on")) return;
    for (std::size_t i = 0, n = writes.size(); i < n; ++i) {
        const auto* subject = schema::findField(writes[i].read.field()).field;
        if (!subject || !changesContent(writes[i])) continue;
        for (const auto* bound : schema::boundTo(*subject)) {
            // In a new record nothing stood, so only what guards somebody has to be said.
            if (form.isNew() && schema::unsaid(*bound).kind != ValueKind::Code) continue;
            for (const auto& key : keysOf(form, *bound))
                if (!isWritten(writes, bound->wire(), key))
                    writes.push_back(unsaidWrite(form, *bound, key, writes[i].why));
        }
    }
}

void addDecided(const DisplayedRecord& form, std::vector<FieldWrite>& writes)
{
    for (std::size_t i = 0, n = writes.size(); i < n; ++i) {
        const auto* subject = schema::findField(writes[i].read.field()).field;
        if (!subject) continue;
        std::vector<SeenDot> kept;
        for (const auto& version : writes[i].read.shown())
            if (schema::sameMeaning(*subject, version.value, writes[i].value))
                kept.push_back(version.dot);
        for (const auto* bound : schema::boundTo(*subject))
            for (const auto& key : keysOf(form, *bound)) {
                if (isWritten(writes, bound->wire(), key)) continue;
                std::vector<SiblingView> said;
                for (const auto& dot : kept)
                    std::ranges::copy(saidAbout(form, *bound, key, dot), std::back_inserter(said));
                auto value = oneOf(*bound, said).value_or(schema::unsaid(*bound));
                auto token = form.read(bound->wire(), key);
                if (std::ranges::any_of(token.shown(), &SiblingView::newer))
                    token = form.readBeside(bound->wire(), key);
                writes.push_back({std::move(token), std::move(value), writes[i].why});
            }
    }
}

std::vector<SiblingView> saidAbout(const DisplayedRecord& form, const schema::Field& bound,
                                   const Bytes& key, const SeenDot& subject)
{
    std::set<SeenDot> subjects;
    for (const auto* field : schema::subjectsOf(bound)) {
        const auto standing = form.read(field->wire());
        for (const auto& version : standing.shown()) subjects.insert(version.dot);
    }
    const auto laterBy = [&](const SiblingView& said, const SeenDot& of) {
        return said.dot.actor == of.actor && said.dot.ctr > of.ctr && !subjects.contains(said.dot);
    };
    std::vector<SiblingView> same, later, others, late;
    const auto token = form.read(bound.wire(), key);
    for (const auto& said : token.shown()) {
        // The office passes it on: which of the versions its author saw nobody here can tell.
        if (said.late) {
            late.push_back(said);
            continue;
        }
        const bool ofAnother =
            subjects.contains(said.dot) ||
            std::ranges::any_of(subjects, [&](const SeenDot& of) { return laterBy(said, of); });
        if (said.redacted) continue;
        if (said.dot == subject)
            same.push_back(said);
        else if (laterBy(said, subject))
            later.push_back(said);
        else if (!ofAnother)
            others.push_back(said);
    }
    auto& about = !same.empty() ? same : !later.empty() ? later : others;
    std::ranges::move(late, std::back_inserter(about));
    return about;
}

} // namespace lapwing
