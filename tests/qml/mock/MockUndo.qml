import QtQuick

QtObject {
    signal asked(string what)
    property string text: ""
    function take() { asked("undo") }
}
