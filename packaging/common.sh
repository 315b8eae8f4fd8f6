# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by the other scripts of this folder: messages, root rights, Debian packages, the steps of setting up. Expects `set -euo pipefail`.

# What a bare Debian 12 or 13 lacks. qt6-base-dev brings the plugin that opens a window under X.
packages=(g++ cmake ninja-build git ca-certificates curl # tools
    qt6-base-dev qt6-svg-dev libqcustomplot-dev          # the window
    qt6-l10n-tools qt6-translations-l10n                 # its other languages, and Qt's own words in them
    libtorch-dev libopenblas0-pthread                    # training, and fast matrix products instead of the reference BLAS
    libgloo-dev                                          # training in several processes: headers that libtorch-dev leaves out
    libhwy-dev nlohmann-json3-dev libcli11-dev libssl-dev libpng-dev # engine, files, command line
    xvfb xauth fonts-dejavu-core)                        # the demo on a machine without a display

say() {
    printf 'glowworm: %s\n' "$*" >&2
}

# asRoot COMMAND...: as it is for root, through sudo for others
asRoot() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "this needs root: $*. Run the script as root, or install sudo."
        return 1
    fi
}

updatePackageLists() {
    asRoot apt-get -qq update >&2
}

# installPackages NAME...: quietly and asking nothing. The lists are fetched first, because a bare machine has none.
installPackages() {
    local name unknown=()
    updatePackageLists || say "the package lists could not be fetched; trying with those that are here"
    for name in "$@"; do
        apt-cache show "$name" >/dev/null 2>&1 || unknown+=("$name")
    done
    if [ ${#unknown[@]} -gt 0 ]; then
        say "this system's package lists do not have: ${unknown[*]}. Debian 12 and 13 (section main) have them."
        return 1
    fi
    asRoot env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes --no-install-recommends -o APT::Status-Fd=2 install "$@" >&2
}

# installedOf NAME...: those that are installed, one a line
installedOf() {
    dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true
}

# A LibTorch unpacked elsewhere and named in CMAKE_PREFIX_PATH takes the place of Debian's.
hasOwnTorch() {
    local folder
    local IFS=:
    for folder in ${CMAKE_PREFIX_PATH:-}; do
        [ -f "$folder/share/cmake/Torch/TorchConfig.cmake" ] && return 0
    done
    return 1
}

# missingPackages: those of the list above that are not installed, one a line
missingPackages() {
    local name installed wanted=("${packages[@]}")
    [ -z "${WAYLAND_DISPLAY:-}" ] || wanted+=(qt6-wayland)
    installed=$(installedOf "${wanted[@]}")
    for name in "${wanted[@]}"; do
        case $name in
        libtorch-dev | libopenblas0-pthread | libgloo-dev) ! hasOwnTorch || continue ;;
        esac
        grep -qx "$name" <<<"$installed" || printf '%s\n' "$name"
    done
    # Debian 12 has the plugin that draws the icons in libqt6svg6, Debian 13 in a package of its own.
    if [ -n "$(installedOf libqt6svg6)" ] && [ -z "$(dpkg-query --search '*/iconengines/libqsvgicon.so' 2>/dev/null)" ]; then
        echo qt6-svg-plugins
    fi
}

# needPackages: installs what is missing of them
needPackages() {
    local missing
    if [ -n "${GLOWWORM_NO_PACKAGES:-}" ]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is not a Debian system, so nothing was installed. Glowworm needs what Debian 12 calls: ${packages[*]}." \
            "Install your system's packages of these and run this again with GLOWWORM_NO_PACKAGES=1;" \
            "an official LibTorch archive (cxx11 ABI) is found when CMAKE_PREFIX_PATH names the folder it was unpacked to."
        return 1
    fi
    for _ in 1 2; do # whether a plugin came with a library shows once that is there
        mapfile -t missing < <(missingPackages)
        [ ${#missing[@]} -gt 0 ] || break
        say "installing ${missing[*]}"
        installPackages "${missing[@]}"
    done
}

# askForRoot: has sudo ask for the password where packages are missing, before what a step tells can cover the question
askForRoot() {
    if [ "$(id -u)" -ne 0 ] && [ -z "${GLOWWORM_NO_PACKAGES:-}" ] && command -v sudo >/dev/null \
        && command -v apt-get >/dev/null && [ -n "$(missingPackages)" ]; then
        sudo --validate
    fi
}

# ------------------------------------------------------------------------------------------------ steps, and what is told of them

log=build/setup.log # all that the tools say; from the repository's root
steps=3

clock() { # clock SECONDS: 4:05
    printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}

# percentOf: how far the tool is whose output ends the log; Ninja counts steps, apt tells download and installation one after the other
percentOf() {
    tail -c 4000 "$log" | tr '\r' '\n' | awk '
        match($0, /^\[[0-9]+\/[0-9]+\]/) { split(substr($0, 2), n, "[/\\]]"); percent = 100 * n[1] / n[2] }
        /^(dl|pm)status:/ { split($0, n, ":"); percent = n[3] / 2 + (n[1] == "pmstatus" ? 50 : 0) }
        END { printf "%d", percent }'
}

# pause SECONDS: as sleep, but no process of its own that would live on when the shell is ended
pause() {
    read -rt "$1" <> <(:) || true
}

# tell NAME MINUTES: the step, the time gone by and roughly how long. One line that changes on a terminal, else one a minute.
tell() {
    local name=$1 minutes=$2 begun=$SECONDS gone percent line
    pause 2 # what is done sooner needs no words
    while true; do
        gone=$((SECONDS - begun))
        percent=$(percentOf)
        if [ "$percent" -ge 10 ] && [ "$gone" -ge 20 ]; then
            line="$percent %, $(clock $gone) gone, about $(clock $((gone * (100 - percent) / percent))) left"
        else
            line="$(clock $gone) gone, takes about $minutes min the first time"
        fi
        if [ -t 2 ]; then
            printf '\r\033[Kglowworm: %s: %s' "$name" "$line" >&2
            pause 1
        else
            say "$name: $line"
            pause 60
        fi
    done
}

# step NUMBER NAME MINUTES COMMAND...: the command's output goes to the log, whose end is shown when it fails
step() {
    local name="step $1 of $steps, $2" minutes=$3 begun=$SECONDS status=0 teller before
    shift 3
    before=$(wc -l <"$log")
    tell "$name" "$minutes" &
    teller=$!
    trap 'kill $teller 2>/dev/null' EXIT
    set +e
    (
        set -e
        "$@"
    ) >>"$log" 2>&1
    status=$?
    set -e
    kill "$teller" 2>/dev/null || true
    wait "$teller" 2>/dev/null || true
    trap - EXIT
    [ ! -t 2 ] || printf '\r\033[K' >&2
    if [ "$status" -ne 0 ]; then
        tail -n +"$((before + 1))" "$log" | grep -v '^[dp][lm]status:' | tail -n 25 >&2
        say "$name: failed after $(clock $((SECONDS - begun))); above is the end of $log."
        exit 1
    fi
    tail -n +"$((before + 1))" "$log" | grep '^glowworm: ' | grep -v ': there already$' >&2 || true # what the step itself had to say
    [ $((SECONDS - begun)) -lt 2 ] || say "$name: done in $(clock $((SECONDS - begun)))"
}

# build PRESET TARGET...: configures where that is due (Ninja itself sees changed CMakeLists.txt, but not changed presets), then builds
build() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ] || [ CMakePresets.json -nt "build/$preset/CMakeCache.txt" ]; then
        cmake --preset "$preset"
    fi
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

# setUp PRESET TARGET...: packages, data, build (of everything where no target is named); run from the repository's root
setUp() {
    local preset=$1 cores
    cores=$(nproc)
    mkdir -p build
    date >"$log"
    askForRoot
    step 1 packages 3 needPackages
    step 2 data 1 packaging/fetch-data.sh
    step 3 build $(((11 + cores) / cores)) build "$@"
}

# packTree FOLDER NAME: what lies in FOLDER under that name becomes NAME.tar.gz beside FOLDER, which is removed
packTree() {
    tar --create --gzip --owner=0 --group=0 --numeric-owner --sort=name --directory="$1" --file="$(dirname "$1")/$2.tar.gz" "$2"
    rm -r "$1"
}

# validateMetainfo FILE: newer tools miss a home page, which the project has not; older ones do not know that they could.
validateMetainfo() {
    appstreamcli validate --pedantic --no-net --override url-homepage-missing=info "$1" || appstreamcli validate --pedantic --no-net "$1"
}
