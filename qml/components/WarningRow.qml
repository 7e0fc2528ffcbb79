import QtQuick
import Lapwing.Client
import Lapwing.Ui

// A warning that is read before anything else; an ALERT one stands out by frame, sign and word.
Rectangle {
    id: row

    required property string text
    property bool alert: false
    property string note: ""
    property int kind: WarningKind.Marker
    property alias actions: signed.actions
    readonly property bool isConflict: kind === WarningKind.Conflict
    readonly property color paint: alert ? Theme.error : isConflict ? Theme.conflict : Theme.ink

    implicitHeight: signed.implicitHeight + 2 * Theme.space12
    implicitWidth: Theme.column
    radius: Theme.radius8
    color: alert ? Theme.alertTint : isConflict ? Theme.conflictTint : Theme.surface
    border.width: alert ? Theme.ringInk : Theme.hairline
    border.color: alert ? Theme.error : isConflict ? Theme.conflict : Theme.border

    SignedText {
        id: signed
        x: Theme.space16
        y: Theme.space12
        width: row.width - 2 * x
        path: row.kind === WarningKind.Contact ? Icons.phone
            : row.isConflict ? Icons.conflicts : Icons.warning
        paint: row.paint
        words: [
            AppText {
                width: signed.innerWidth
                text: row.alert ? qsTr("ALERT: %1").arg(row.text) : row.text
                font: Theme.strong
                color: row.paint
            },
            AppText {
                width: signed.innerWidth
                visible: text !== ""
                text: row.note
                font: Theme.small
            }
        ]
    }
}
