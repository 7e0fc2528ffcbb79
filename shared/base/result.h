#pragma once

#include "shared/base/check.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace lapwing {

/// Why something expected to fail at times has failed, chosen by what the caller does next.
enum class ErrorCode : unsigned char {
    Offline,      ///< wait; the work is safe on this tablet
    Unauthorised, ///< prove who you are again, or ask the office
    Locked,       ///< another process, or a lapsed lease, holds the vault shut
    Conflict,     ///< show both; a person decides
    Rejected,     ///< what was asked for is not allowed or not valid; change it
    NotFound,     ///< no such thing for this reader (the same answer for forbidden)
    Corrupt,      ///< stop, keep the file, repair from the hub
    StorageFull,  ///< make room, then save again
    StorageFailed,///< the disk did not answer as it should; reopen and re-read
    TooOld,       ///< written by a newer program; update this one
    TooLarge,     ///< over a stated limit
    Malformed,    ///< bytes from outside that do not decode
    Internal,     ///< a defect of ours; the log says where
};

/// The log's name of a code ("storage_full") and its sentence on screen: what happened, what is
/// safe, what to do. One table for every program.
[[nodiscard]] std::string_view logName(ErrorCode code);
[[nodiscard]] std::string_view sentence(ErrorCode code);

/// An expected failure.
/// `message` is for a person (may name a field or a limit, never case content); when empty the
/// code's own sentence serves. `detail` goes to the log and never holds case data or keys.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string detail;

    [[nodiscard]] std::string text() const
    {
        return message.empty() ? std::string(sentence(code)) : message;
    }
};

[[nodiscard]] inline Error fail(ErrorCode code, std::string message = {}, std::string detail = {})
{
    return {code, std::move(message), std::move(detail)};
}

/// A value or an Error. Reading the wrong one is a programmer error (check()).
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T& value() &
    {
        check(ok(), "value() of an error");
        return std::get<0>(m_state);
    }
    [[nodiscard]] const T& value() const&
    {
        check(ok(), "value() of an error");
        return std::get<0>(m_state);
    }
    [[nodiscard]] T&& value() &&
    {
        check(ok(), "value() of an error");
        return std::get<0>(std::move(m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    [[nodiscard]] const Error& error() const
    {
        check(!ok(), "error() of a value");
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error& error() const
    {
        check(!ok(), "error() of a success");
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

/// Leaves the function with the error of `expression` (a Result), if it is one.
#define LAPWING_TRY(expression)                                                                    \
    do {                                                                                           \
        if (auto lapwingTried = (expression); !lapwingTried.ok()) return lapwingTried.error();     \
    } while (false)
#define LAPWING_JOIN_(a, b) a##b
#define LAPWING_JOIN(a, b) LAPWING_JOIN_(a, b)
/// `LAPWING_ASSIGN(auto x, f());` unwraps a Result into x or leaves with its error.
#define LAPWING_ASSIGN(declaration, expression)                                                    \
    auto LAPWING_JOIN(lapwingResult, __LINE__) = (expression);                                     \
    if (!LAPWING_JOIN(lapwingResult, __LINE__).ok())                                               \
        return LAPWING_JOIN(lapwingResult, __LINE__).error();                                      \
    declaration = std::move(LAPWING_JOIN(lapwingResult, __LINE__)).value()

} // namespace lapwing
