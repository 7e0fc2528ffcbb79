import QtQml

// The pages, as client/models/page_id.h has them.
QtObject {
    enum Id {
        Unlock, SetUp, Lease, Today, Cases, Case, Actions, Conflicts, Sync, Settings, Keys, Search,
        Briefing, Visit, Form
    }
}
