#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a bare Debian 12 or 13 to a Debian package for that release and an archive that runs from any folder, in build/packages: the set-up
# of run.sh, then CPack.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/common.sh
. packaging/common.sh
if [ $# -gt 0 ]; then
    say "usage: packaging/package.sh"
    exit 2
fi
packages+=(dpkg-dev file) # which packages hold the libraries that the programs need
steps=4
setUp release glowworm glowworm-cli # and the training library, on which both depend
step 4 pack 1 cpack --preset release
ls -1 build/packages/*.deb build/packages/*.tar.gz
