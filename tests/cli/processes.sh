#!/bin/sh
# processes.sh N FOLDER COMMAND...: the command as N processes of one training on this machine. What process r writes comes into FOLDER/r.out and
# r.err, its exit code into r.code. $EXTRA_r: arguments for it alone. $SIGNAL and $VICTIM: this signal to process VICTIM as soon as the run in
# $RUN has made a step.
count=$1
folder=$2
shift 2
mkdir -p "$folder"

# A port below those that the system gives out by itself; another one when it is taken.
attempt() {
    port=$((20000 + ($$ * 7 + $1 * 997) % 12000))
    shift
    r=0
    while [ "$r" -lt "$count" ]; do
        eval "extra=\${EXTRA_$r:-}"
        # shellcheck disable=SC2086,SC2154 # several words, from eval
        RANK=$r WORLD_SIZE=$count MASTER_ADDR=127.0.0.1 MASTER_PORT=$port "$@" $extra > "$folder/$r.out" 2> "$folder/$r.err" &
        echo $! > "$folder/$r.pid"
        r=$((r + 1))
    done
    if [ -n "${SIGNAL:-}" ]; then
        looks=0
        until grep -q '"loss"' "$RUN/history.jsonl" 2> /dev/null || [ "$looks" -gt 300 ]; do
            looks=$((looks + 1))
            sleep 0.1
        done
        kill "-$SIGNAL" "$(cat "$folder/$VICTIM.pid")"
    fi
    r=0
    while [ "$r" -lt "$count" ]; do
        wait "$(cat "$folder/$r.pid")"
        echo $? > "$folder/$r.code"
        r=$((r + 1))
    done
}

for number in 0 1 2; do
    attempt "$number" "$@"
    grep -qi 'in use' "$folder/0.err" || break
done
