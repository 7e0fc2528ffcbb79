#!/usr/bin/env bash
# ICU 72.1: "Any-ru_Latn/BGN" spells Russian as the general rules do, and Greek as BGN does.
#
# The name of a transform promises Latin letters as passports have them (BGN). Of the two ids for it
# only "ru-ru_Latn/BGN" (or "Russian-Latin/BGN") keeps that promise for Russian: yuriy, zhanna. With
# "Any-" in front of the same target, Russian comes out by ISO 9 (ûrij, žanna), while Greek, which
# nobody named, comes out by BGN (yeóryios instead of geṓrgios). "Any-" has no error for this.
# A search that romanises names by it finds nobody who is written as in their passport.
# What we do about it: shared/search/other_letters.cpp names Russian-Latin/BGN, then Any-Latin.
# Fails when the output is no longer what was seen. Needs Debian 12's packages (apt-get, dpkg).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get -o APT::Sandbox::User=root download -qq \
  icu-devtools=72.1-3+deb12u1 libicu72=72.1-3+deb12u1
for package in ./*.deb; do dpkg-deb -x "$package" .; done
libraries=$(dirname "$(find usr/lib -name 'libicuuc.so.72' | head -1)")

# Latin letters of the names, one a line, by the transform $1.
spell() {
  printf 'Юрий\nЖанна\nΓεώργιος\n' |
    LD_LIBRARY_PATH="$libraries" usr/bin/uconv -f utf8 -t utf8 -x "$1; Lower; NFC" | paste -sd' '
}

seen=$(for id in Russian-Latin/BGN ru-ru_Latn/BGN Any-ru_Latn/BGN Any-Latin; do
  printf '%s: %s\n' "$id" "$(spell "$id")"
done)
printf 'icu-devtools 72.1-3+deb12u1\n%s\n' "$seen"
diff - <(printf '%s\n' "$seen") <<'SEEN' || { echo "it behaves differently now" >&2; exit 1; }
Russian-Latin/BGN: yuriy zhanna γεώργιος
ru-ru_Latn/BGN: yuriy zhanna γεώργιος
Any-ru_Latn/BGN: ûrij žanna yeóryios
Any-Latin: ûrij žanna geṓrgios
SEEN
