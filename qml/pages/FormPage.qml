pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// A form on a page of its own: topics on top where there are several, questions, and the finish.
AppPage {
    id: page

    deep: true
    title: app.form.view.title
    subtitle: app.form.view.caseText

    SectionChips {
        id: topics
        anchors { left: parent.left; right: parent.right; top: parent.top }
        form: page.app.form
    }
    FormView {
        anchors { left: parent.left; right: parent.right; top: topics.bottom; bottom: foot.top }
        middle: true
        form: page.app.form
        titled: false
    }
    FormFoot {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        form: page.app.form
        discardable: true
        onFinished: page.app.form.finish()
    }
}
