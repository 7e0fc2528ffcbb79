#pragma once

#include "client/models/app.h"

#include <QtQuick/QQuickWindow>

#include <functional>
#include <set>

namespace lapwing::pictures {

/// A window used by finger and keys, of which pictures are kept: plain, with text at 200 %, and
/// dark. Errors: what did not come about, as the message. Thread: the UI thread.
class Photographer {
public:
    using Shots = std::function<Result<void>()>;
    Photographer(models::App& app, QQuickWindow& window, QString folder);

    /// Calls back once for each look. The looks that the person chose are there again afterwards.
    [[nodiscard]] Result<void> inEachLook(const Shots& shots);
    /// There is room for one pane only.
    [[nodiscard]] bool isNarrow() const { return m_app.settings()->textScale() > 100; }
    [[nodiscard]] Result<void> shoot(const std::string& name);
    [[nodiscard]] int taken() const { return m_taken; }
    /// Whether a picture shows that page, in any look.
    [[nodiscard]] bool hasShot(models::PageId page) const { return m_pages.contains(page); }

    /// A finger on the middle of the item of that name, once it is there.
    [[nodiscard]] Result<void> tap(const QString& name);
    /// Taps on it, then types.
    [[nodiscard]] Result<void> type(const QString& name, std::string_view keys);
    void press(int key, const QString& text = {});
    /// Moves what it lies in until it is in the middle.
    [[nodiscard]] Result<void> scrollTo(const QString& name);
    [[nodiscard]] bool shows(const QString& name) const;
    [[nodiscard]] Result<void> until(const std::function<bool()>& holds,
                                     const std::string& what) const;
    [[nodiscard]] Result<void> untilAt(const char* page) const;
    void settle() const;

private:
    [[nodiscard]] Result<QQuickItem*> find(const QString& name) const;

    models::App& m_app;
    QQuickWindow& m_window;
    QString m_folder, m_suffix;
    int m_taken = 0;
    std::set<models::PageId> m_pages;
};

} // namespace lapwing::pictures
