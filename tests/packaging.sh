#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The test `packaging`: the scripts and files of packaging/, without network and without installing anything.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

failures=0
check() { # check WHAT COMMAND...
    local what=$1
    shift
    if ! "$@" >"$work/out" 2>&1; then
        echo "FAILED: $what"
        cat "$work/out"
        failures=$((failures + 1))
    fi
}
says() { # says WORDS: the last output has them
    grep -qF -- "$1" "$work/said"
}

cd "$root"
for script in .ci/run packaging/*.sh tests/*.sh; do
    check "$script is valid bash" bash -n "$script"
done
if command -v shellcheck >/dev/null; then
    check "shellcheck finds nothing" shellcheck -x -P "$root" .ci/run packaging/*.sh tests/*.sh
fi
if command -v desktop-file-validate >/dev/null; then
    check "the desktop entry is valid" desktop-file-validate --no-hints packaging/glowworm.desktop
fi
if command -v appstreamcli >/dev/null; then # as packaging/install.cmake writes it, with and without an address of the pictures
    metainfo=$work/org.glowworm.glowworm.metainfo.xml
    isValid() {
        # shellcheck source=packaging/common.sh
        (. packaging/common.sh && validateMetainfo "$metainfo")
    }
    sed 's|@GLOWWORM_PICTURES@|https://example.org/pictures|' packaging/glowworm.metainfo.xml >"$metainfo"
    check "the metainfo with screenshots is valid" isValid
    sed '/<screenshots>/,/<\/screenshots>/d' packaging/glowworm.metainfo.xml >"$metainfo"
    check "the metainfo without screenshots is valid" isValid
fi
while read -r picture; do
    check "the screenshot $picture is there" test -s "resources/pictures/$picture"
done < <(sed -n 's|.*@GLOWWORM_PICTURES@/\(.*\)</image>|\1|p' packaging/glowworm.metainfo.xml)

# What the desktop is told, which the tools above do not know of: panels, types and icons are those that there are.
entry=packaging/glowworm.desktop
panels=$(sed -n 's/^Actions=//p' "$entry" | tr ';' '\n' | sed '/^$/d')
check "the entry has actions" test -n "$panels"
for panel in $panels; do
    check "the action $panel has its group" grep -qx "\[Desktop Action $panel\]" "$entry"
    check "the action $panel opens its panel" grep -qx "Exec=glowworm --panel $panel" "$entry"
    check "the program knows the panel $panel" grep -qF "{\"$panel\", QT_TR_NOOP" ui/shell/panel_list.cpp
done
types=$(sed -n 's/^MimeType=//p' "$entry" | tr ';' '\n' | sed '/^$/d' | sort)
declared=$(sed -n 's/.*<mime-type type="\([^"]*\)".*/\1/p' packaging/glowworm.mime.xml | sort)
provided=$(sed -n 's/.*<mediatype>\([^<]*\)<.*/\1/p' packaging/glowworm.metainfo.xml | sort)
check "the entry opens the types that are declared" test "$types" = "$declared"
check "the metainfo names the same types" test "$types" = "$provided"
for type in $types; do
    check "$type has an icon" test -s "resources/icons/mimetypes/${type/\//-}.svg"
done
tiny() { # tiny FILE: nothing in it that Qt does not draw
    ! grep -qE "<(filter|clipPath|mask|image|style)" "$1"
}
known() { # known FILE: GTK takes for an SVG what says so within the first 256 bytes; another one is not shown
    head -c 256 "$1" | grep -q "<svg "
}
for icon in resources/icons/glowworm.svg resources/icons/mimetypes/*.svg; do
    check "$icon is drawn by SVG Tiny" tiny "$icon"
    check "$icon is known as SVG" known "$icon"
done

count() { # count REGEX: how many lines it has
    grep -cE "$@" || true
}
check "the entry is said in German too" test "$(count '^(GenericName|Comment|Keywords|Name)=' "$entry")" -eq \
    $((1 + $(count '^(GenericName|Comment|Keywords|Name)\[de\]=' "$entry"))) # but for the program's name
check "the types are said in German too" test "$(count '<comment>' packaging/glowworm.mime.xml)" -eq \
    "$(count '<comment xml:lang="de">' packaging/glowworm.mime.xml)"
words="summary|p|li|caption"
check "the metainfo is said in German too" test "$(sed '/<releases>/,$d' packaging/glowworm.metainfo.xml | count "<($words)>")" -eq \
    "$(sed '/<releases>/,$d' packaging/glowworm.metainfo.xml | count "<($words) xml:lang=\"de\">")"
version=$(sed -n 's/^project(Glowworm VERSION \([^ ]*\) .*/\1/p' CMakeLists.txt)
check "the metainfo has the release $version" grep -q "<release version=\"$version\"" packaging/glowworm.metainfo.xml

