import QtQml

QtObject {
    enum State { Draft, OnTablet, Sent, Conflict, Problem }
}
