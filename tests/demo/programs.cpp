#include "tests/demo/programs.h"

#include <csignal>

namespace lapwing::demo {

namespace {
Result<Json> answerOf(const Words& command, const test::Finished& done)
{
    auto answer = Json::parse(done.out, nullptr, false);
    if (done.exitCode == 0 && !answer.is_discarded()) return answer;
    std::string asked;
    for (const auto& word : command) asked += (asked.empty() ? "" : " ") + word;
    return fail(ErrorCode::Internal, asked + "\n  answered " + std::to_string(done.exitCode) +
                                         ": " + done.err + done.out);
}
} // namespace

Result<void> Hub::init(const std::string& name)
{
    const Words command{m_programs.server, "init",   "--data", m_folder,
                        "--name",          name, "--host", "127.0.0.1"};
    LAPWING_ASSIGN(const auto done, test::runProcess(command));
    LAPWING_TRY(answerOf(command, done));
    return {};
}

Result<Json> Hub::ask(Words words) const
{
    words.insert(words.begin(), m_programs.server);
    words.insert(words.end(), {"--data", m_folder});
    LAPWING_ASSIGN(const auto done, test::runProcess(words));
    return answerOf(words, done);
}

Result<void> Hub::open(std::uint16_t port)
{
    if (m_port == 0) m_port = port;
    LAPWING_ASSIGN(m_serving,
                   test::Process::start({m_programs.server, "serve", "--data", m_folder, "--listen",
                                         "127.0.0.1:" + std::to_string(m_port)}));
    LAPWING_ASSIGN(const auto line, m_serving->readLine());
    const auto ready = Json::parse(line, nullptr, false);
    if (!ready.is_object() || ready.value("event", "") != "listening")
        return fail(ErrorCode::Internal, "The hub said \"" + line + "\" instead of listening.");
    m_port = ready.value("port", std::uint16_t{0});
    return {};
}

Result<void> Hub::close()
{
    m_serving->signal(SIGTERM);
    LAPWING_ASSIGN(const auto done, m_serving->wait());
    m_serving.reset();
    if (done.exitCode == 0) return {};
    return fail(ErrorCode::Internal, "The hub ended with " + std::to_string(done.exitCode) + ": " +
                                         done.err);
}

Result<test::Finished> Hub::kill()
{
    m_serving->signal(SIGKILL);
    auto ended = m_serving->wait();
    m_serving.reset();
    return ended;
}

Words Tablet::commandOf(const Words& words) const
{
    Words command{m_programs.cli,      "--vault",       m_vault, "--kdf-memory", "8",
                  "--passphrase-file", m_passphraseFile};
    command.insert(command.end(), words.begin(), words.end());
    return command;
}

Result<test::Finished> Tablet::run(Words words) const
{
    return test::runProcess(commandOf(words));
}

Result<test::Process> Tablet::start(Words words) const
{
    return test::Process::start(commandOf(words));
}

Result<Json> Tablet::ask(Words words) const
{
    LAPWING_ASSIGN(const auto done, run(words));
    words.insert(words.begin(), m_owner + ":");
    return answerOf(words, done);
}

Result<Json> Tablet::setUp(const Hub& hub, const std::string& code) const
{
    const Words command{m_programs.cli, "--vault",           m_vault, "setup", "--hub",
                        hub.url(),      "--code",            code,    "--passphrase-file",
                        m_passphraseFile, "--kdf-memory", "8"};
    LAPWING_ASSIGN(const auto done, test::runProcess(command));
    return answerOf(command, done);
}

} // namespace lapwing::demo
