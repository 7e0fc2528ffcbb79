#pragma once

#include "client/models/list_model.h"
#include "client/models/secret_entry.h"
#include "client/work/set_up.h"

namespace lapwing::models {

/// The page Unlock: a passphrase, and nothing of any case. Thread: the UI thread.
class Unlock : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString tabletText READ tabletText NOTIFY changed)

public:
    using QObject::QObject;
    std::function<void(crypto::Secret passphrase)> unlock;
    void setBusy(bool busy);
    void setProblem(const QString& problem);

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString tabletText() const
    {
        return tr("This tablet is locked. Everything on it is sealed.");
    }

    Q_INVOKABLE void submit(lapwing::models::SecretEntry* entry);

signals:
    void changed();

private:
    bool m_busy = false;
    QString m_problem;
};

/// The page Set up this tablet. Thread: the UI thread.
class SetUp : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString hubUrl READ hubUrl WRITE setHubUrl NOTIFY changed)
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed)

public:
    using QObject::QObject;
    std::function<void(work::SetUpRequest request, crypto::Secret passphrase)> setUp;
    void setBusy(bool busy);
    void setProblem(const QString& problem);

    [[nodiscard]] QString hubUrl() const { return m_hubUrl; }
    void setHubUrl(const QString& url);
    [[nodiscard]] QString code() const { return m_code; }
    void setCode(const QString& code);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString progressText() const
    {
        return m_busy ? tr("Meeting the office and making the vault. This takes a few seconds.")
                      : QString();
    }

    Q_INVOKABLE void submit(lapwing::models::SecretEntry* first,
                            lapwing::models::SecretEntry* again);

signals:
    void changed();

private:
    QString m_hubUrl, m_code, m_problem;
    bool m_busy = false;
};

} // namespace lapwing::models
