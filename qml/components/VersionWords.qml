import QtQuick
import Lapwing.Ui

// What one version says, who wrote it and why, to be read only.
Column {
    id: words

    required property string from
    required property string value
    required property string why

    spacing: Theme.space4

    AppText {
        width: parent.width
        text: words.from
        font: Theme.smallStrong
        color: Theme.ink2
    }
    Paragraph {
        width: parent.width
        text: words.value
    }
    AppText {
        width: parent.width
        text: words.why === "" ? qsTr("No reason was given") : qsTr("Why: %1").arg(words.why)
        font: Theme.small
        color: Theme.ink2
    }
}
