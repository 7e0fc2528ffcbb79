import QtQuick
import Lapwing.Client
import Lapwing.Ui

// One warning of a briefing, with the button by which an officer says that it was read; that of
// the last one may start the visit as well.
WarningRow {
    id: item

    required property string recordId
    required property string severityText
    required property string startText
    required property bool acknowledged
    required property string readText
    required property bool isAlert
    property bool asked: true
    signal acknowledge
    signal start

    alert: isAlert
    note: Words.dotted([severityText, readText])
    actions: [
        Column {
            visible: item.asked && !item.acknowledged
            width: Math.max(read.implicitWidth, starts.visible ? starts.implicitWidth : 0)
            spacing: Theme.space8

            AppButton {
                id: read
                objectName: "acknowledge_" + item.recordId
                width: parent.width
                text: qsTr("I have read this")
                Accessible.name: Words.joined([text, item.text], ": ")
                onClicked: item.acknowledge()
            }
            AppButton {
                id: starts
                objectName: "readAndStart_" + item.recordId
                visible: item.startText !== ""
                text: item.startText
                Accessible.name: Words.joined([text, item.text], ": ")
                onClicked: item.start()
            }
        },
        StateLine {
            visible: item.acknowledged
            itemState: ItemState.Sent
            text: qsTr("Read by you")
        }
    ]
}
