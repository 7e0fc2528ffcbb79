pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What each officer wrote of a visit, side by side in one list and never merged.
Card {
    id: card

    required property var visit

    visible: visit.rows.joint.count > 0
    title: qsTr("The record of both officers")

    Repeater {
        model: card.visit.rows.joint

        LabelledValue {
            required label
            required value

            width: card.innerWidth
        }
    }
}
