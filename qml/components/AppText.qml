import QtQuick
import Lapwing.Ui

// Text as it stands in the record: never read as markup.
Text {
    color: Theme.ink
    font: Theme.body
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    verticalAlignment: Text.AlignVCenter
    // Qt 6.4 tells a screen reader nothing of plain text by itself.
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
