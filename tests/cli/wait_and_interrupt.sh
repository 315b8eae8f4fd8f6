#!/bin/sh
# wait_and_interrupt.sh FIFO COMMAND...: runs it with FIFO as standard input, sends SIGINT once, as soon as it waits for something, and ends with
# its exit code; 137 when it is still there two seconds later.
fifo=$1
shift
exec 3<> "$fifo" # a writer, so that opening the other end never waits
env --default-signal=INT "$@" < "$fifo" 3>&- & # a shell's background jobs would ignore SIGINT
job=$!
waiting=0
tries=0
while [ "$waiting" -lt 3 ] && [ "$tries" -lt 100 ]; do
    case "$(cut -d ' ' -f 3 "/proc/$job/stat")" in S) waiting=$((waiting + 1)) ;; *) waiting=0 ;; esac
    tries=$((tries + 1))
    sleep 0.05
done
kill -INT "$job"
(
    sleep 2
    kill -9 "$job"
) > /dev/null 2>&1 3>&- &
watchdog=$!
wait "$job"
code=$?
kill "$watchdog" 2> /dev/null
exit "$code"
