#pragma once

#include "client/models/page_model.h"
#include "client/screens/about.h"

namespace lapwing::models {

/// How the tablet looks and when it locks, kept in its vault; and what there is to know of it.
/// Its list is `about`. Thread: the UI thread.
class Settings : public PageModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int textScale READ textScale WRITE setTextScale NOTIFY changed)
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    Q_PROPERTY(bool leftHanded READ leftHanded WRITE setLeftHanded NOTIFY changed)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY changed)
    Q_PROPERTY(int lockMinutes READ lockMinutes WRITE setLockMinutes NOTIFY changed)

public:
    Settings(Shell& shell, QObject* parent);
    /// What the vault remembers, and who uses it.
    void refresh() override;
    void clear() override;
    std::function<void(const screens::About& about)> known;

    [[nodiscard]] int textScale() const { return m_values.textScale; }
    void setTextScale(int percent);
    [[nodiscard]] QString theme() const;
    void setTheme(const QString& theme);
    [[nodiscard]] bool leftHanded() const { return m_values.leftHanded; }
    void setLeftHanded(bool on);
    [[nodiscard]] bool reduceMotion() const { return m_values.reduceMotion; }
    void setReduceMotion(bool on);
    [[nodiscard]] int lockMinutes() const { return m_values.lockMinutes; }
    void setLockMinutes(int minutes);

private:
    struct Values {
        int textScale = 100;
        int lockMinutes = 2;
        bool dark = false, leftHanded = false, reduceMotion = false;
        bool operator==(const Values&) const = default;
    };
    [[nodiscard]] static Bytes encode(const Values& values);
    [[nodiscard]] static Values decode(ByteView bytes);
    void set(Values values);

    Values m_values;
    Rows<screens::Line>* m_about;
};

} // namespace lapwing::models
