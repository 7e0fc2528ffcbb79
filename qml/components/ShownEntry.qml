import QtQuick
import Lapwing.Ui

// An answer that was written once and is not edited; a correction is a new entry.
FieldFrame {
    id: entry

    property string value: ""

    Paragraph {
        width: Math.min(parent.width, Theme.column)
        text: entry.value
        visible: text !== ""
    }
}
