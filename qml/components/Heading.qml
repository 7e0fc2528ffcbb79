import QtQuick
import Lapwing.Ui

// The title of a page, a card or a part of one; a screen reader steps from one to the next.
AppText {
    font: Theme.h3
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
