#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a bare Debian 12 or 13 to a Debian package for that release and an archive that runs from any folder, in build/packages: the set-up
# of run.sh, then CPack. The archive has the programs in builds/debian12 (or 13), so that two of them unpacked over each other are one for
# both releases (release.sh); bin/ chooses between them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/common.sh
. packaging/common.sh
if [ $# -gt 0 ]; then
    say "usage: packaging/package.sh"
    exit 2
fi
packages+=(dpkg-dev file) # which packages hold the libraries that the programs need

# neededPackages FILE.deb: what it depends on, in the names of this system, one a line
neededPackages() {
    local names
    dpkg-deb --field "$1" Depends | tr ',' '\n' | sed 's/([^)]*)//g; s/[ |]\+/ /g' | while read -ra names; do
        installedOf "${names[@]}" | head -n 1
    done
}

makeArchive() {
    local version system name tree program
    version=$(sed -n 's/^project(.* VERSION \([^ ]*\) .*/\1/p' CMakeLists.txt)
    # shellcheck source=/dev/null
    system=$(. /etc/os-release && echo "$ID${VERSION_ID:-}")
    name=glowworm-$version-linux-$(uname -m)
    tree=build/packages/tree/$name
    cmake --install build/release --strip --prefix "$tree/builds/$system"
    mv "$tree/builds/$system/share" "$tree/"
    ln -s ../../share "$tree/builds/$system/share"
    neededPackages build/packages/*.deb | sort -u | xargs echo apt install >"$tree/builds/$system/libraries"
    mkdir "$tree/bin"
    ln -s ../share/glowworm/packaging/fetch-data.sh "$tree/bin/glowworm-fetch-data"
    for program in glowworm glowworm-cli; do
        install -m 755 packaging/start-newest.sh "$tree/bin/$program"
    done
    packTree build/packages/tree "$name"
}

pack() {
    rm -rf build/packages
    cpack --preset release
    rm -r build/packages/_CPack_Packages
    makeArchive
}

steps=4
setUp release glowworm glowworm-cli # and the training library, on which both depend
step 4 pack 1 pack
ls -1 build/packages/*.deb build/packages/*.tar.gz
