#pragma once

#include "client/models/page_list.h"
#include "client/screens/plain_words.h"
#include "client/work/store_thread.h"
#include "client/work/sync_thread.h"
#include "shared/crypto/secret.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace lapwing::models {

using screens::toQt;
class FormEditor;

/// What a page's model may do beyond itself. Thread: the UI thread; it outlives every page.
struct Shell {
    work::Desk& desk;
    work::SyncThread& syncThread;
    const screens::LocalTime& time;
    const Clock& clock;
    FormEditor* form = nullptr; ///< the one form that may be open
    std::function<void(PageId page)> open{};
    std::function<void(const QString&recordId)> openVisit{}, openAction{}, openRecord{};
    /// Starts a visit, or goes on with it where it was left.
    std::function<void(const QString& recordId)> enterVisit{};
    std::function<void(const QString& conflictId)> openConflict{};
    std::function<void(const Error& error)> tell{}; ///< what went wrong, in the message bar
    std::function<void(const QString& text)> say{}; ///< what went well, there
    std::function<void()> saved{};                  ///< something was changed: all is to be read
};

/// Leaves the value as a new one is, and nothing of what it held in its place: short texts lie in
/// the object itself.
template <typename T>
void forget(T& value)
{
    std::destroy_at(&value);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(&value), sizeof(T)});
    std::construct_at(&value);
}

/// Reads one thing again and again, never twice at a time: what is asked for meanwhile is read
/// once more afterwards, and an answer that is no longer wanted is dropped.
template <typename T>
class Latest {
public:
    using Job = std::function<Result<T>(work::Workbench&)>;
    using Then = std::function<void(Result<T>)>;
    Latest(work::Desk& desk, Then then) : m_desk(desk), m_then(std::move(then)) {}

    void ask(Job job)
    {
        m_job = std::move(job);
        if (m_running)
            m_again = true;
        else
            run();
    }
    /// Whatever is under way is not wanted any more.
    void forget()
    {
        m_again = false;
        ++m_round;
    }
    [[nodiscard]] bool running() const { return m_running; }

private:
    void run()
    {
        m_running = true;
        m_desk.ask<T>(m_job, [this, round = m_round](Result<T> answer) {
            m_running = false;
            if (std::exchange(m_again, false)) return run();
            if (round == m_round) m_then(std::move(answer));
        });
    }

    work::Desk& m_desk;
    Then m_then;
    Job m_job;
    bool m_running = false, m_again = false;
    std::uint64_t m_round = 0;
};

} // namespace lapwing::models
