#include "shared/crypto/secret.h"
#include "tests/fault/failing_memory.h"
#include "tests/fault/kinds.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <vector>

#include <malloc.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {

enum class Size : unsigned char { Sanitised, EveryRun, Long };

/// What was asked for.
struct Request {
    std::string_view kind; ///< empty: every one
    Order order;
    Size size = Size::EveryRun;
};

constexpr const char* kUsage =
    "lapwing-fault [--kind KIND] [--seed N] [--index I] [--count COUNT] [--long | --sanitised]\n";

bool readNumber(const char* text, std::uint64_t& out)
{
    const char* const end = text + std::strlen(text);
    return std::from_chars(text, end, out).ptr == end && text != end;
}

std::optional<Request> read(int argc, char** argv)
{
    Request request;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--long" || word == "--sanitised") {
            request.size = word == "--long" ? Size::Long : Size::Sanitised;
            continue;
        }
        const char* const value = i + 1 < argc ? argv[++i] : "";
        std::uint64_t number = 0;
        if (word == "--kind") {
            request.kind = value;
        } else if (!readNumber(value, number)) {
            return std::nullopt;
        } else if (word == "--seed") {
            request.order.seed = number;
        } else if (word == "--index") {
            request.order.only = number;
        } else if (word == "--count") {
            request.order.count = number;
        } else {
            return std::nullopt;
        }
    }
    return request;
}

const Report* running = nullptr; // a signal handler is given nothing else

void tellAndStop(int signal)
{
    if (running) running->tellUnfinished();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

Order orderFor(const FaultKind& kind, const Request& request)
{
    auto order = request.order;
    if (order.count > 0) return order;
    order.count = request.size == Size::Long        ? kind.longRun
                  : request.size == Size::Sanitised ? kind.sanitised
                                                    : kind.everyRun;
    return order;
}

} // namespace

/// Ends with 1 when any point failed, having printed the command that runs it alone.
int main(int argc, char** argv)
{
    FailingMemory::install();
    const auto request = read(argc, argv);
    if (!request || !crypto::initialise()) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    // Points make and drop the same buffers over and over: keep them.
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    std::signal(SIGABRT, tellAndStop);
    std::signal(SIGSEGV, tellAndStop);

    nlohmann::ordered_json kinds;
    std::uint64_t failed = 0;
    for (const auto& kind : faultKinds()) {
        if (!request->kind.empty() && kind.name != request->kind) continue;
        if (orderFor(kind, *request).count == 0) continue;
        Report report(std::string(kind.name), orderFor(kind, *request));
        running = &report;
        kind.run(report.order(), report);
        running = nullptr;
        failed += report.failed();
        auto& told = kinds[report.kind()];
        told = {{"run", report.run()}, {"failed", report.failed()}};
        for (const auto& [what, count] : report.notes()) told[what] = count;
    }
    if (kinds.empty()) {
        std::fprintf(stderr, "no such kind of fault\n%s", kUsage);
        return 2;
    }
    const nlohmann::ordered_json all{
        {"seed", request->order.seed}, {"kinds", kinds}, {"failed", failed}};
    std::cout << all.dump() << std::endl;
    return failed == 0 ? 0 : 1;
}
