import QtQuick

// How one colour of a panel's rating is drawn: its shape, its chip, and its quiet chip.
QtObject {
    required property string shape
    required property color fill
    required property color fillInk
    required property color tint
    required property color tintInk
}
