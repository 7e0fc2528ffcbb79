pragma Singleton
import QtQuick

// Puts finished words side by side, leaving out those that are empty.
QtObject {
    function joined(parts: var, between: string): string {
        return parts.filter(part => part !== "").join(between)
    }
    function dotted(parts: var): string {
        return joined(parts, " · ")
    }
    function spoken(parts: var): string {
        return joined(parts, ", ")
    }
    function lines(parts: var): string {
        return joined(parts, "\n")
    }
    function sentences(parts: var): string {
        return joined(parts, ". ")
    }
}