# Which type a file has, by its name and by its content: a header as Glowworm begins it (model/io/safetensors.cpp), and somebody else's.
file() { # file NAME METADATA
    local header="{\"__metadata__\":{$2}}"
    # shellcheck disable=SC2059 # the first byte: how long the header is
    { printf "\\x$(printf %x ${#header})\\x$(printf 0%x $((${#header} >> 8)) | tail -c 2)\\0\\0\\0\\0\\0\\0" && printf %s "$header"; } >"$work/$1"
}
ours() { # ours KIND: the metadata
    printf '"glowworm.sha256":"%064d","glowworm.build":"0.1.0 abc 12.2.0","glowworm.format":"1","glowworm.kind":"%s"' 0 "$1"
}
isType() { # isType FILE TYPE
    XDG_DATA_HOME=$work/mimes XDG_DATA_DIRS=$work/none gio info -a standard::content-type "$work/$1" | grep -qx " *standard::content-type: $2"
}
if command -v update-mime-database >/dev/null && command -v gio >/dev/null; then
    mkdir -p "$work/mimes/mime/packages"
    cp packaging/glowworm.mime.xml "$work/mimes/mime/packages/org.glowworm.glowworm.xml"
    check "the types can be taken in" update-mime-database "$work/mimes/mime"
    for kind in session tape weights run; do
        file "$kind" "$(ours $kind)"
        check "$kind is known by its content" isType "$kind" "application/x-glowworm-$([[ $kind = [wr]* ]] && echo model || echo $kind)"
    done
    cp "$work/weights" "$work/weights.safetensors"
    check "a model is known in a file of tensors" isType weights.safetensors application/x-glowworm-model
    for name in a.glowworm:session a.glowtape:tape; do
        echo "cut off" >"$work/${name%:*}"
        check "${name%:*} is known by its name" isType "${name%:*}" "application/x-glowworm-${name#*:}"
    done
    file foreign.safetensors '"format":"pt"'
    check "a model of another program is not ours" isType foreign.safetensors application/octet-stream
fi

check "the presets are readable" cmake --list-presets=all
werror() { # werror PRESET VALUE: are warnings errors there?
    cmake --preset "$1" -N -B "$work/none" 2>/dev/null | grep -qx "  GLOWWORM_WERROR=\"$2\""
}
check "a warning never stops what a user builds" werror release OFF
for preset in strict dev headless; do
    check "warnings are errors in the preset $preset" werror "$preset" ON
done

