#!/bin/sh
# manual.sh DIR: what bash completes by DIR/glowworm-cli.bash; and whether man, zsh and fish, where they are, understand their files
cd "$1" || exit 1
failed=0
if command -v bash >/dev/null; then
    bash -c '
        . ./glowworm-cli.bash
        failed=0
        expect() { # expect REPLIES WORD...: what follows these words, the last of them begun
            local replies=$1
            shift
            COMP_WORDS=(glowworm-cli "$@") COMP_CWORD=$# COMPREPLY=()
            _glowworm_cli 2>/dev/null
            [ "${COMPREPLY[*]}" = "$replies" ] && return
            echo "after \"$*\" bash completes \"${COMPREPLY[*]}\", expected \"$replies\""
            failed=1
        }
        expect "info inspect" in
        expect train tra
        expect "--preset" train --pre
        expect "quick-sparse" train --preset quick-s
        expect "groups=" train --set grou
        expect "token train" bench t
        expect "gated gumbel-controller" bench ff --routing g
        expect "f32 f16" export --dtype f
        expect "glowworm-cli.man" inspect --model glowworm-cli.m
        expect "" train --steps 1
        exit $failed
    ' || failed=1
fi
if command -v man >/dev/null; then
    said=$(man --warnings --local-file ./glowworm-cli.man 2>&1 >/dev/null)
    [ -z "$said" ] || { echo "man: $said"; failed=1; }
fi
for shell in zsh fish; do
    if command -v $shell >/dev/null; then
        $shell -n ./glowworm-cli.$shell || failed=1
    fi
done
exit $failed
