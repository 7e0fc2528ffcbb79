import QtQuick
import Lapwing.Ui

// Something to know before going on: what happened, what is safe, what to do.
Rectangle {
    id: banner

    required property string text
    property string title: ""
    property string tone: "notice" // notice, alert, conflict
    property string actionText: ""
    property string actionName: "bannerAction"
    property string dismissText: ""
    readonly property color paint: tone === "alert" ? Theme.error
        : tone === "conflict" ? Theme.conflict : Theme.brand
    signal acted
    signal dismissed

    implicitHeight: signed.implicitHeight + 2 * Theme.space12
    implicitWidth: Theme.column
    visible: text !== ""
    radius: Theme.radius8
    color: tone === "alert" ? Theme.alertTint
        : tone === "conflict" ? Theme.conflictTint : Theme.selected
    border { width: Theme.hairline; color: paint }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Words.sentences([title, text])

    SignedText {
        id: signed
        x: Theme.space16
        y: Theme.space12
        width: banner.width - 2 * x
        wideMin: Theme.px(560)
        path: banner.tone === "conflict" ? Icons.conflicts
            : banner.tone === "alert" ? Icons.warning : Icons.clock
        paint: banner.paint
        words: [
            Heading {
                width: signed.innerWidth
                visible: text !== ""
                text: banner.title
                font: Theme.strong
            },
            Paragraph {
                width: signed.innerWidth
                text: banner.text
            }
        ]
        actions: [
            AppButton {
                objectName: banner.actionName
                anchors.verticalCenter: parent.verticalCenter
                visible: text !== ""
                text: banner.actionText
                onClicked: banner.acted()
            },
            AppButton {
                objectName: "dismissBanner"
                anchors.verticalCenter: parent.verticalCenter
                visible: text !== ""
                kind: "quiet"
                text: banner.dismissText
                onClicked: banner.dismissed()
            }
        ]
    }
}
