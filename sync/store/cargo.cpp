#include "sync/store/cargo.h"

#include "shared/base/mutant.h"
#include "shared/crypto/box.h"
#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

#include <algorithm>
#include <optional>

namespace lapwing::store {

namespace {

constexpr std::string_view kMagic = "LWC1";
constexpr std::size_t kHeaderSize = 13; // magic 4, hub key 4, kind 1, length 4
constexpr std::size_t kPadTo = 256;
constexpr std::size_t kPlainMax =
    kCargoContentMax + kCargoCertificatesMax * (kCargoCertificateBytesMax + 2) + 2 * kPadTo;

struct Header {
    std::uint32_t hubKey = 0;
    CargoKind kind = CargoKind::Run;
    std::size_t boxSize = 0;
};

/// Nothing unless `bytes` begins as a record does.
std::optional<Header> readHeader(ByteView bytes)
{
    wire::Decoder in(bytes);
    const auto magic = in.raw(kMagic.size());
    Header header;
    header.hubKey = in.u32();
    const auto kind = in.u8();
    header.boxSize = in.u32();
    if (!in.ok() || textOf(magic) != kMagic) return std::nullopt;
    if (kind > static_cast<std::uint8_t>(CargoKind::SameWord)) return std::nullopt;
    header.kind = static_cast<CargoKind>(kind);
    const auto plain = header.boxSize - crypto::kBoxOverhead;
    const bool possible = header.boxSize > crypto::kBoxOverhead && plain <= kPlainMax &&
                          plain % kPadTo == 0;
    return possible ? std::optional(header) : std::nullopt;
}

/// The outside of the record at the start of `rest`, if all of it is there.
std::optional<Header> recordAt(ByteView rest)
{
    const auto header = readHeader(rest.first(std::min(rest.size(), kHeaderSize)));
    if (!header || rest.size() - kHeaderSize < header->boxSize) return std::nullopt;
    return header;
}

/// Where the next whole record begins, or the end.
std::size_t nextRecord(ByteView bytes, std::size_t from)
{
    for (auto at = from; at < bytes.size(); ++at) {
        const auto found = textOf(bytes).find(kMagic, at);
        if (found == std::string_view::npos) break;
        at = found;
        if (recordAt(bytes.subspan(at))) return at;
    }
    return bytes.size();
}

} // namespace

CargoId cargoIdOf(ByteView record)
{
    return CargoId::from(crypto::hash16("lapwing.cargo.1", record).view());
}

Result<Bytes> sealCargo(const HubKeyCertificate& to, const Cargo& cargo)
{
    bool fits = cargo.content.size() <= kCargoContentMax &&
                cargo.certificates.size() <= kCargoCertificatesMax;
    for (const auto& certificate : cargo.certificates)
        fits = fits && certificate.size() <= kCargoCertificateBytesMax;
    if (!fits) return fail(ErrorCode::TooLarge, {}, "cargo");

    wire::Writer plain;
    plain.varint(cargo.certificates.size());
    for (const auto& certificate : cargo.certificates) plain.bytes(certificate);
    plain.bytes(cargo.content);
    auto padded = plain.take();
    padded.resize((padded.size() + kPadTo - 1) / kPadTo * kPadTo);
    const auto box =
        crypto::sealTo(crypto::BoxPublicKey::from(to.boxKey.view()), padded);
    crypto::wipe(padded);
    if (!box.ok()) return box.error();

    wire::Writer record;
    record.raw(bytesOf(kMagic));
    record.u32(to.id);
    record.u8(static_cast<std::uint8_t>(cargo.kind));
    record.u32(static_cast<std::uint32_t>(box.value().size()));
    record.raw(box.value());
    return record.take();
}

Result<CargoRecord> readCargo(ByteView record)
{
    const auto header = recordAt(record);
    if (!header || record.size() != kHeaderSize + header->boxSize)
        return fail(ErrorCode::Malformed, {}, "not a cargo record");
    return CargoRecord{cargoIdOf(record), header->hubKey, header->kind,
                       record.subspan(kHeaderSize)};
}

Result<Cargo> decodeCargo(CargoKind kind, ByteView opened)
{
    wire::Decoder in(opened);
    Cargo cargo;
    cargo.kind = kind;
    const auto certificates = in.count(kCargoCertificatesMax, 1);
    for (std::size_t i = 0; i < certificates && in.ok(); ++i) {
        const auto certificate = in.bytes(kCargoCertificateBytesMax);
        cargo.certificates.emplace_back(certificate.begin(), certificate.end());
    }
    const auto content = in.bytes(kCargoContentMax);
    cargo.content.assign(content.begin(), content.end());
    const bool padded = in.rest().size() < kPadTo && opened.size() % kPadTo == 0 &&
                        std::ranges::all_of(in.rest(), [](auto byte) { return byte == 0; });
    if (!in.ok() || !padded) return fail(ErrorCode::Malformed, {}, "cargo content");
    return cargo;
}

std::vector<CargoStretch> cargoStretches(ByteView file)
{
    std::vector<CargoStretch> found;
    for (std::size_t at = 0; at < file.size();) {
        const auto header = recordAt(file.subspan(at));
        const auto size = header ? kHeaderSize + header->boxSize : 0;
        const auto next = nextRecord(file, at + 1);
        // A length that damage made larger would swallow the records after it.
        const bool whole = header && (at + size <= next || mutant("cargo-swallows"));
        found.push_back({at, whole ? size : next - at, whole});
        at += found.back().size;
    }
    return found;
}

Result<CargoFile> CargoFile::open(Disk& disk, const std::string& path)
{
    auto opened = disk.open(path, Disk::Mode::Write);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        opened = disk.open(path, Disk::Mode::Create);
    if (!opened.ok()) return opened.error();
    CargoFile cargo(disk, path, std::move(opened).value());
    LAPWING_TRY(cargo.scan());
    LAPWING_TRY(cargo.settle());
    return cargo;
}

/// The last record may be one whose sync failed: it can be read, yet may never reach the disk
/// unless it is written again. The one before it was synced before it was written.
Result<void> CargoFile::settle()
{
    if (m_entries.empty() || mutant("cargo-believes-cache")) return {};
    LAPWING_ASSIGN(const auto record, read(m_entries.back()));
    LAPWING_TRY(m_file.write(m_entries.back().offset, record));
    return m_file.sync();
}

Result<void> CargoFile::scan()
{
    LAPWING_ASSIGN(const auto fileSize, m_file.size());
    if (fileSize > kCargoFileMax) return fail(ErrorCode::TooLarge, {}, "the cargo file");
    Bytes all(fileSize);
    constexpr std::size_t kPiece = 16u << 20;
    for (std::size_t at = 0; at < all.size(); at += kPiece) {
        const auto piece = std::span(all).subspan(at, std::min(kPiece, all.size() - at));
        LAPWING_ASSIGN(const bool whole, m_file.read(at, piece));
        if (!whole) return fail(ErrorCode::StorageFailed, {}, "the cargo file shrank while read");
    }

    m_end = 0;
    m_entries.clear();
    m_damaged.clear();
    for (const auto& stretch : cargoStretches(all)) {
        const auto bytes = ByteView(all).subspan(stretch.offset, stretch.size);
        const bool torn = stretch.offset + stretch.size == all.size();
        if (stretch.whole) {
            const auto header = *recordAt(bytes);
            m_entries.push_back({cargoIdOf(bytes), header.kind, header.hubKey, stretch.offset,
                                 stretch.size});
            m_end = stretch.offset + stretch.size;
        } else if (!torn) {
            m_damaged.push_back({stretch.offset, stretch.size});
        }
    }
    return {};
}

Result<CargoId> CargoFile::append(ByteView record)
{
    LAPWING_ASSIGN(const auto outside, readCargo(record));
    if (m_end + record.size() > kCargoFileMax)
        return fail(ErrorCode::TooLarge, {}, "the cargo file");
    LAPWING_ASSIGN(const auto size, m_file.size());
    if (size > m_end) LAPWING_TRY(m_file.truncate(m_end));
    LAPWING_TRY(m_file.write(m_end, record));
    LAPWING_TRY(m_file.sync());
    m_entries.push_back({outside.id, outside.kind, outside.hubKey, m_end, record.size()});
    m_end += record.size();
    return outside.id;
}

Result<Bytes> CargoFile::read(const Entry& entry)
{
    Bytes record(entry.size);
    LAPWING_ASSIGN(const bool whole, m_file.read(entry.offset, record));
    if (!whole || cargoIdOf(record) != entry.id)
        return fail(ErrorCode::Corrupt, {}, "cargo " + entry.id.hex() + " has changed");
    return record;
}

/// What stays, in the order it lies in; empty when nothing whole stays.
Result<Bytes> CargoFile::rewritten(std::span<const CargoId> taken)
{
    auto stays = m_damaged;
    bool anyWhole = false;
    for (const auto& entry : m_entries) {
        if (std::ranges::find(taken, entry.id) != taken.end()) continue;
        stays.push_back({entry.offset, entry.size});
        anyWhole = true;
    }
    Bytes kept;
    if (!anyWhole) return kept;
    std::ranges::sort(stays, {}, &Damage::offset);
    for (const auto& stretch : stays) {
        const auto at = kept.size();
        kept.resize(at + stretch.size);
        LAPWING_ASSIGN(const bool whole,
                       m_file.read(stretch.offset, std::span(kept).subspan(at)));
        if (!whole) return fail(ErrorCode::StorageFailed, {}, "the cargo file shrank while read");
    }
    return kept;
}

Result<void> CargoFile::acknowledge(std::span<const CargoId> taken)
{
    const bool any = std::ranges::any_of(m_entries, [&](const Entry& entry) {
        return std::ranges::find(taken, entry.id) != taken.end();
    });
    if (!any) return {};
    LAPWING_ASSIGN(const auto kept, rewritten(taken));
    if (kept.empty()) {
        LAPWING_TRY(m_file.truncate(0));
        LAPWING_TRY(m_file.sync());
        return scan();
    }
    const auto fresh = m_path + ".new";
    LAPWING_TRY(m_disk->remove(fresh)); // of a rewrite that was cut short
    LAPWING_TRY(m_disk->writeNew(fresh, kept));
    LAPWING_ASSIGN(auto file, m_disk->open(fresh, Disk::Mode::Write));
    LAPWING_TRY(m_disk->rename(fresh, m_path));
    m_file = std::move(file);
    return scan();
}

} // namespace lapwing::store
