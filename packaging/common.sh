# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by the other scripts of this folder: messages, root rights, Debian packages, the release build. Expects `set -euo pipefail`.

# What a bare Debian 12 lacks. qt6-svg-dev brings the plugin that draws the icons, qt6-base-dev the one that opens a window under X.
packages=(g++ cmake ninja-build git ca-certificates curl # tools
    qt6-base-dev qt6-svg-dev libqcustomplot-dev          # the window
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
        say "this system's package lists do not have: ${unknown[*]}. Debian 12 (bookworm, section main) has them."
        return 1
    fi
    asRoot env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes --no-install-recommends install "$@" >&2
}

isInstalled() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
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

# needPackages: installs what is missing of the list above
needPackages() {
    local name missing=() wanted=("${packages[@]}")
    [ -z "${WAYLAND_DISPLAY:-}" ] || wanted+=(qt6-wayland)
    if [ -n "${GLOWWORM_NO_PACKAGES:-}" ]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is not a Debian system, so nothing was installed. Glowworm needs what Debian 12 calls: ${wanted[*]}." \
            "Install your system's packages of these and run this again with GLOWWORM_NO_PACKAGES=1;" \
            "an official LibTorch archive (cxx11 ABI) is found when CMAKE_PREFIX_PATH names the folder it was unpacked to."
        return 1
    fi
    for name in "${wanted[@]}"; do
        case $name in
        libtorch-dev | libopenblas0-pthread | libgloo-dev) ! hasOwnTorch || continue ;;
        esac
        isInstalled "$name" || missing+=("$name")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        say "installing ${missing[*]}"
        installPackages "${missing[@]}"
    fi
}

# buildRelease: configures where that is due (Ninja itself sees changed CMakeLists.txt, but not changed presets), then builds
buildRelease() {
    if [ ! -f build/release/build.ninja ] || [ CMakePresets.json -nt build/release/CMakeCache.txt ]; then
        cmake --preset release >&2
    fi
    cmake --build --preset release >&2
}

# setUp: packages, data, build; run from the repository's root
setUp() {
    needPackages
    packaging/fetch-data.sh
    buildRelease
}
