#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# wayland.sh PROGRAM...: runs it on a Wayland compositor that has neither screen nor seat. 77, for CTest "skipped", where there is none.
set -euo pipefail
if ! command -v weston >/dev/null; then
    echo "weston is not installed"
    exit 77
fi
folder=$(mktemp -d)
export XDG_RUNTIME_DIR=$folder
weston --backend=headless-backend.so --socket=glowworm --idle-time=0 >"$folder/said" 2>&1 &
compositor=$!
trap 'kill $compositor 2>/dev/null; wait $compositor 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    [ ! -S "$folder/glowworm" ] || break
    sleep 0.1
done
if [ ! -S "$folder/glowworm" ]; then
    cat "$folder/said"
    exit 77
fi
status=0
env -u DISPLAY WAYLAND_DISPLAY=glowworm QT_QPA_PLATFORM=wayland "$@" >"$folder/out" 2>&1 || status=$?
cat "$folder/out"
if grep -q 'Could not find the Qt platform plugin "wayland"' "$folder/out"; then
    exit 77 # Debian: qt6-wayland
fi
exit $status
