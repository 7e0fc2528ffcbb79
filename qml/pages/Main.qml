pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

Window {
    width: 1280
    height: 800
    visible: true
    title: qsTr("Lapwing")
}
