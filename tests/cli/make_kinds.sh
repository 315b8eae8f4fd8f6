#!/bin/sh
# make_kinds.sh DIR: files of many kinds, named so that their names do not tell. text.txt is there already.
set -eu
export LC_ALL=C
cd "$1"
gzip -c text.txt > text.gz
i=0
while [ "$i" -lt 2000 ]; do
    printf "\\$(printf '%03o' $((i * i * 7 % 251)))"
    i=$((i + 1))
done > noise
i=0
while [ "$i" -lt 100 ]; do
    printf 'F\374\337e gr\366\337er '
    i=$((i + 1))
done > latin1
{ printf '\377\376'; sed 's/./&\x00/g' text.txt | tr '\n' '\001' | sed 's/\x01/\n\x00/g'; } > utf16le
{ sed 's/./&\x00/g' text.txt | tr '\n' '\001' | sed 's/\x01/\n\x00/g'; } > wide
{ printf '\376\377'; sed 's/./\x00&/g' text.txt | tr '\n' '\001' | sed 's/\x01/\x00\n/g'; } > utf16be
{ head -n 2 text.txt | head -c 83; printf '\377\376\375'; cat text.txt; } > bad
: > empty
ln -s loop loop
printf '\377\330\377\340\000\020JFIF' > fake.jpg
printf 'BM\106\000\000\000\000\000\000\000\066\000\000\000\050\000\000\000\002\000\000\000\002\000\000\000' > fake.bmp
printf '<!DOCTYPE html>\n<html></html>\n' > page
{ printf '\000\000\014\002\000\000\000\062\000\000\000\010'; head -c 1600 /dev/zero; } > qmnist
{ printf '\000\000\010\003\000\000\000\032\000\000\000\034\000\000\000\034'; head -c 20384 /dev/zero; } > images26
printf '\000\000\010\001\000\000\000\032' > letters
i=1
while [ "$i" -le 26 ]; do
    printf "\\$(printf '%03o' "$i")" >> letters
    i=$((i + 1))
done
mkfifo fifo
