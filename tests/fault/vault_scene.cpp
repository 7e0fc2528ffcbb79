#include "tests/fault/vault_scene.h"

#include "tests/support/must.h"

namespace lapwing::test {

namespace {

constexpr std::int64_t kRows = 12;
constexpr std::uint64_t kLeaseMs = 72ull * 3600 * 1000;
constexpr std::uint32_t kHubKey = 5;

std::string rowText(std::int64_t row) { return "row " + std::to_string(row * 7919); }

void commit(Vault& vault, std::int64_t row)
{
    auto transaction = must(store::Transaction::begin(vault.database()));
    {
        auto put = must(vault.database().cached("INSERT INTO note(id, text) VALUES(?,?)"));
        must(put.bind(1, row).bind(2, std::string_view(rowText(row))).run());
    }
    must(vault.journal().append(1, {}, must(vault.rootSum().root())));
    must(transaction.commit());
    must(vault.journal().publish(false));
}

} // namespace

VaultScene::VaultScene(std::uint64_t seed)
    : m_folder(m_temp.path() + "/vault"), m_hub(crypto::BoxKeyPair::fromSeed(Bytes(32, 7))),
      m_recovery(crypto::BoxKeyPair::fromSeed(Bytes(32, 8))),
      m_alert(sealed("help", store::CargoKind::Alert))
{
    FaultDisk disk;
    QuickRandom random(seed);
    {
        auto vault = must(Vault::create(site(disk, random, m_ring),
                                        crypto::Secret::copyOf(bytesOf(kPassphrase)), kCheap));
        fill(vault);
        must(vault.flush());
    }
    m_image = disk.image();
}

void VaultScene::fill(Vault& vault)
{
    must(vault.renewLease(StillClock::kWall, StillClock::kWall + kLeaseMs));
    must(vault.database().exec("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
    for (std::int64_t row = 1; row <= kRows; ++row) commit(vault, row);
    must(vault.setRecoveryKey(m_recovery.publicKey()));
    must(vault.setPins({bytesOf(kPin), bytesOf(kDuressPin), m_alert}));
    for (const auto* text : {"first", "second", "third"})
        m_cargo.push_back(must(vault.cargo().append(sealed(text, store::CargoKind::Run))));
}

Bytes VaultScene::sealed(std::string_view text, store::CargoKind kind) const
{
    HubKeyCertificate hub;
    hub.id = kHubKey;
    hub.boxKey.bytes = m_hub.publicKey().bytes;
    const auto bytes = bytesOf(text);
    return must(store::sealCargo(hub, {kind, {}, {bytes.begin(), bytes.end()}}));
}

std::string VaultScene::path(std::string_view name) const
{
    return m_folder + "/" + std::string(name);
}

Result<void> VaultScene::requireRows(Vault& vault) const
{
    LAPWING_ASSIGN(auto select, vault.database().cached("SELECT id, text FROM note ORDER BY id"));
    std::int64_t row = 0;
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) break;
        if (select.integer(0) != ++row || select.text(1) != rowText(row))
            return fail(ErrorCode::Malformed, {}, "rows that nobody wrote");
    }
    if (row == kRows) return {};
    return fail(ErrorCode::Malformed, {}, "rows are missing");
}

Result<VaultStatus> VaultScene::visit(FaultDisk& disk, Random& random,
                                      std::string_view passphrase) const
{
    Ring ring;
    LAPWING_ASSIGN(auto vault, Vault::open(site(disk, random, ring),
                                           crypto::Secret::copyOf(bytesOf(passphrase))));
    LAPWING_TRY(requireRows(vault));
    LAPWING_TRY(vault.flush());
    return vault.status();
}

} // namespace lapwing::test
