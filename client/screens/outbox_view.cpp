#include "client/screens/outbox_view.h"

#include "client/screens/conflict_rows.h"

#include "client/work/sync_session.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/visit_fields.h"
#include "sync/store/history.h"
#include "sync/store/own_changes.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
constexpr std::size_t kSentPerStrand = 20;
constexpr std::size_t kSentMax = 100;

/// All that one save wrote of a record, in however many strands.
struct Item {
    RecordKey record;
    Bytes save;
    std::uint64_t atMs = 0;
    ItemState state = ItemState::Sent;
    bool inQuarantine = false;
    std::optional<PersonVerdict> rejected{}; ///< by whom, and why
};

ItemState stateOf(const store::OwnChange& own)
{
    switch (own.state) {
    case Verdict::Undecided:
        return ItemState::OnTablet;
    case Verdict::Accepted:
        return ItemState::Sent;
    default:
        return ItemState::Problem;
    }
}

/// A part that is not sent keeps the whole from being told as sent, and a part that was not
/// accepted makes the whole a problem.
ItemState worse(ItemState a, ItemState b)
{
    if (a == ItemState::Problem || b == ItemState::Problem) return ItemState::Problem;
    return a == ItemState::OnTablet || b == ItemState::OnTablet ? ItemState::OnTablet
                                                                : ItemState::Sent;
}

void addTo(std::vector<Item>& items, const store::OwnChange& own,
           const std::optional<PersonVerdict>& rejected)
{
    for (const auto& id : own.records) {
        const RecordKey record{own.scope, id};
        const auto same = std::ranges::find_if(items, [&](const Item& i) {
            return i.record == record && !own.save.empty() && i.save == own.save;
        });
        if (same == items.end()) {
            items.push_back({record, own.save, own.claimedMs, stateOf(own),
                             own.state == Verdict::Quarantined, rejected});
        } else {
            if (rejected) same->rejected = rejected;
            same->state = worse(same->state, stateOf(own));
            same->inQuarantine = same->inQuarantine || own.state == Verdict::Quarantined;
        }
    }
}

/// What a support person finds the item by, and reads out on the telephone: "4F-7K".
QString supportCode(const RecordId& record)
{
    const auto hex = toQt(record.hex().substr(0, 4)).toUpper();
    return hex.left(2) + "-" + hex.mid(2);
}

QString detailOf(const Item& item, const Reader& reader)
{
    const auto when = reader.time().instant(item.atMs);
    if (item.state == ItemState::OnTablet)
        return Say::tr("On this tablet since %1.\nIt will go by itself when there is a connection.")
            .arg(when);
    if (item.state == ItemState::Sent) return Say::tr("Written %1.\nThe office has it.").arg(when);
    if (item.inQuarantine)
        return Say::tr("The office has this, and has put it aside for a person there to look at: "
                       "it was not yours to change when it came in.\nWritten %1. It is safe. Ask "
                       "the office if it cannot wait.")
            .arg(when);
    if (item.rejected)
        return Say::tr("%1 looked at this at the office and left it out of the case: %2\nWritten "
                       "%3. It is safe on this tablet. What stood before is shown again.",
                       "name, reason, time")
            .arg(reader.signerText(item.rejected->by), toQt(item.rejected->why), when);
    return Say::tr("The office did not accept this.\nWritten %1. It is safe on this tablet. Ask "
                   "the office what to do.")
        .arg(when);
}

ItemPage pageOf(const schema::RecordType* type)
{
    if (type && type->number == schema::visit::type.number) return ItemPage::Visit;
    return type && type->number == schema::action::type.number ? ItemPage::Action : ItemPage::Case;
}

class Outbox {
public:
    Outbox(Reader& reader, bool mayRead) : m_reader(reader), m_mayRead(mayRead) {}

    Result<OutboxView> read()
    {
        if (m_mayRead) LAPWING_TRY(m_reader.read());
        LAPWING_TRY(addDrafts());
        LAPWING_TRY(addItems());
        if (m_mayRead) LAPWING_TRY(addConflicts());
        headings();
        LAPWING_ASSIGN(const auto last, m_reader.bench().replica().state().lastSync());
        m_view.lastContactMs = last.wallMs;
        m_view.clockAheadMinutes = minutesAhead(metAt(last));
        m_view.leaseLapsed = !m_mayRead;
        return std::move(m_view);
    }

private:
    /// What it is, whose case, and which page shows it: without a lease only the first.
    void addAbout(OutboxRow& row, const RecordKey& record, const schema::RecordType* type)
    {
        row.about = m_reader.idOf(record);
        row.title = type ? typeText(type->name) : Say::tr("Record");
        const auto* held = m_mayRead ? m_reader.caseOf(record.scope.caseId()) : nullptr;
        if (!held) return;
        const auto initials = initialsOf(toQt(held->title));
        row.caseRef = toQt(held->ref);
        row.page = pageOf(type);
        row.title = row.page == ItemPage::Visit ? Say::tr("Visit to %1").arg(initials)
                                                : row.title + ", " + initials;
        if (const auto name = m_reader.nameOf(record.scope, record.id.hex()); !name.isEmpty())
            row.title += ": " + name;
    }
    void push(OutboxRow row, ItemState state)
    {
        row.state = state;
        row.stateText = textOf(state);
        m_view.items.push_back(std::move(row));
    }

