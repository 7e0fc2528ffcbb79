#pragma once

#include "tests/fault/report.h"

#include <span>
#include <string_view>

namespace lapwing::test {

/// Cuts the power at calls that change the disk.
void runPower(const Order& order, Report& report);
/// Fails calls of the disk: one, all of its kind from there on, or everything from there on.
void runErrors(const Order& order, Report& report);
/// Leaves no room from some write on, and gives it back later.
void runFull(const Order& order, Report& report);
/// Fails SQLite's allocations, one or all from there on.
void runSqliteMemory(const Order& order, Report& report);

/// Changes every octet of a small vault's files, and every bit of a larger one's.
void runFlips(const Order& order, Report& report);
void runBits(const Order& order, Report& report);

/// Zeroes, swaps, doubles, cuts off, adds and puts back pages, frames, slots and whole files.
void runTamper(const Order& order, Report& report);

/// Interrupts a rekey at calls that change the disk: power cut, kill, error, full disk.
void runRekey(const Order& order, Report& report);

/// One kind of fault, with how many points of it each size of run has.
struct FaultKind {
    std::string_view name;
    void (*run)(const Order& order, Report& report);
    std::uint64_t sanitised; ///< in the sanitised test
    std::uint64_t everyRun;  ///< in every test
    std::uint64_t longRun;
};
[[nodiscard]] std::span<const FaultKind> faultKinds();

} // namespace lapwing::test
