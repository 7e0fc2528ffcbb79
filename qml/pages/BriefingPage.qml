pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Before a visit: every warning read and acknowledged, then where, with whom and why.
AppPage {
    id: page

    readonly property var visit: app.visit

    deep: true
    title: visit.title
    subtitle: Words.dotted([visit.whenText, visit.addressText])

    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        columnMax: width

        TwoColumns {
            id: columns
            width: parent.width
            first: [
                Heading {
                    width: columns.firstWidth
                    text: page.visit.alerts.count > 0 ? qsTr("Read these first")
                        : qsTr("No warnings are recorded on this tablet")
                },
                Repeater {
                    model: page.visit.alerts

                    AlertItem {
                        width: columns.firstWidth
                        onAcknowledge: page.visit.acknowledge(recordId)
                    }
                }
            ]
            second: [
                Heading {
                    width: columns.secondWidth
                    text: qsTr("The visit")
                },
                VisitFacts {
                    width: columns.secondWidth
                    visit: page.visit
                },
                JointRecord { width: columns.secondWidth; visit: page.visit }
            ]
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        note: page.visit.blockedText

        AppButton {
            objectName: "signVisit"
            visible: page.visit.canSign
            text: qsTr("Sign my statement")
            onClicked: page.visit.sign()
        }
        AppButton {
            objectName: "startVisit"
            kind: "main"
            text: qsTr("Start visit")
            enabled: page.visit.blockedText === "" && !page.visit.busy
            onClicked: page.visit.start()
        }
    }
}
