#pragma once

namespace lapwing {

/// 1, or 2 when compiled with the fault "probe-two": what the mutant machinery is proven on.
[[nodiscard]] int mutantProbe();
/// A second symbol of the same object: taking the faulty one must not bring both in.
[[nodiscard]] int mutantProbeTwice();

} // namespace lapwing
