#pragma once

#include "client/models/shell.h"
#include "client/screens/forms.h"

#include <QtQml/qqmlregistration.h>

namespace lapwing::models {

/// Takes back what was just done, for ten seconds. What stood before is written again, as a change
/// of its own: nothing leaves the history. Thread: the UI thread.
class Undo : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString text READ text NOTIFY changed)

public:
    static constexpr std::uint64_t kOfferMs = 10'000;

    Undo(Shell& shell, QObject* parent) : QObject(parent), m_shell(shell) {}
    /// Nothing, when what was just done cannot be taken back.
    void offer(std::optional<work::TakeBack> back);
    /// Called from time to time: ends the offer when its time is over.
    void tick();
    void clear();

    /// What stands on the button; empty while there is nothing to take back.
    [[nodiscard]] QString text() const { return m_back ? tr("Undo") : QString(); }

    Q_INVOKABLE void take();

signals:
    void changed();

private:
    Shell& m_shell;
    std::optional<work::TakeBack> m_back;
    std::uint64_t m_untilMs = 0; ///< by the boot clock
};

} // namespace lapwing::models
