#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# in-debian.sh [--bring FOLDER] bookworm|trixie COMMAND...: runs COMMAND in a bare Debian of that release, in a clean copy of this
# checkout's HEAD, as root and without a display; its exit status is this script's. The release check, for example
#     packaging/in-debian.sh trixie bash -c 'packaging/test.sh && packaging/run.sh'
# FOLDER, such as build/packages, is copied to /src/brought there.
# Needs root, git and debootstrap; packages come from the mirror that this machine's apt uses. The bare system is made once for each
# release and kept in $GLOWWORM_DEBIAN (else a folder in the user's cache), and each call works on a new copy of it, RELEASE-used, which
# stays until the next call, so that one can look at what the command has left; a second call meanwhile is refused. Mounts are private and
# end with the command.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/common.sh
. "$root/packaging/common.sh"

usage() {
    say "usage: packaging/in-debian.sh [--bring FOLDER] bookworm|trixie COMMAND..."
    exit 2
}

brought=
if [ "${1-}" = --bring ]; then
    [ -d "${2-}" ] || usage
    brought=$2
    shift 2
fi
[ $# -ge 2 ] || usage
release=$1
shift
case $release in
bookworm | trixie) ;;
*) usage ;;
esac
if [ "$(id -u)" -ne 0 ]; then
    say "this needs root: a system in a folder has devices and mounts of its own."
    exit 1
fi
for tool in debootstrap git flock unshare chroot apt-get apt-config; do
    if ! command -v "$tool" >/dev/null; then
        say "this needs $tool, which is not installed."
        exit 1
    fi
done
folder=${GLOWWORM_DEBIAN:-${XDG_CACHE_HOME:-$HOME/.cache}/glowworm/debian}
base=$folder/$release
used=$folder/$release-used
mkdir -p "$folder"

# The site of Debian's main archive in the lists of this machine's apt; security and updates have suites of their own.
mirror() {
    # shellcheck disable=SC2016 # apt-get's own variables
    apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(SITE)' 'Created-By: Packages' \
        | awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }'
}

# makeBase: debootstrap into a folder that gets its name when it is whole
makeBase() {
    local site
    site=$(mirror)
    if [ -z "$site" ]; then
        say "this machine's apt has no list of a Debian archive, so there is no mirror to take $release from; run apt-get update."
        return 1
    fi
    say "making a bare Debian ($release) in $base"
    rm -rf --one-file-system "$base.new"
    if ! unshare --mount debootstrap --variant=minbase "$release" "$base.new" "$site" >"$base.log" 2>&1; then
        tail -n 20 "$base.log" >&2
        say "debootstrap failed; all it said is in $base.log."
        return 1
    fi
    apt-config dump --format '%F "%v";%n' Acquire::http Acquire::https Acquire::Check-Valid-Until Acquire::Check-Date \
        >"$base.new/etc/apt/apt.conf.d/90of-the-host" # its proxy, above all
    echo force-unsafe-io >"$base.new/etc/dpkg/dpkg.cfg.d/throw-away" # no fsync for each file of a system that no one keeps
    mkdir -p "$base.new/usr/local/share/ca-certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$base.new/usr/local/share/ca-certificates" \; 2>/dev/null || true
    mv "$base.new" "$base"
}

# makeCopy: the bare system with the checkout, the text that lies beside it, which fetch-data.sh looks for there, and what is brought
makeCopy() {
    rm -rf --one-file-system "$used"
    cp --archive --reflink=auto "$base" "$used"
    cp --dereference /etc/resolv.conf /etc/hosts "$used/etc/"
    mkdir -p "$used/src"
    git -c safe.directory='*' clone --quiet --no-local "$root" "$used/src/glowworm"
    if [ -d "$root/../shared/data" ]; then
        mkdir -p "$used/src/shared"
        cp --recursive "$root/../shared/data" "$used/src/shared/"
    fi
    [ -z "$brought" ] || cp --recursive "$brought" "$used/src/brought"
}

exec 9>"$folder/$release.lock"
if ! flock --nonblock 9; then
    say "another call works in $used: wait for its end, or name another folder in GLOWWORM_DEBIAN."
    exit 1
fi
[ -d "$base" ] || makeBase
makeCopy

environment=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "TERM=${TERM:-dumb}")
for name in http_proxy https_proxy ftp_proxy no_proxy; do
    [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done
# shellcheck disable=SC2016 # of the inner shell
exec unshare --mount --pid --fork --kill-child bash -c '
    system=$1
    shift
    mount -t proc proc "$system/proc" && mount --rbind /dev "$system/dev" && mount --rbind /sys "$system/sys" || exit 1
    exec env --ignore-environment "$@"
' in-debian "$used" "${environment[@]}" chroot "$used" sh -c 'cd /src/glowworm && exec "$@"' in-debian "$@"
