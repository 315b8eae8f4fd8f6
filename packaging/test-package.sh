#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-package.sh FOLDER: tries what package.sh or release.sh has made, as those do who have nothing else: on a bare Debian, as a user of it.
# The package brings all it needs, works, opens files by double click and goes without a trace; the archive runs from a folder with a space.
# Installs and removes packages, so it works in the throw-away systems of in-debian.sh only:
#     packaging/in-debian.sh --bring build/packages trixie packaging/test-package.sh /src/brought
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/common.sh
. packaging/common.sh
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
    say "usage: packaging/test-package.sh FOLDER"
    exit 2
fi
if [ ! -e /etc/dpkg/dpkg.cfg.d/throw-away ]; then # of in-debian.sh
    say "this installs and removes packages: run it by packaging/in-debian.sh."
    exit 1
fi
# shellcheck source=/dev/null
system=$(. /etc/os-release && echo "$ID$VERSION_ID")
package=$(ls "$1"/glowworm_*"${system/debian/deb}"_*.deb)
archive=$(ls "$1"/glowworm-*.tar.gz)
work=$(mktemp -d)
chmod 755 "$work"
home=/home/someone

fail() {
    say "FAILED: $*"
    exit 1
}
passed() {
    say "passed: $*"
}
apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq --yes --no-install-recommends "$@" >"$work/apt.log" 2>&1 \
        || { tail -n 30 "$work/apt.log" && fail "apt-get $*"; }
}
removeUnneeded() { # also what a package that stays would have liked to have: it was not there before
    apt autoremove --purge -o APT::AutoRemove::RecommendsImportant=false -o APT::AutoRemove::SuggestsImportant=false
}
someone() { # someone COMMAND...: as a user who has set nothing
    runuser --user someone -- env --ignore-environment HOME="$home" PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "$@"
}
# What is on the machine, but for logs, caches, what apt and dpkg write about packages, and the user's own.
snapshot() {
    dpkg-query --show --showformat='${db:Status-Status} ${Priority} ${Package}\n' | grep -v '^not-installed\|^installed important' \
        | sort >"$1.packages" # apt never takes away what a usual system has
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /src -o -path /run -o -path /var/log -o -path /var/cache \
        -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /home -o -path /root \) -prune -o -print | sort >"$1.files"
}
sameAsBefore() { # sameAsBefore BEFORE AFTER
    local kind
    for kind in packages files; do
        diff "$1.$kind" "$2.$kind" || fail "these $kind were not before (>) or are gone (<)"
    done
    if grep -rIl glowworm /etc /usr/share/{applications,icons,mime,metainfo} /var/lib/dpkg/info 2>/dev/null; then
        fail "these files still know of Glowworm"
    fi
}

# Both programs work: PREFIX is where they lie, as /usr.
works() {
    local cli=$1/bin/glowworm-cli out=$home/out
    rm -rf "$out"
    someone mkdir "$out"
    someone "$1/bin/glowworm" --version
    someone "$cli" info
    someone "$cli" generate --model "$1/share/glowworm/models/shakespeare-sparse.safetensors" --prompt 'ROMEO:' --tokens 20
    printf 'To be, or not to be, that is the question: %d\n' {1..2000} >"$work/text.txt"
    chmod 644 "$work/text.txt"
    someone "$cli" train --preset quick-sparse --steps 3 --data "$work/text.txt" --out "$out/run"
    someone QT_QPA_PLATFORM=offscreen "$1/bin/glowworm" --demo "$out/demo" || fail "the demo says: $(cat "$out/demo/summary.json")"
    someone ls -l "$out/demo"
}

processes() { # the ids of the windows that run
    local folder
    for folder in /proc/[0-9]*; do
        [ "$(readlink "$folder/exe")" != /usr/bin/glowworm ] || echo "${folder#/proc/}"
    done
}
session=$home/.local/state/glowworm/sessions/1/session.glowworm
holds() { # holds WORDS: the session that the window keeps has them
    [ -s "$session" ] && someone glowworm-cli session --session "$session" --json 2>/dev/null | grep -qF -- "$1"
}
awaitSession() { # awaitSession WORDS WHAT
    local looks
    for ((looks = 0; looks < 120; ++looks)); do
        ! holds "$1" || return 0
        sleep 0.5
    done
    fail "$2: after a minute the window's session has no $1"
}
closeWindow() {
    local id looks
    for id in $(processes); do
        kill -TERM "$id"
    done
    for ((looks = 0; looks < 60; ++looks)); do
        [ -n "$(processes)" ] || return 0
        sleep 0.5
    done
    fail "the window does not end"
}

