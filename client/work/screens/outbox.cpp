#include "client/work/screens/readings.h"

#include "client/work/sync_session.h"

#include <algorithm>
#include <cctype>

namespace lapwing::work::screens {

namespace {
constexpr std::size_t kSentPerStrand = 20;
constexpr std::size_t kSentMax = 100;
constexpr std::uint64_t kOneSaveMs = 2000; ///< what one save wrote in several strands

/// All that one save wrote, as one item: the changes of one record at one moment.
struct Item {
    RecordKey record;
    std::uint64_t atMs = 0;
    ItemState state = ItemState::Sent;
    bool inQuarantine = false;
};

ItemState stateOf(const store::OwnChange& own)
{
    switch (own.state) {
    case Verdict::Undecided: return ItemState::OnTablet;
    case Verdict::Accepted: return ItemState::Sent;
    default: return ItemState::Problem;
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

void addTo(std::vector<Item>& items, const store::OwnChange& own)
{
    for (const auto& id : own.records) {
        const RecordKey record{own.scope, id};
        const auto same = std::ranges::find_if(items, [&](const Item& i) {
            return i.record == record && i.atMs < own.claimedMs + kOneSaveMs
                   && own.claimedMs < i.atMs + kOneSaveMs;
        });
        if (same == items.end()) {
            items.push_back({record, own.claimedMs, stateOf(own),
                             own.state == Verdict::Quarantined});
        } else {
            same->state = worse(same->state, stateOf(own));
            same->inQuarantine = same->inQuarantine || own.state == Verdict::Quarantined;
        }
    }
}

/// What a support person finds the item by, and reads out on the telephone: "4F-7K".
std::string supportCode(const RecordId& record)
{
    auto hex = record.hex().substr(0, 4);
    std::ranges::transform(hex, hex.begin(), [](char c) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    return hex.substr(0, 2) + "-" + hex.substr(2);
}

std::string detailOf(const Item& item, const LocalTime& time)
{
    const auto when = time.instant(item.atMs);
    if (item.state == ItemState::OnTablet)
        return "On this tablet since " + when
               + ".\nIt will go by itself when there is a connection.";
    if (item.state == ItemState::Sent) return "Written " + when + ".\nThe office has it.";
    if (item.inQuarantine)
        return "The office has this, and has put it aside for a person there to look at: it was "
               "not yours to change when it came in.\nWritten " + when
               + ". It is safe. Ask the office if it cannot wait.";
    return "The office did not accept this.\nWritten " + when
           + ". It is safe on this tablet. Ask the office what to do.";
}

class Outbox {
public:
    Outbox(Reader& reader, bool mayRead) : m_reader(reader), m_mayRead(mayRead) {}

    Result<OutboxView> read()
    {
        if (m_mayRead) LAPWING_TRY(m_reader.read());
        LAPWING_TRY(addDrafts());
        LAPWING_TRY(addItems());
        if (m_mayRead) LAPWING_TRY(addChecks());
        headings();
        LAPWING_ASSIGN(const auto last, lastSync(m_reader.bench().replica()));
        m_view.lastContactMs = last.wallMs;
        m_view.leaseLapsed = !m_mayRead;
        return std::move(m_view);
    }

private:
    [[nodiscard]] std::string titleOf(const RecordKey& record, std::string_view type,
                                      const CaseId& caseId)
    {
        auto title = typeText(type);
        const auto* held = m_mayRead ? m_reader.caseOf(caseId) : nullptr;
        if (held) title += (type == "visit" ? " to " : ", ") + initialsOf(held->title);
        if (m_mayRead)
            if (const auto name = m_reader.nameOf(record.scope, record.id.hex()); !name.empty())
                title += ": " + name;
        return title;
    }
    void push(OutboxRow row, ItemState state)
    {
        row.state = codeOf(state);
        row.stateText = textOf(state);
        m_view.items.push_back(std::move(row));
    }

    Result<void> addDrafts()
    {
        LAPWING_ASSIGN(const auto drafts, m_reader.bench().drafts().all());
        for (const auto& draft : drafts) {
            const auto* type = schema::findType(draft.form.type());
            OutboxRow row;
            row.itemId = "draft:" + draft.name;
            row.recordId = m_reader.idOf(draft.form.key());
            row.title = titleOf(draft.form.key(), type ? type->name : "record", draft.caseId);
            row.when = m_reader.time().brief(draft.wallMs, m_reader.nowMs());
            row.detail = "Begun, not finished. Saved on this tablet "
                         + m_reader.time().instant(draft.wallMs)
                         + ".\nOpen it again where you began it, and finish it.";
            if (m_mayRead)
                if (const auto* held = m_reader.caseOf(draft.caseId)) row.caseRef = held->ref;
            push(std::move(row), ItemState::Draft);
            ++m_view.drafts;
        }
        return {};
    }

    Result<void> addItems()
    {
        auto& replica = m_reader.bench().replica();
        const auto author = replica.author().actor;
        LAPWING_ASSIGN(const auto open, store::openOwnChanges(replica.strands(), author));
        LAPWING_ASSIGN(const auto latest,
                       store::latestOwnChanges(replica.strands(), author, kSentPerStrand));
        std::vector<Item> items;
        for (const auto& own : open) addTo(items, own);
        const auto today = m_reader.today();
        for (const auto& own : latest)
            if (own.state == Verdict::Accepted
                && m_reader.time().dateAt(own.claimedMs) == today)
                addTo(items, own);
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
        const auto row = m_reader.bench().replica().record(item.record);
        const auto* type = row.ok() ? schema::findType(row->type) : nullptr;
        OutboxRow out;
        out.itemId = "item:" + item.record.id.hex() + ":" + std::to_string(item.atMs);
        out.recordId = m_reader.idOf(item.record);
        out.title = titleOf(item.record, type ? type->name : "record", item.record.scope.caseId());
        out.when = m_reader.time().brief(item.atMs, m_reader.nowMs());
        out.detail = detailOf(item, m_reader.time());
        if (item.state == ItemState::Problem) out.code = supportCode(item.record.id);
        if (m_mayRead)
            if (const auto* held = m_reader.caseOf(item.record.scope.caseId()))
                out.caseRef = held->ref;
        push(std::move(out), item.state);
        return {};
    }

    Result<void> addChecks()
    {
        LAPWING_ASSIGN(const auto rows, readConflicts(m_reader.bench(), m_reader.time()));
        for (const auto& check : rows) {
            OutboxRow row;
            row.itemId = "check:" + check.checkId;
            row.title = check.fieldLabel + ", " + initialsOf(check.caseText);
            row.detail = check.text + ".\nNothing is lost. Open it and decide.";
            push(std::move(row), ItemState::Check);
            ++m_view.checks;
        }
        return {};
    }

    /// What needs a person stands first, and what is done last.
    void headings()
    {
        const auto rank = [](const OutboxRow& row) {
            const std::array<std::string_view, 5> order{"problem", "check", "onTablet", "draft",
                                                        "sent"};
            return std::ranges::find(order, row.state) - order.begin();
        };
        std::ranges::stable_sort(m_view.items, {}, rank);
        for (auto& row : m_view.items) {
            const auto counted = [](std::string_view heading, std::size_t count) {
                return std::string(heading) + " (" + std::to_string(count) + ")";
            };
            if (row.state == "draft") row.section = counted("Drafts", m_view.drafts);
            if (row.state == "onTablet") row.section = counted("Waiting to send", m_view.waiting);
            if (row.state == "check") row.section = counted("Check needed", m_view.checks);
            if (row.state == "problem") row.section = counted("Problem", m_view.problems);
            if (row.state == "sent") row.section = counted("Sent today", m_view.sent);
        }
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

Result<About> readAbout(Workbench& bench, const LocalTime& time)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    const auto& identity = bench.tablet().identity();
    const auto status = bench.tablet().vault().status();
    About about{identity.person, wordText(access::nameOf(identity.role)), {}};
    const auto say = [&](std::string label, std::string value, bool warns = false) {
        about.lines.push_back({std::move(label), std::move(value), {}, warns});
    };
    say("Person", about.person);
    say("Role", about.role);
    say("Office", identity.hubUrl);
    LAPWING_ASSIGN(const auto last, lastSync(bench.replica()));
    say("Last contact with the office",
        last.wallMs == 0 ? "Never" : time.instant(last.wallMs), last.wallMs == 0);
    const bool valid = status.lease.state == LeaseState::Valid;
    say("May be used without the office",
        valid ? "For " + counted(status.lease.remainingMs / 3'600'000, "more hour") : "No", !valid);
    const bool isFile = status.deviceKey == DeviceKeyKind::PlainFile;
    say("Device key", isFile ? "A file beside the vault: whoever copies the whole folder needs "
                               "only the passphrase."
                             : "In the keyring of this desktop: a copy of the folder alone does "
                               "not open.", isFile);
    say("Keys kept out of swap", status.memoryLocked ? "Yes" : "No: this machine did not allow it",
        !status.memoryLocked);
    say("Key slots", status.slotsWhole ? "Both copies are good" : "One copy is damaged",
        !status.slotsWhole);
    return about;
}

} // namespace lapwing::work::screens
