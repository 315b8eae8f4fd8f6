#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# release.sh: what a release gives out, made of this checkout's HEAD and tried, all in bare Debians (in-debian.sh, which says what this
# needs): a Debian package for each of them and one archive for both, in build/packages. Takes hours, most of them the compiler's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/common.sh
. packaging/common.sh
if [ $# -gt 0 ]; then
    say "usage: packaging/release.sh"
    exit 2
fi
out=build/packages
releases=(bookworm trixie)
debians=${GLOWWORM_DEBIAN:-${XDG_CACHE_HOME:-$HOME/.cache}/glowworm/debian} # as in-debian.sh has it

rm -rf "$out"
mkdir -p "$out/tree"
for release in "${releases[@]}"; do
    packaging/in-debian.sh "$release" packaging/package.sh
    made=$debians/$release-used/src/glowworm/build/packages
    mv "$made"/*.deb "$out/"
    tar --extract --gzip --directory="$out/tree" --file="$(ls "$made"/*.tar.gz)"
done
packTree "$out/tree" "$(ls "$out/tree")"
for release in "${releases[@]}"; do
    packaging/in-debian.sh --bring "$out" "$release" packaging/test-package.sh /src/brought
done
ls -1 "$out"
