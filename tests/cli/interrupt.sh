#!/bin/sh
# interrupt.sh COMMAND...: becomes the command, which gets SIGINT as soon as the folder "run" holds a checkpoint. The command is not the one in
# the background, because there a shell lets SIGINT be ignored.
(
    tries=0
    until ls run/*/ckpt-*.safetensors > /dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ] || ! kill -0 $$ 2> /dev/null; then
            echo "no checkpoint came" >&2
            kill $$ 2> /dev/null
            exit 1
        fi
        sleep 0.1
    done
    kill -INT $$
) &
exec "$@"
