#pragma once

#include "client/work/tablet.h"
#include "shared/crypto/box.h"
#include "shared/schema/schema.h"
#include "tests/support/vault_files.h"

#include <array>

namespace lapwing::test {

/// What a save of LoneTablet writes: one record, four fields, in two strands.
inline constexpr std::array<std::string_view, 4> kSavedFields{"text", "place", "who",
                                                              "safety_text"};
inline constexpr std::size_t kSavedStrands = 2;
inline constexpr auto kFirstPassphrase = "five good words";
inline constexpr auto kSecondPassphrase = "six other good words";

/// A record whose every field holds `text`.
inline Result<store::Saved> saveIn(store::Replica& replica, const CaseId& caseId,
                                   const std::string& text)
{
    const auto* type = schema::findType("chronology");
    LAPWING_ASSIGN(const auto form, replica.newRecord(type->number));
    std::vector<FieldWrite> writes;
    for (const auto field : kSavedFields)
        writes.push_back({form.read(type->find(field)->wire()), Value::text(text), {}});
    return replica.save(form, caseId, writes);
}

/// A vault set up by no hub, with a case in two strands that its person may write.
struct LoneTablet {
    Site site;
    BootKeyring* ring = nullptr; ///< of the machine, if it has one
    CaseId caseId = site.random.id<CaseId>().value();

    LoneTablet()
    {
        REQUIRE(crypto::initialise());
        {
            auto vault = Vault::create(site.at(), secret(kFirstPassphrase), kCheap).value();
            REQUIRE(vault.renewLease(kHubTime, kHubTime + 72 * kHour).ok());
            const auto key = [&] { return crypto::SigningKey::generate(site.random).value(); };
            work::Identity who{"https://127.0.0.1:1", key(), key(), key(), {}, {}, {}, {}, {}, {},
                               {}, access::Role::Idva, "Amara Ode"};
            who.hubKey.id = 1;
            who.hubKey.boxKey.bytes =
                crypto::BoxKeyPair::generate(site.random).value().publicKey().bytes;
            who.device.key = who.deviceKey.publicKey();
            REQUIRE(work::storeIdentity(vault.database(), who).ok());
        }
        auto tablet = open(site.disk, kFirstPassphrase).value();
        for (const auto part : {schema::Compartment::Core, schema::Compartment::Safety}) {
            store::Strand strand;
            strand.id = site.random.id<StrandId>().value();
            strand.caseId = caseId;
            strand.compartment = part;
            strand.panel = schema::Panel::DaMarac;
            strand.rights = 7;
            REQUIRE(tablet.replica().strands().addStrand(strand).ok());
        }
        REQUIRE(tablet.close().ok());
    }
    /// All that it keeps is in these.
    [[nodiscard]] std::vector<std::string> folders() const { return {site.temp.path()}; }
    Result<work::Tablet> open(store::Disk& disk, std::string_view passphrase)
    {
        return work::Tablet::open({site.folder, disk, site.random, site.clock, nullptr, ring},
                                  secret(passphrase), Vault::Purpose::Use);
    }
    Result<store::Saved> save(work::Tablet& tablet, const std::string& text) const
    {
        return saveIn(tablet.replica(), caseId, text);
    }
};

} // namespace lapwing::test
