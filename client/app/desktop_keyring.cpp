#include "client/app/desktop_keyring.h"

#include "sync/os/mutex.h"

#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <optional>

namespace lapwing::app {

namespace {
const auto kService = QStringLiteral("Lapwing");

Result<crypto::Secret> answerOf(QKeychain::Job& job)
{
    const auto detail = "keyring: error " + std::to_string(static_cast<int>(job.error()));
    switch (job.error()) {
    case QKeychain::NoError: break;
    case QKeychain::EntryNotFound: return fail(ErrorCode::NotFound, {}, detail);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return fail(ErrorCode::Locked, {}, detail);
    default: return fail(ErrorCode::StorageFailed, {}, detail);
    }
    const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(&job);
    if (read == nullptr) return crypto::Secret();
    const auto bytes = read->binaryData();
    return crypto::Secret::copyOf(
        {reinterpret_cast<const std::uint8_t*>(bytes.constData()),
         static_cast<std::size_t>(bytes.size())});
}
} // namespace

/// One call at a time; an answer that nobody waits for any more is dropped.
struct DesktopKeyring::Call {
    Mutex oneAtATime;
    Mutex mutex;
    std::condition_variable_any changed;
    std::uint64_t number LAPWING_GUARDED_BY(mutex) = 0;
    std::optional<Result<crypto::Secret>> answer LAPWING_GUARDED_BY(mutex);
    bool closed LAPWING_GUARDED_BY(mutex) = false;
};

DesktopKeyring::DesktopKeyring(std::chrono::milliseconds patience)
    : m_patience(patience), m_calls(std::make_shared<Call>())
{
}
DesktopKeyring::~DesktopKeyring() = default;

void DesktopKeyring::close()
{
    const Lock lock(m_calls->mutex);
    m_calls->closed = true;
    m_calls->changed.notify_all();
}

Result<crypto::Secret> DesktopKeyring::ask(Make make)
{
    const Lock alone(m_calls->oneAtATime);
    Lock lock(m_calls->mutex);
    if (m_calls->closed) return fail(ErrorCode::Locked, {}, "the keyring is not asked any more");
    const auto number = ++m_calls->number;
    m_calls->answer.reset();
    const auto start = [make = std::move(make), calls = m_calls, number] {
        auto* job = make();
        job->setInsecureFallback(false);
        const auto take = [calls, number](QKeychain::Job* ended) {
            const Lock taking(calls->mutex);
            if (calls->number != number) return;
            calls->answer = answerOf(*ended);
            calls->changed.notify_all();
        };
        QObject::connect(job, &QKeychain::Job::finished, job, take);
        job->start();
    };
    QMetaObject::invokeMethod(&m_home, start, Qt::QueuedConnection);
    const auto ended = [this]() LAPWING_REQUIRES(m_calls->mutex) {
        return m_calls->answer || m_calls->closed;
    };
    m_calls->changed.wait_for(lock, m_patience, ended);
    ++m_calls->number; // what comes later comes too late
    if (!m_calls->answer) return fail(ErrorCode::Locked, {}, "the keyring did not answer in time");
    return std::move(*m_calls->answer);
}

Result<void> DesktopKeyring::put(const std::string& name, ByteView secret)
{
    auto held = std::make_shared<crypto::Secret>(crypto::Secret::copyOf(secret));
    const auto done = ask([key = QString::fromStdString(name), held] {
        auto* job = new QKeychain::WritePasswordJob(kService);
        job->setKey(key);
        job->setBinaryData(QByteArray(reinterpret_cast<const char*>(held->view().data()),
                                      static_cast<qsizetype>(held->size())));
        return job;
    });
    if (!done.ok()) return done.error();
    return {};
}

Result<crypto::Secret> DesktopKeyring::get(const std::string& name)
{
    return ask([key = QString::fromStdString(name)] {
        auto* job = new QKeychain::ReadPasswordJob(kService);
        job->setKey(key);
        return job;
    });
}

Result<void> DesktopKeyring::drop(const std::string& name)
{
    const auto done = ask([key = QString::fromStdString(name)] {
        auto* job = new QKeychain::DeletePasswordJob(kService);
        job->setKey(key);
        return job;
    });
    if (!done.ok() && done.error().code != ErrorCode::NotFound) return done.error();
    return {};
}

} // namespace lapwing::app
