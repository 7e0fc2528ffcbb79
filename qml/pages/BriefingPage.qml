pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Before a visit: every warning read and acknowledged, then where, with whom and why.
AppPage {
    id: page

    readonly property var visit: app.visit

    deep: true
    title: visit.view.title
    subtitle: Words.dotted([visit.view.whenText, visit.view.addressText])

    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        columnMax: width

        TwoColumns {
            id: columns
            width: parent.width
            first: [
                Heading {
                    width: columns.firstWidth
                    text: page.visit.rows.alerts.count === 0
                        ? qsTr("No warnings are recorded on this tablet")
                        : page.visit.view.asksReading ? qsTr("Read these first")
                        : qsTr("Warnings")
                },
                Repeater {
                    model: page.visit.rows.alerts

                    AlertItem {
                        width: columns.firstWidth
                        asked: page.visit.view.asksReading
                        onAcknowledge: page.visit.acknowledge(recordId)
                        onStart: page.visit.acknowledgeAndStart(recordId)
                    }
                },
                VisitSigning {
                    width: columns.firstWidth
                    visit: page.visit
                },
                JointRecord {
                    width: columns.firstWidth
                    visit: page.visit
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
                }
            ]
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: visible ? implicitHeight : 0
        visible: page.visit.view.startText !== "" || page.visit.rows.deeds.count > 0
        note: page.visit.view.blockedText

        Repeater {
            model: page.visit.rows.deeds

            AppButton {
                required property string name
                required property string reason
                required text

                objectName: name
                visible: reason === ""
                enabled: !page.visit.busy
                onClicked: page.visit.perform(name)
            }
        }
        AppButton {
            objectName: "startVisit"
            kind: "main"
            visible: text !== ""
            text: page.visit.view.startText
            enabled: page.visit.view.blockedText === "" && !page.visit.busy
            onClicked: page.visit.start()
        }
    }
}
