pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Lapwing.Client
import Lapwing.Ui

// The window: the shell with its page, and the cover over all of it.
Window {
    id: window

    required property App app

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 480
    visible: true
    title: "Lapwing"
    color: Theme.page

    Binding { target: Theme; property: "dark"; value: window.app.settings.theme === "dark" }
    Binding { target: Theme; property: "scale"; value: window.app.settings.textScale / 100 }
    Binding { target: Theme; property: "leftHanded"; value: window.app.settings.leftHanded }
    Binding { target: Theme; property: "reduceMotion"; value: window.app.settings.reduceMotion }

    Shell {
        anchors.fill: parent
        app: window.app
        enabled: !window.app.lock.covered
        focus: true
    }
    Cover {
        anchors.fill: parent
        visible: window.app.lock.covered
        clock: window.app.clockText
        date: window.app.dateText
        onClicked: window.app.lock.uncover()
    }

    Shortcut {
        sequence: "Ctrl+L"
        onActivated: window.app.lock.hide()
    }
    Shortcut {
        sequence: "Ctrl+F"
        enabled: window.app.lock.state === Lock.Open && !window.app.navigator.visitSafe
        onActivated: window.app.navigator.open(PageId.Search)
    }
    Repeater {
        model: window.app.navigator.rail

        Item {
            id: place

            required property int index
            required property int page

            Shortcut {
                sequence: "Alt+" + (place.index + 1)
                enabled: window.app.lock.state === Lock.Open && !window.app.navigator.visitSafe
                onActivated: window.app.navigator.open(place.page)
            }
        }
    }
}
