#include "client/screens/form_parts.h"

#include "shared/schema/validate.h"
#include "sync/log/note.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
constexpr std::string_view kDraftsSealed = "work.drafts_sealed";

Bytes encodeTyped(const OpenForm& form)
{
    wire::Writer w;
    w.u8(1);
    for (const auto* text : {&form.ask.plan, &form.ask.caseRef, &form.ask.about, &form.why})
        w.bytes(bytesOf(*text));
    w.varint(form.typed.size());
    for (const auto& [name, text] : form.typed) {
        w.bytes(bytesOf(name));
        w.bytes(bytesOf(text));
    }
    return w.take();
}

/// A draft as a person at the office reads it.
Result<std::string> readable(const store::Draft& draft)
{
    OpenForm form{{}, {}, {}, {}, {}, {}, {}, {}, {draft.form, draft.caseId}, {}, {}, 0};
    LAPWING_TRY(readTyped(draft.typed, form));
    auto text =
        form.ask.plan + ", " + form.ask.caseRef + ", record " + draft.form.record().hex() + "\n";
    for (const auto& [name, typed] : form.typed) text += name + ": " + typed + "\n";
    return text;
}

Result<void> sealDrafts(Workbench& bench)
{
    LAPWING_ASSIGN(const auto stored, bench.replica().setting(kDraftsSealed));
    const auto before = stored ? wire::Decoder(*stored).u64() : 0;
    LAPWING_ASSIGN(const auto drafts, bench.drafts().all());
    std::vector<std::string> texts;
    std::uint64_t newest = before;
    for (const auto& draft : drafts) {
        if (draft.wallMs <= before) continue;
        LAPWING_ASSIGN(auto text, readable(draft));
        if (text.size() <= kNoteBodyMax) texts.push_back(std::move(text));
        newest = std::max(newest, draft.wallMs);
    }
    if (texts.empty()) return {};
    wire::Writer w;
    w.u64(newest);
    LAPWING_TRY(bench.replica().setSetting(kDraftsSealed, w.view()));
    return bench.tablet().lock(texts);
}
} // namespace

Result<void> lockWithDrafts(Workbench& bench)
{
    if (!bench.isOpen()) return {};
    const auto sealed = sealDrafts(bench);
    const auto locked = bench.lock();
    return sealed.ok() ? locked : sealed;
}

std::string draftNameOf(const Plan& plan, const FormAsk& ask)
{
    return std::string(plan.name) + ":" + (ask.about.empty() ? ask.caseRef : ask.about);
}

Result<void> readTyped(ByteView bytes, OpenForm& form)
{
    constexpr std::size_t kNameMax = 64;
    wire::Decoder r(bytes);
    if (r.u8() != 1) return fail(ErrorCode::TooOld);
    const auto text = [&](std::size_t max) { return std::string(lapwing::textOf(r.bytes(max))); };
    form.ask.plan = text(kNameMax);
    form.ask.caseRef = text(kNameMax);
    form.ask.about = text(kNameMax);
    form.why = text(kWhyBytesMax);
    for (auto left = r.count(schema::types().size() * 100, 2); left > 0; --left) {
        auto name = text(kNameMax);
        form.typed[std::move(name)] = text(kTextBytesMax * 2);
    }
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "a draft's text");
    return {};
}

Result<std::uint64_t> keepDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    const auto now = bench.clock().wallMs();
    LAPWING_TRY(bench.drafts().put(
        {form.draftName, form.editing.form, form.editing.caseId, encodeTyped(form), now}));
    return now;
}

Result<void> dropDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    return bench.drafts().drop(form.draftName);
}

} // namespace lapwing::screens