# clicked FILE TYPE WORDS: has a desktop open it
clicked() {
    local found
    found=$(someone XDG_CURRENT_DESKTOP=GNOME xdg-mime query filetype "$1")
    [ "$found" = "$2" ] || fail "$1 is of type $found, not $2"
    found=$(someone xdg-mime query default "$2")
    [ "$found" = glowworm.desktop ] || fail "$2 is opened by \"$found\""
    rm -rf "$home/.local/state/glowworm"
    someone DISPLAY=:77 XDG_CURRENT_DESKTOP=GNOME xdg-open "$1" >"$work/window.log" 2>&1 || fail "xdg-open: $(cat "$work/window.log")"
    awaitSession "$3" "$1"
    DISPLAY=:77 xwininfo -root -tree | grep -q '"Glowworm' || fail "$1 opened no window"
    closeWindow
    passed "a double click opens $(basename "$1")"
}

updatePackageLists
useradd --create-home someone

say "the package alone"
snapshot "$work/bare"
apt install "$package"
works /usr
passed "the package brings what it needs"
apt purge glowworm
removeUnneeded
snapshot "$work/after"
diff "$work/bare.packages" "$work/after.packages" || fail "these packages stayed"
passed "nothing stays but what it did not bring"

say "the package on a desktop"
apt install xvfb xauth x11-utils xdg-utils shared-mime-info desktop-file-utils libglib2.0-bin hicolor-icon-theme gtk-update-icon-cache
snapshot "$work/desktop"
apt install "$package"
Xvfb :77 -ac -screen 0 1280x800x24 >/dev/null 2>&1 &
trap 'kill %1' EXIT
someone mkdir "$home/my files"
someone glowworm-cli generate --model /usr/share/glowworm/models/shakespeare-sparse.safetensors --prompt 'MENENIUS:' --tokens 40 \
    --tape "$home/my files/a text.glowtape" >/dev/null
someone cp /usr/share/glowworm/models/mnist-sparse.safetensors "$home/my files/a model.safetensors"
someone QT_QPA_PLATFORM=offscreen glowworm --panel timing >/dev/null 2>&1 &
awaitSession '"panel": "timing"' "a first window"
someone cp "$session" "$home/my files/a session.glowworm"
closeWindow
clicked "$home/my files/a session.glowworm" application/x-glowworm-session '"panel": "timing"'
clicked "$home/my files/a text.glowtape" application/x-glowworm-tape MENENIUS:
clicked "$home/my files/a model.safetensors" application/x-glowworm-model "a model.safetensors"
apt purge glowworm
removeUnneeded
snapshot "$work/after"
sameAsBefore "$work/desktop" "$work/after"
passed "the package goes without a trace"

say "the archive"
someone mkdir "$home/a folder"
someone tar --extract --gzip --directory="$home/a folder" --file="$archive"
unpacked=$(ls -d "$home/a folder"/glowworm-*)
if someone "$unpacked/bin/glowworm" --version 2>"$work/said"; then
    fail "the archive ran without its libraries"
fi
grep "^ *$system: " "$work/said" || fail "the archive does not say which libraries it needs: $(cat "$work/said")"
read -ra line <"$unpacked/builds/$system/libraries"
apt "${line[@]:1}"
works "$unpacked"
someone test -x "$unpacked/bin/glowworm-fetch-data"
passed "the archive runs"

say "what the tools say"
apt install lintian desktop-file-utils appstream
cp -r "$home/a folder"/glowworm-*/share "$work/"
lintian --fail-on error "$package"
desktop-file-validate "$work/share/applications/glowworm.desktop"
validateMetainfo "$work/share/metainfo/org.glowworm.glowworm.metainfo.xml"
passed "lintian, desktop-file-validate and appstreamcli have no errors"
