#!/bin/sh
# make_idx.sh DIR: an IDX pair of 50 pictures; label d is a bar of ink that begins at pixel 40 + 70 d.
set -eu
export LC_ALL=C
cd "$1"
printf '\000\000\010\003\000\000\000\062\000\000\000\034\000\000\000\034' > images
printf '\000\000\010\001\000\000\000\062' > labels
for i in 0 1 2 3 4; do
    for d in 0 1 2 3 4 5 6 7 8 9; do
        before=$((40 + 70 * d))
        head -c "$before" /dev/zero >> images
        head -c 60 /dev/zero | tr '\000' '\377' >> images
        head -c $((784 - before - 60)) /dev/zero >> images
        printf "\\$(printf '%03o' "$d")" >> labels
    done
done
