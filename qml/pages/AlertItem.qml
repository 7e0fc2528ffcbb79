import QtQuick
import Lapwing.Ui

// One warning of a briefing, with the button by which an officer says that it was read.
WarningRow {
    id: item

    required property string recordId
    required property string severityText
    required property bool acknowledged
    required property bool otherAcknowledged
    required property bool isAlert
    property bool asked: true
    signal acknowledge

    alert: isAlert
    note: Words.dotted([severityText, otherAcknowledged ? qsTr("Your partner has read this") : ""])
    actions: [
        AppButton {
            objectName: "acknowledge_" + item.recordId
            visible: item.asked && !item.acknowledged
            text: qsTr("I have read this")
            Accessible.name: qsTr("I have read this: %1").arg(item.text)
            onClicked: item.acknowledge()
        },
        StateLine {
            visible: item.acknowledged
            code: "sent"
            text: qsTr("Read by you")
        }
    ]
}