inDebian() { # inDebian ARGUMENT...: is refused as wrong usage
    local status=0
    packaging/in-debian.sh "$@" >"$work/said" 2>&1 || status=$?
    [ "$status" -eq 2 ] && says "usage:"
}
check "in-debian.sh needs a command" inDebian trixie
check "in-debian.sh knows its releases" inDebian sid true
check "in-debian.sh brings what is there" inDebian --bring "$work/nothing" trixie true
run() { # an option where there is no window to take it
    local status=0
    env -u DISPLAY -u WAYLAND_DISPLAY timeout 10 packaging/run.sh "$1" >"$work/said" 2>&1 || status=$?
    [ "$status" -eq 2 ] && says "usage:"
}
check "run.sh without a display takes no options" run --help
answers() { # answers STATUS WORDS COMMAND...: how it ends, and what it says
    local expected=$1 words=$2 status=0
    shift 2
    "$@" >"$work/said" 2>&1 || status=$?
    [ "$status" -eq "$expected" ] && says "$words"
}
check "package.sh takes no arguments" answers 2 usage: packaging/package.sh all
check "release.sh takes no arguments" answers 2 usage: packaging/release.sh all
check "test-package.sh needs a folder" answers 2 usage: packaging/test-package.sh "$work/nothing"
if [ ! -e /etc/dpkg/dpkg.cfg.d/throw-away ]; then # the system of in-debian.sh, which it may change
    check "test-package.sh leaves this machine alone" answers 1 "run it by packaging/in-debian.sh" packaging/test-package.sh "$work"
fi

# The archive starts the newest of its builds that runs here, and says what to install where none does.
for build in debian12 debian13; do
    mkdir -p "$work/an archive/builds/$build/bin"
    printf '#!/bin/sh\necho "%s $*"\n' "$build" >"$work/an archive/builds/$build/bin/glowworm"
    chmod +x "$work/an archive/builds/$build/bin/glowworm"
    echo "apt install lib$build" >"$work/an archive/builds/$build/libraries"
done
install -D packaging/start-newest.sh "$work/an archive/bin/glowworm"
ln -s "$work/an archive/bin/glowworm" "$work/glowworm"
check "the archive starts its newest build" answers 0 "debian13 --panel a b" "$work/glowworm" --panel "a b"
echo 'exit 127' >"$work/an archive/builds/debian13/bin/glowworm"
check "the archive starts an older build where the newest cannot run" answers 0 "debian12 --panel" "$work/glowworm" --panel
echo 'exit 127' >"$work/an archive/builds/debian12/bin/glowworm"
check "the archive says what to install" answers 1 "debian12: apt install libdebian12" "$work/glowworm"

# A copy of the scripts on a machine where nothing can be had: every tool that fetches or installs fails.
mkdir -p "$work/tools" "$work/copy/packaging" "$work/shared/data" "$work/user"
cp packaging/*.sh packaging/data.sha256 "$work/copy/packaging"
for tool in npm curl wget sudo apt-get apt-cache; do
    printf '#!/bin/sh\nexit 1\n' >"$work/tools/$tool"
done
chmod +x "$work"/tools/*
fetch() {
    PATH=$work/tools:$PATH XDG_DATA_HOME=$work/user bash "$work/copy/packaging/fetch-data.sh" >"$work/said" 2>&1
}

echo "not Shakespeare" >"$work/shared/data/tinyshakespeare.txt"
check "fetching without a network succeeds" fetch
check "it says that MNIST is missing" says "MNIST could not be had"
check "it says that Tiny Shakespeare is missing" says "Tiny Shakespeare could not be had"
check "a file with the wrong content is refused" test ! -e "$work/user/glowworm/data/tinyshakespeare.txt"
check "nothing half done is left behind" test -z "$(find "$work/user" -name '.fetch-*')"

text=$work/shared/data/tinyshakespeare.txt
sum=$(sha256sum "$text" | cut -d' ' -f1)
sed -i "s/^[0-9a-f]*  tinyshakespeare.txt/$sum  tinyshakespeare.txt/" "$work/copy/packaging/data.sha256"
check "fetching again succeeds" fetch
check "a file with the right content is kept" cmp "$text" "$work/user/glowworm/data/tinyshakespeare.txt"
rm "$text"
check "fetching a third time succeeds" fetch
check "what is there already stays" says "Tiny Shakespeare: there already"
check "fetching a fourth time succeeds" fetch
check "what was checked before is there still" says "Tiny Shakespeare: there already"
echo "something else" >"$work/user/glowworm/data/tinyshakespeare.txt"
check "fetching a fifth time succeeds" fetch
check "what has changed since is checked again" says "Tiny Shakespeare could not be had"

# A compressed download becomes the uncompressed file: curl is played by a copy from a folder.
mkdir -p "$work/site"
for file in {train,t10k}-{images-idx3,labels-idx1}-ubyte; do
    echo "$file" >"$work/site/$file"
    sum=$(sha256sum "$work/site/$file" | cut -d' ' -f1)
    sed -i "s|^[0-9a-f]*  mnist/$file|$sum  mnist/$file|" "$work/copy/packaging/data.sha256"
    gzip "$work/site/$file"
done
cat >"$work/tools/curl" <<END
#!/bin/bash
while [ "\$1" != --output ]; do shift; done
case \$3 in */mnist/*) cp "$work/site/\${3##*/}" "\$2" ;; *) exit 1 ;; esac
END
check "fetching by download succeeds" fetch
check "MNIST came by download" says "MNIST: fetched and checked"
check "its files are uncompressed" grep -qx t10k-labels-idx1-ubyte "$work/user/glowworm/data/mnist/t10k-labels-idx1-ubyte"

