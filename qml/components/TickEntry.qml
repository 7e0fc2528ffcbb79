import QtQuick
import Lapwing.Ui

// One thing that is so or is not: a setting, a statement to agree to.
OptionButton {
    several: true
}
