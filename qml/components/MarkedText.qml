import QtQuick
import Lapwing.Ui

// Text in which words are marked, bold and underlined. What is marked is `plain` again, escaped
// where it was made; a screen reader reads `plain`, and nothing of the marks.
AppText {
    property string plain: ""
    property string marked: ""

    text: marked === "" ? plain : marked
    textFormat: marked === "" ? Text.PlainText : Text.StyledText
    Accessible.name: plain
}
