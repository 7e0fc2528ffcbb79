import QtQuick
import Lapwing.Ui

// Running text, with the air between its lines that reading needs.
AppText {
    lineHeight: Theme.leading
    verticalAlignment: Text.AlignTop
}
