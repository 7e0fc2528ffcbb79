import QtQuick
import Lapwing.Ui

// After the keys were erased: what is safe, and what to do.
Column {
    spacing: Theme.space16

    LabelledValue {
        width: parent.width
        label: qsTr("What is safe")
        value: qsTr("Your unsent work and drafts are safe here. Only the office can open them.")
    }
    LabelledValue {
        width: parent.width
        label: qsTr("What to do")
        value: qsTr("Take this tablet to the office, as it is. A colleague there brings in what "
            + "was not sent, and sets the tablet up for you again.")
    }
}
