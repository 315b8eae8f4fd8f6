#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a bare Debian 12 or 13 to the open window: installs what is missing (as root or with sudo), gets the data, builds what it runs,
# launches. The second time that takes a second. With a display, arguments go to glowworm. Without one it runs the app's guided demo in a real
# window on a virtual screen and leaves its screenshots and summary.json in the folder given, else in build/demo.
set -euo pipefail
start=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
# shellcheck source=packaging/common.sh
. packaging/common.sh
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [[ ${1-} = -* ]]; then # no name of a folder
    say "usage: packaging/run.sh [FOLDER] without a display, packaging/run.sh [OPTION or FILE of glowworm]... with one"
    exit 2
fi
setUp release glowworm glowworm-cli # and the training library, on which both depend
glowworm=$root/build/release/app/glowworm

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    cd "$start"
    exec "$glowworm" "$@"
fi

demo=$(cd "$start" && realpath --canonicalize-missing "${1:-$root/build/demo}")
mkdir -p "$demo"
rm -f "$demo/summary.json"
say "no display: running the guided demo on a virtual screen"
env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb \
    xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24' "$glowworm" --demo "$demo"
say "the demo has left in $demo:"
(cd "$demo" && ls -1 -- *.png summary.json)
