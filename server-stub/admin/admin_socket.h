#pragma once

#include "shared/base/result.h"

#include <functional>
#include <memory>
#include <string>

/// How admin commands reach a hub that is being served: DIR/admin.sock, for its owner only. One
/// request a connection: a JSON line, whose "bytes" says how many bytes of a file follow, and one
/// JSON line back; before it, while a long request goes on, lines {"progress":TEXT}. Source:
/// unix(7).
namespace lapwing::hub::admin {

inline constexpr std::size_t kRequestBytesMax = 64u << 10;

/// Takes a sentence on how far a request is.
using TellProgress = std::function<void(const std::string& text)>;

/// Answers a request line and the bytes that followed it. Called on the socket's thread, on which
/// it may tell how far it is.
using Answerer = std::function<std::string(const std::string& line, std::string content,
                                           const TellProgress& tell)>;

/// The hub's end, with a thread of its own; one request at a time.
class AdminSocket {
public:
    /// The caller holds the folder's lock, so a socket that is there is a dead one.
    /// Errors: Rejected when the path is too long for a socket; StorageFailed.
    [[nodiscard]] static Result<std::unique_ptr<AdminSocket>> listen(const std::string& folder,
                                                                     Answerer answerer);
    /// Finishes the request in hand, removes the socket.
    ~AdminSocket();

private:
    struct State;
    explicit AdminSocket(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Asks the hub that serves `folder`, and hands on how far it is. Errors: Offline when nobody
/// listens; StorageFailed when the talk broke off, which leaves open whether the request was
/// carried out.
[[nodiscard]] Result<std::string> ask(const std::string& folder, const std::string& line,
                                      const std::string& content, const TellProgress& tell = {});

} // namespace lapwing::hub::admin
