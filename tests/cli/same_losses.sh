#!/bin/sh
# same_losses.sh A B: whether two histories hold the same losses, of steps and evaluations, to one part in 10,000; prints how many.
set -eu
losses() {
    sed -n 's/.*"kind":"\(step\|evaluation\)".*/&/p' "$1" | sed 's/.*"loss":\([-+.e0-9]*\).*/\1/'
}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
losses "$1" > "$work/a"
losses "$2" > "$work/b"
paste "$work/a" "$work/b" | LC_ALL=C awk '{ d = $1 - $2; if (d < 0) d = -d; if (NF != 2 || d > 1e-4 * $1) { print "line " NR ": " $1 " and " $2; bad = 1; exit } }
    END { if (!bad) print NR; exit bad }'
