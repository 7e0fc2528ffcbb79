import QtQuick
import Lapwing.Ui

// Under a form: that it is saved here, the way through its topics, and the separate step to finish.
ActionBar {
    id: foot

    required property var form
    property bool discardable: false
    property string finishName: "finishForm"
    signal finished

    note: form.view.savedText

    AppButton {
        objectName: "discardForm"
        visible: foot.discardable && !foot.form.view.asksSame
        kind: "quiet"
        text: qsTr("Discard")
        onClicked: confirm.open()
    }
    AppButton {
        objectName: "previousSection"
        visible: foot.form.view.hasSections && !foot.form.view.isFirstSection
        text: qsTr("Previous")
        onClicked: foot.form.previousSection()
    }
    AppButton {
        objectName: "nextSection"
        visible: foot.form.view.hasSections && !foot.form.view.isLastSection
        kind: "main"
        text: qsTr("Next")
        onClicked: foot.form.nextSection()
    }
    AppButton {
        objectName: "backToQuestions"
        visible: foot.form.view.asksSame
        text: qsTr("Back to what you typed")
        onClicked: foot.form.backToQuestions()
    }
    AppButton {
        objectName: foot.finishName
        visible: !foot.form.view.hasSections || foot.form.view.isLastSection
        kind: "main"
        text: foot.form.view.finishText
        enabled: !foot.form.busy
        onClicked: foot.finished()
    }

    ConfirmSheet {
        id: confirm
        title: qsTr("Discard what you wrote?")
        text: qsTr("It is a draft on this tablet only. Nobody else has it, and it cannot be "
            + "brought back.")
        confirmText: qsTr("Discard draft")
        keepText: qsTr("Keep writing")
        onConfirmed: foot.form.discard()
    }
}
