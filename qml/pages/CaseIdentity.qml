import QtQuick
import Lapwing.Ui

// Whose case this is and how it stands, in one glance.
Column {
    id: identity

    required property var caseView
    readonly property var card: caseView.view.card
    property bool named: true

    spacing: Theme.space8

    Heading {
        width: parent.width
        visible: identity.named
        text: identity.card.title
        font: Theme.h1
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: Words.dotted([identity.caseView.view.bornText, identity.card.panelText,
            identity.card.caseRef, identity.card.stateText])
        color: Theme.ink2
    }
    Flow {
        width: parent.width
        spacing: Theme.space8

        RatingChip { colour: identity.card.colour; text: identity.card.colourText }
        Badge { text: identity.card.riskText }
    }
}