    Result<void> addDrafts()
    {
        LAPWING_ASSIGN(const auto drafts, m_reader.bench().drafts().all());
        for (const auto& draft : drafts) addDraft(draft);
        return {};
    }

    void addDraft(const store::Draft& draft)
    {
        const auto* type = schema::findType(draft.form.type());
        const auto when = m_reader.time().instant(draft.wallMs);
        OutboxRow row;
        row.itemId = "draft:" + toQt(draft.name);
        row.when = m_reader.time().brief(draft.wallMs, m_reader.nowMs());
        if (draft.hasLeft) {
            row.title = type ? typeText(type->name) : Say::tr("Record");
            row.about = toQt(draft.typed.about);
            row.caseRef = toQt(draft.typed.caseRef);
            row.plan = draft.typed.plan;
            if (m_mayRead) row.page = ItemPage::Form;
            row.detail = Say::tr("Typed %1. Its case is not on this tablet any more. What you "
                                 "typed is sealed for the office; open it to read it, or to send "
                                 "it as it is now.")
                             .arg(when);
            ++m_view.left;
        } else {
            addAbout(row, draft.form.key(), type);
            row.detail = Say::tr("Begun, not finished. Saved on this tablet %1.\nOpen it again "
                                 "where you began it, and finish it.")
                             .arg(when);
            ++m_view.drafts;
        }
        push(std::move(row), draft.hasLeft ? ItemState::OnTablet : ItemState::Draft);
    }

    Result<void> addItems()
    {
        auto& replica = m_reader.bench().replica();
        const auto author = replica.author().actor;
        LAPWING_ASSIGN(const auto open, store::openOwnChanges(replica.database(), author));
        LAPWING_ASSIGN(const auto latest,
                       store::latestOwnChanges(replica.database(), author, kSentPerStrand));
        std::vector<Item> items;
        for (const auto& own : open) {
            std::optional<PersonVerdict> word;
            if (own.state == Verdict::Rejected) {
                LAPWING_ASSIGN(const auto strand, replica.strands().findStrand(own.strand));
                LAPWING_ASSIGN(word, store::verdictOn(replica.log(), *strand, {author, own.ctr}));
            }
            addTo(items, own, word);
        }
        const auto today = m_reader.today();
        for (const auto& own : latest)
            if (own.state == Verdict::Accepted && m_reader.time().dateAt(own.claimedMs) == today)
                addTo(items, own, {});
        std::ranges::sort(items, std::greater{}, &Item::atMs);
        for (const auto& item : items) LAPWING_TRY(addItem(item));
        return {};
    }

    Result<void> addItem(const Item& item)
    {
        auto& count = item.state == ItemState::Problem    ? m_view.problems
                      : item.state == ItemState::OnTablet ? m_view.waiting
                                                          : m_view.sent;
        ++count;
        if (item.state == ItemState::Sent && m_view.sent > kSentMax) return {};
        const auto row = m_reader.bench().replica().lists().record(item.record);
        const auto* type = row.ok() ? schema::findType(row->type) : nullptr;
        OutboxRow out;
        out.itemId = "item:" + toQt(item.record.id.hex()) + ":" + toQt(toHex(item.save)) + ":" +
                     QString::number(item.atMs);
        addAbout(out, item.record, type);
        out.when = m_reader.time().brief(item.atMs, m_reader.nowMs());
        out.detail = detailOf(item, m_reader);
        if (item.state == ItemState::Problem) out.code = supportCode(item.record.id);
        push(std::move(out), item.state);
        return {};
    }

    Result<void> addConflicts()
    {
        LAPWING_ASSIGN(const auto rows, conflictRows(m_reader));
        for (const auto& conflict : rows) {
            OutboxRow row;
            row.itemId = "conflict:" + conflict.conflictId;
            row.about = conflict.conflictId;
            row.page = ItemPage::Conflict;
            row.title = conflict.fieldLabel + ", " + initialsOf(conflict.caseText);
            row.detail = Say::tr("%1.\nNothing is lost. Open it and decide.").arg(conflict.text);
            push(std::move(row), ItemState::Conflict);
            ++m_view.conflicts;
        }
        return {};
    }

    /// What needs a person stands first, and what is done last.
    void headings()
    {
        using enum ItemState;
        struct Heading {
            ItemState state;
            QString text;
            std::size_t count;
        };
        const std::array all{
            Heading{Problem, textOf(Problem), m_view.problems},
            Heading{Conflict, textOf(Conflict), m_view.conflicts},
            Heading{OnTablet, Say::tr("Waiting to send"), m_view.waiting + m_view.left},
            Heading{Draft, Say::tr("Drafts"), m_view.drafts},
            Heading{Sent, Say::tr("Sent today"), m_view.sent}};
        const auto of = [&](const OutboxRow& row) {
            return std::ranges::find(all, row.state, &Heading::state);
        };
        std::ranges::stable_sort(m_view.items, {}, of);
        for (auto& row : m_view.items)
            row.section =
                Say::tr("%1, %2", "list, how many").arg(of(row)->text).arg(of(row)->count);
    }

    Reader& m_reader;
    bool m_mayRead;
    OutboxView m_view;
};
} // namespace

Result<OutboxView> readOutbox(Workbench& bench, const LocalTime& time)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    Reader reader(bench, time);
    return Outbox(reader, bench.mayRead().ok()).read();
}

} // namespace lapwing::screens
