import QtQuick

// Stands in for the item that holds a passphrase.
Item {
    property int length: 0
    readonly property string echo: "•".repeat(length)
    readonly property int strength: Math.min(100, 8 * length)
    readonly property string strengthText: length === 0 ? "" : "Hard to guess"
    signal accepted

    function clear() { length = 0 }
    function press(character: string) { length += 1 }
    function erase() { length = Math.max(0, length - 1) }
}
