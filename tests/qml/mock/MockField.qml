import QtQuick

QtObject {
    property string name
    property string label
    property string hint: ""
    property string kind: "text"
    property string value: ""
    property string error: ""
    property bool dirty: false
    property bool required: false
    property var options: []
    property string day: ""
    property string month: ""
    property string year: ""
    property string time: ""
}
