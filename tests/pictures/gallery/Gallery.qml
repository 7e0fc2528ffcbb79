import QtQuick
import QtQuick.Window
import Lapwing.Ui

// Every component in every state, for eyes and for the tests: `lapwing-pictures --gallery`.
Window {
    id: window

    property alias showcase: showcase

    width: 1280
    height: 800
    visible: true
    title: "Lapwing"
    color: Theme.page

    Flow {
        id: choices
        x: Theme.space16
        y: Theme.space16
        width: window.width - 2 * x
        spacing: Theme.space8

        TickEntry {
            objectName: "galleryDark"
            text: qsTr("Dark")
            chosen: Theme.dark
            onClicked: Theme.dark = !Theme.dark
        }
        TickEntry {
            objectName: "galleryLarge"
            text: qsTr("Text at 200 %")
            chosen: Theme.scale > 1
            onClicked: Theme.scale = chosen ? 1 : 2
        }
        TickEntry {
            objectName: "galleryLeft"
            text: qsTr("Left hand")
            chosen: Theme.leftHanded
            onClicked: Theme.leftHanded = !Theme.leftHanded
        }
    }
    PageScroll {
        anchors { fill: parent; topMargin: choices.height + Theme.space24 }
        columnMax: width

        Showcase {
            id: showcase
            width: parent.width
        }
    }
}
