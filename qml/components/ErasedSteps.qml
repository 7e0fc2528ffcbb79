import QtQuick
import Lapwing.Ui

// After the keys were erased: what is safe, and what to do.
Column {
    spacing: Theme.space16

    LabelledValue {
        width: parent.width
        label: qsTr("What is safe")
        value: qsTr("Everything the office has. What was not yet sent, drafts that were there "
            + "when it last locked among it, lies here sealed so that only the office can "
            + "read it.")
    }
    LabelledValue {
        width: parent.width
        label: qsTr("What to do")
        value: qsTr("Take this tablet to the office, as it is. A colleague there brings in what "
            + "was not sent, and sets the tablet up for you again.")
    }
}
