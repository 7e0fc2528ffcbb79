pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Everything to mind in this case, before anything else of it is read.
Column {
    id: list

    required property var warnings // roles: text, kind, alert

    spacing: Theme.space8
    visible: warnings.count > 0

    Repeater {
        model: list.warnings

        WarningRow {
            width: list.width
            required text
            required kind
            required alert
        }
    }
}
