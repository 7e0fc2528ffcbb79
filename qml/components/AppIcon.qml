import QtQuick
import QtQuick.Shapes
import Lapwing.Ui

// A drawing of Icons; a word always stands beside it, so a screen reader passes over it.
Item {
    id: icon

    required property string path
    property color color: Theme.ink
    property color fill: Theme.clear
    property int size: Theme.icon
    readonly property real grid: 24
    readonly property string drawing: path + color + fill
    property bool settled: true

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true
    // Without a graphics card a shape that is scrolled out of sight is drawn over what is there.
    layer.enabled: visible && settled && GraphicsInfo.api === GraphicsInfo.Software

    // A layer now and then keeps the drawing before: it is made anew.
    onDrawingChanged: settled = false

    Timer {
        interval: 0
        running: !icon.settled
        onTriggered: icon.settled = true
    }
    Shape {
        width: icon.grid
        height: icon.grid
        transformOrigin: Item.TopLeft
        scale: icon.size / icon.grid

        ShapePath {
            strokeWidth: 2
            strokeColor: icon.color
            fillColor: icon.fill
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: icon.path }
        }
    }
}
