import QtQml

QtObject {
    enum Kind { Marker, Contact, Restriction, Conflict }
}
