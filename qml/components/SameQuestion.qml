import QtQuick
import Lapwing.Ui

// Whether two are the same person.
ChoiceEntry {
    id: question

    property string answer: ""
    property bool canMerge: false // their two records can be shown as one

    function option(value: string, label: string): var {
        return { value: value, label: label, chosen: value === question.answer }
    }

    label: qsTr("Are they the same person?")
    options: {
        const same = option("same", qsTr("The same person"))
        const other = option("different", qsTr("Somebody else"))
        const unsure = option("not_sure", qsTr("Not sure"))
        const merged = option("merged", qsTr("Show as one record"))
        return canMerge ? [same, other, unsure, merged] : [same, other, unsure]
    }
}