# run.sh with a compiler that is played: it builds what it runs, is silent the second time, and shows the end of the log when that fails.
cp packaging/run.sh "$work/copy/packaging"
mkdir -p "$work/copy/build/release/app"
cat >"$work/tools/cmake" <<END
#!/bin/sh
echo "\$@" >>"$work/built"
seq -f '[%g/40] compiling' 40
[ ! -e "$work/broken" ] || { echo "no such type"; exit 1; }
END
printf '#!/bin/sh\necho "window $*"\n' >"$work/copy/build/release/app/glowworm"
chmod +x "$work/tools/cmake" "$work/copy/build/release/app/glowworm"
start() {
    PATH=$work/tools:$PATH XDG_DATA_HOME=$work/user GLOWWORM_NO_PACKAGES=1 DISPLAY=:none \
        bash "$work/copy/packaging/run.sh" a.txt >"$work/said" 2>&1
}
touch "$work/copy/CMakePresets.json"
check "run.sh starts the window" start
check "the window gets the arguments" grep -qx "window a.txt" "$work/said"
check "run.sh builds what it runs, not the tests" grep -qx -- "--build --preset release --target glowworm glowworm-cli" "$work/built"
check "what the tools say is in the log" grep -q "40/40" "$work/copy/build/setup.log"
check "what the tools say is not shown" test "$(grep -c compiling "$work/said")" -eq 0
touch "$work/broken"
if start; then
    echo "FAILED: run.sh starts what could not be built"
    failures=$((failures + 1))
fi
check "the end of the log is shown" says "no such type"
check "the step that failed is named" says "step 3 of 3, build: failed"
rm "$work/broken" "$work/tools/cmake"

percent() { # percent EXPECTED LINE...: what percentOf makes of a log that ends with these lines
    local expected=$1 log=$work/log
    shift
    printf '%s\n' "$@" >"$log"
    # shellcheck source=packaging/common.sh
    (. packaging/common.sh && log=$work/log && [ "$(percentOf)" = "$expected" ])
}
check "a build's progress is read" percent 25 "[9/40] Building" "[10/40] Building"
check "a download's progress is read" percent 20 "dlstatus:3:40.2:Retrieving file"
check "an installation's progress is read" percent 75 "dlstatus:3:100:Retrieving" "pmstatus:libc6:50.0:Installing"
check "no progress is none" percent 0 "anything"

otherSystem() { # needPackages where there is no apt-get
    (
        set -euo pipefail
        unset GLOWWORM_NO_PACKAGES
        # shellcheck source=packaging/common.sh
        . packaging/common.sh
        # shellcheck disable=SC2317 # called by needPackages
        command() { [ "$2" != apt-get ] && builtin command "$@"; }
        needPackages
    ) >"$work/said" 2>&1
}
if otherSystem; then
    echo "FAILED: needPackages succeeded without apt-get"
    failures=$((failures + 1))
fi
check "another system is told what is needed" says "libtorch-dev"
check "another system is told how to go on" says "GLOWWORM_NO_PACKAGES=1"

echo "$failures failures"
[ "$failures" -eq 0 ]
