import QtQuick
import Lapwing.Ui

// Whose case this is and how it stands, in one glance.
Column {
    id: identity

    required property var caseView
    property bool named: true

    spacing: Theme.space8

    Heading {
        width: parent.width
        visible: identity.named
        text: identity.caseView.title
        font: Theme.h1
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: Words.dotted([identity.caseView.bornText, identity.caseView.panelText,
            identity.caseView.caseRef, identity.caseView.stateText])
        color: Theme.ink2
    }
    Flow {
        width: parent.width
        spacing: Theme.space8

        RatingChip { colour: identity.caseView.colour; text: identity.caseView.colourText }
        Badge { text: identity.caseView.riskText }
    }
}
