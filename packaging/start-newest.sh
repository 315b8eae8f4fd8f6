#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bin/glowworm and bin/glowworm-cli of the archive: starts the newest of its builds that this system's libraries can run.
self=$(readlink -f "$0")
root=${self%/bin/*}
name=${self##*/}
# shellcheck disable=SC2045 # their names are ours: debian12, debian13
for build in $(ls -r "$root/builds"); do
    program=$root/builds/$build/bin/$name
    if "$program" --version >/dev/null 2>&1; then
        exec "$program" "$@"
    fi
done
echo "glowworm: Libraries that it needs are not there. On the systems that it was built for, as root:" >&2
for build in "$root"/builds/*; do
    echo "    $(basename "$build"): $(cat "$build/libraries")" >&2
done
exit 1
