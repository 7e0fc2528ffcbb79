import QtQuick

// Stands in for the item that draws made words without anybody having them as a string.
Item {
    property bool shown: false
    property string aloud: ""
    property font font
    property color color

    implicitHeight: shown ? 5 * font.pixelSize * 1.3 : 0
    function make() { shown = true }
    function clear() { shown = false }
    function say() { aloud = "curlew lantern sparrow tide nine" }
}
