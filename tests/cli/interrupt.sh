#!/bin/sh
# interrupt.sh COMMAND...: runs it, sends SIGINT as soon as the folder "run" holds a checkpoint, and ends with its exit code.
"$@" &
job=$!
tries=0
until ls run/*/ckpt-*.safetensors > /dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt 600 ] || ! kill -0 "$job" 2> /dev/null; then
        kill "$job" 2> /dev/null
        echo "no checkpoint came" >&2
        exit 1
    fi
    sleep 0.1
done
kill -INT "$job"
wait "$job"
