#include "server-stub/admin/admin_socket.h"

#include "server-stub/service/import.h"

#include <array>
#include <cstring>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace lapwing::hub::admin {

namespace {
constexpr timeval kPatience{10, 0};
constexpr auto kProgress = "progress";

/// A file descriptor and its end.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

Descriptor openSocket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

Result<sockaddr_un> addressOf(const std::string& folder)
{
    const auto path = folder + "/admin.sock";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return fail(ErrorCode::Rejected, "The path of the data folder is too long for a socket: "
                                         "nothing was changed. Use a folder with a path of at most "
                                         "90 characters.");
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address)
{
    return reinterpret_cast<const sockaddr*>(&address);
}

bool sendAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// More of what the other end says; false at its end or after kPatience.
bool receive(int fd, std::string& text)
{
    std::array<char, 65536> buffer;
    const auto got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= 0) return false;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

struct AdminRequest {
    std::string line;
    std::string content;
};

std::optional<AdminRequest> readRequest(int fd)
{
    AdminRequest asked;
    std::string text;
    auto end = text.find('\n');
    while (end == std::string::npos) {
        if (text.size() > kRequestBytesMax || !receive(fd, text)) return std::nullopt;
        end = text.find('\n');
    }
    asked.line = text.substr(0, end);
    asked.content = text.substr(end + 1);
    const auto told = nlohmann::json::parse(asked.line, nullptr, false);
    const auto bytes = told.is_object() ? told.find("bytes") : told.end();
    const bool follows = told.is_object() && bytes != told.end() && bytes->is_number_unsigned();
    const auto size = follows ? bytes->get<std::uint64_t>() : 0;
    if (size > kImportBytesMax) return std::nullopt;
    while (asked.content.size() < size)
        if (!receive(fd, asked.content)) return std::nullopt;
    return asked;
}

void setPatience(int fd)
{
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}
} // namespace

struct AdminSocket::State {
    std::string path;
    Descriptor listener;
    Descriptor ending;
    Answerer answerer;
    std::jthread thread;

    void serve() const
    {
        std::array<pollfd, 2> waits{{{listener.get(), POLLIN, 0}, {ending.get(), POLLIN, 0}}};
        for (;;) {
            if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
            if (waits[1].revents != 0) return;
            if (waits[0].revents == 0) continue;
            const Descriptor client(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!client.isOpen()) continue;
            setPatience(client.get());
            auto asked = readRequest(client.get());
            if (!asked) continue;
            const auto tell = [&](const std::string& text) {
                sendAll(client.get(), nlohmann::json{{kProgress, text}}.dump() + "\n");
            };
            sendAll(client.get(), answerer(asked->line, std::move(asked->content), tell) + "\n");
        }
    }
};

AdminSocket::AdminSocket(std::unique_ptr<State> state) : m_state(std::move(state))
{
    m_state->thread = std::jthread([serving = m_state.get()] { serving->serve(); });
}

AdminSocket::~AdminSocket()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto told = ::write(m_state->ending.get(), &one, sizeof one);
    if (m_state->thread.joinable()) m_state->thread.join();
    ::unlink(m_state->path.c_str());
}

Result<std::unique_ptr<AdminSocket>> AdminSocket::listen(const std::string& folder,
                                                         Answerer answerer)
{
    LAPWING_ASSIGN(const auto address, addressOf(folder));
    auto listener = openSocket();
    Descriptor ending(::eventfd(0, EFD_CLOEXEC));
    ::unlink(address.sun_path);
    // The folder lets nobody else in, so the moment before chmod is nobody's chance.
    const bool works = listener.isOpen() && ending.isOpen()
                       && ::bind(listener.get(), generic(address), sizeof address) == 0
                       && ::chmod(address.sun_path, 0600) == 0
                       && ::listen(listener.get(), 16) == 0;
    if (!works) return fail(ErrorCode::StorageFailed, {}, "the admin socket cannot be made");
    auto state = std::unique_ptr<State>(new State{address.sun_path, std::move(listener),
                                                  std::move(ending), std::move(answerer), {}});
    return std::unique_ptr<AdminSocket>(new AdminSocket(std::move(state)));
}

namespace {
/// What stands in the line before the answer, if it is no answer yet.
std::optional<std::string> progressIn(std::string_view line)
{
    const auto told = nlohmann::json::parse(line, nullptr, false);
    const auto at = told.is_object() ? told.find(kProgress) : told.end();
    if (at == told.end() || !at->is_string()) return std::nullopt;
    return at->get<std::string>();
}
} // namespace

Result<std::string> ask(const std::string& folder, const std::string& line,
                        const std::string& content, const TellProgress& tell)
{
    LAPWING_ASSIGN(const auto address, addressOf(folder));
    const auto socket = openSocket();
    if (!socket.isOpen() || ::connect(socket.get(), generic(address), sizeof address) != 0)
        return fail(ErrorCode::Offline, "The hub that uses this folder does not answer. Nothing "
                                        "was changed. Try again in a moment.");
    std::string said;
    bool open = sendAll(socket.get(), line + "\n") && sendAll(socket.get(), content);
    while (open) {
        const auto end = said.find('\n');
        if (end == std::string::npos) {
            open = receive(socket.get(), said);
            continue;
        }
        const auto first = said.substr(0, end);
        const auto progress = progressIn(first);
        if (!progress) return first;
        if (tell) tell(*progress);
        said.erase(0, end + 1);
    }
    return fail(ErrorCode::StorageFailed, "The hub broke off. Look with status or a list "
                                          "whether it was done, before doing it again.");
}

} // namespace lapwing::hub::admin
