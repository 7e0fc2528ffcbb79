pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Recording in the home: initials only, topics on one side, questions on the other, and a way out.
AppPage {
    id: page

    readonly property bool beside: width / Theme.scale >= Theme.paneWidthMin - Theme.rail

    title: app.visit.view.title
    subtitle: Words.dotted([app.visit.view.addressText, app.visit.view.startedText])

    VisitSide {
        id: side
        x: Theme.leftHanded ? page.width - width : 0
        width: page.beside ? Theme.px(340) : 0
        height: foot.y
        visible: page.beside
        visit: page.app.visit
        form: page.app.form
    }
    Item {
        id: main
        x: Theme.leftHanded ? 0 : side.width
        width: page.width - side.width
        height: foot.y

        SectionChips {
            id: topics
            width: main.width
            shown: !page.beside
            form: page.app.form
        }
        FormView {
            anchors { fill: parent; topMargin: topics.height }
            form: page.app.form
        }
    }
    FormFoot {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        form: page.app.form
        finishName: "finishVisit"
        onFinished: page.app.visit.finish()
    }
}
