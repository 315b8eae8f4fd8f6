#!/bin/sh
# turn_idx.sh IMAGES KIND: IDX pictures on standard output as other sets keep them: transposed, upside_down, inverted or dim (0 and 1).
set -eu
export LC_ALL=C
head -c 16 "$1"
tail -c +17 "$1" | od -An -v -tu1 | awk -v kind="$2" '
    { for (i = 1; i <= NF; i++) level[n++] = $i }
    END {
        for (i = 0; i < n; i++) {
            p = i % 784
            from = kind == "transposed" ? i - p + p % 28 * 28 + int(p / 28) : kind == "upside_down" ? i - p + 783 - p : i
            printf "\\%03o%s", kind == "inverted" ? 255 - level[from] : kind == "dim" ? (level[from] > 127) : level[from], p % 28 == 27 ? "\n" : ""
        }
    }' | while IFS= read -r row; do
    # shellcheck disable=SC2059 # the row is a format of octal escapes
    printf "$row"
done
