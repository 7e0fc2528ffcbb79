pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One case: its parts on one side; on the other, what to mind and what can be added.
AppPage {
    id: page

    readonly property bool beside: width / Theme.scale >= Theme.paneWidthMin - Theme.rail
    readonly property var files: ({ summary: "CaseSummary.qml", timeline: "CaseTimeline.qml",
        actions: "CaseActions.qml", visits: "CaseVisits.qml", people: "CasePeople.qml",
        plans: "CasePlans.qml", removed: "CaseRemoved.qml" })

    deep: true
    title: app.caseView.view.card.title

    Item {
        id: main
        x: Theme.leftHanded && page.beside ? side.width : 0
        width: page.width - (page.beside ? side.width : 0)
        height: page.height

        CaseHead {
            id: head
            width: main.width
            caseView: page.app.caseView
        }
        Loader {
            readonly property string file: page.files[page.app.caseView.tab] ?? ""

            anchors { left: parent.left; right: parent.right; top: head.bottom; bottom: foot.top }
            onFileChanged: setSource(file, { caseView: page.app.caseView,
                warningsAbove: Qt.binding(() => !page.beside) })
        }
        ActionBar {
            id: foot
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            height: visible ? implicitHeight : 0
            visible: !page.beside

            AppButton {
                objectName: "addToCase"
                kind: "main"
                iconPath: Icons.add
                text: qsTr("Add to this case")
                onClicked: addSheet.open()
            }
        }
    }
    CaseSide {
        id: side
        x: Theme.leftHanded ? 0 : page.width - width
        width: Theme.px(360)
        height: page.height
        visible: page.beside
        caseView: page.app.caseView
    }
    Sheet {
        id: addSheet
        title: qsTr("Add to this case")

        CaseAdd {
            width: parent.width
            caseView: page.app.caseView
            onAdded: addSheet.close()
        }
    }
}
