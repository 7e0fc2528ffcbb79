import QtQuick
import Lapwing.Ui

// How hard what is being typed would be to guess: a bar, and the same in words.
Column {
    id: line

    required property int strength // 0 to 100
    required property string text

    visible: text !== ""
    spacing: Theme.space4
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Rectangle {
        width: Math.min(line.width, Theme.column)
        height: Theme.space8
        radius: Theme.radius4
        color: Theme.page
        border { width: Theme.hairline; color: Theme.border }

        Rectangle {
            width: parent.width * line.strength / 100
            height: parent.height
            radius: parent.radius
            color: Theme.brand
        }
    }
    AppText {
        width: line.width
        text: line.text
        font: Theme.small
        color: Theme.ink2
        Accessible.ignored: true
    }
}
