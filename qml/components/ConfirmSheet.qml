import QtQuick
import Lapwing.Ui

// Asks once more before something that cannot be taken back.
Sheet {
    id: sheet

    required property string text
    required property string confirmText
    property string keepText: qsTr("Go back")
    signal confirmed

    Paragraph {
        width: parent.width
        text: sheet.text
    }
    Flow {
        width: parent.width
        spacing: Theme.space12
        layoutDirection: Qt.RightToLeft

        AppButton {
            objectName: "confirm"
            text: sheet.confirmText
            onClicked: {
                sheet.close()
                sheet.confirmed()
            }
        }
        AppButton {
            objectName: "keep"
            kind: "main" // what can be taken back
            text: sheet.keepText
            onClicked: sheet.close()
        }
    }
}
