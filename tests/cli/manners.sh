#!/bin/sh
# manners.sh TEST: how glowworm-cli ($CLI) behaves as a process. Ends with 0, or tells what is not as it should be. Runs in an empty folder.
set -u

wrong() {
    echo "$test: $*" >&2
    exit 1
}

# expect CODE WORDS COMMAND...: the exit code, and one line on standard error that holds the words; what came on standard output is in out.
expect() {
    code=$1
    words=$2
    shift 2
    timeout 20 "$@" > out 2> err
    got=$?
    [ "$got" = "$code" ] || wrong "$* ended with $got, not $code: $(cat err)"
    [ "$(wc -l < err)" = 1 ] || wrong "$* wrote not one line: $(cat err)"
    grep -q -e "$words" err || wrong "$* wrote \"$(cat err)\" without \"$words\""
}

# Waits until the process has set its signal handlers: bit 14 (SIGTERM) of those it catches.
ready() {
    looks=0
    until caught=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status" 2> /dev/null) && [ -n "$caught" ] \
        && [ $((0x${caught#????????} & 0x4000)) -ne 0 ]; do
        looks=$((looks + 1))
        [ "$looks" -lt 500 ] || wrong "no handlers were set"
        sleep 0.02
    done
}
ignores() { # PROCESS BIT
    [ $((0x$(sed -n 's/^SigIgn:[[:space:]]*........//p' "/proc/$1/status") & $2)) -ne 0 ]
}

# Under nohup a hang-up, and in the background of a script Ctrl+C, are none of the program's business.
inherited_ignores_stay() {
    mkfifo prompt
    (trap '' HUP INT && exec "$CLI" generate --model "$MODEL" --tokens 20 --prompt - < prompt > out 2> err) &
    job=$!
    exec 3> prompt
    ready "$job"
    ignores "$job" 1 || wrong "SIGHUP was ignored and is caught"
    ignores "$job" 2 || wrong "SIGINT was ignored and is caught"
    kill -HUP "$job"
    kill -INT "$job"
    echo "To be" >&3
    exec 3>&-
    wait "$job" || wrong "ended with $?: $(cat err)"
    [ -s out ] || wrong "wrote nothing"
}

closed_descriptors() {
    "$CLI" info --model "$MODEL" > whole || wrong "info failed"
    "$CLI" info --model "$MODEL" <&- 2>&- > out || wrong "closed standard input and error matter"
    cmp -s whole out || wrong "closed standard input and error change the output"
    expect 1 "tandard output" sh -c '"$CLI" info --model "$MODEL" >&-'
    expect 1 "tandard output" sh -c '"$CLI" --help >&-'
    expect 1 "tandard output" sh -c '"$CLI" --version > /dev/full'
    for closed in '>&-' '>&- 2>&-' '<&- >&-' '<&- >&- 2>&-'; do
        sh -c "\"\$CLI\" generate --model \"\$MODEL\" --tokens 3 $closed" 2> /dev/null
        got=$?
        [ "$got" = 1 ] || wrong "generate $closed ended with $got, not 1"
    done
    [ "$TRAIN" = ON ] || return 0
    # shellcheck disable=SC2086 # several words
    "$CLI" train $SMALL --steps 2 --out all --json <&- 2>&- > out || wrong "train without 0 and 2 ended with $?"
    grep -q '"finished": true' out || wrong "train without 0 and 2 wrote no result"
    # shellcheck disable=SC2086
    "$CLI" train $SMALL --steps 2 --out none <&- >&- 2>&-
    got=$?
    [ "$got" = 1 ] || wrong "train whose result is lost ended with $got, not 1"
    ls none/*/ckpt-00000002.safetensors > /dev/null 2>&1 || wrong "train with all closed kept nothing"
    for file in all none; do
        [ "$(head -c 1 $file/run.json)" = "{" ] || wrong "something else was written into $file/run.json"
    done
}

# Text that was trained on can hold escape sequences.
control_characters() {
    [ "$TRAIN" = ON ] || return 0
    escape=$(printf '\033')
    i=0
    while [ "$i" -lt 300 ]; do
        printf '%s[7mab' "$escape"
        i=$((i + 1))
    done > escapes.txt
    # shellcheck disable=SC2086
    "$CLI" train ${SMALL%% *} escapes.txt ${SMALL#* * } --steps 2 --out escapes > /dev/null 2>&1 || wrong "train ended with $?"
    line="\"$CLI\" generate --model escapes --tokens 60 --prompt a"
    sh -c "$line" > piped 2> /dev/null || wrong "generate ended with $?"
    grep -q "$escape" piped || wrong "the pipe did not get the text as it is"
    script -qec "$line 2> /dev/null" /dev/null < /dev/null > shown || wrong "generate on a terminal ended with $?"
    if grep -q "$escape" shown; then wrong "escape sequences reach the terminal"; fi
    grep -qF '\u001B' shown || wrong "escape sequences are not shown"
}

usable_processors() {
    one=$(awk '/Cpus_allowed_list/ { split($2, first, /[-,]/); print first[1] }' /proc/self/status)
    taskset -c "$one" "$CLI" info --json > out || wrong "info ended with $?"
    grep -q '"usable_threads": 1,' out || wrong "affinity is not looked at: $(cat out)"
    taskset -c "$one" "$CLI" bench ff --no-libtorch --d-model 16 --neurons 32 --groups 4 --router-rank 2 --layers 1 --repeats 1 --warmup 0 \
        --block-seconds 0 --threads 2 --json > out || wrong "bench ended with $?"
    grep -q 'More threads (2) than CPUs that this process may use (1)' out || wrong "bench says nothing about its threads"
    [ "$TRAIN" = ON ] || return 0
    # shellcheck disable=SC2086
    taskset -c "$one" "$CLI" train ${SMALL% --threads 1} --steps 2 --out one --json > out || wrong "train ended with $?"
    grep -q '"threads": 1,' out || wrong "train takes more threads than it may use"
}

absurd_values() {
    whole='no whole number from 1 to 10000000'
    expect 2 "--steps: \"\" is $whole" "$CLI" train --preset quick-sparse --steps ''
    expect 2 "--steps: " "$CLI" train --preset quick-sparse --steps=
    expect 2 "--steps: \"9223372036854775808\" is $whole" "$CLI" train --preset quick-sparse --steps 9223372036854775808
    expect 2 "--seed: \"-1\" is no whole number from 0 to 2147483647" "$CLI" train --preset quick-sparse --seed -1
    expect 2 "--seed: \"-1\" is no whole number" "$CLI" bench ff --seed -1
    expect 2 "--seed: \"1e3\" is no whole number" "$CLI" experiment shakespeare --seed 1e3
    expect 2 "--threads: \"257\" is no whole number from 1 to 256" "$CLI" generate --model a --threads 257
    expect 2 "--threads: \"0x2\" is no" "$CLI" bench token --threads 0x2
    expect 2 "--tokens: \"0\" is no whole number from 1 to 100000" "$CLI" generate --model a --tokens 0
    expect 2 "--temperature: \"nan\" is no number from 0 to 10" "$CLI" generate --model a --temperature nan
    expect 2 "--block-seconds: \"inf\" is no number from 0 to 60" "$CLI" bench ff --block-seconds inf
    expect 2 "steps: .* 1 to 10000000" "$CLI" train --preset quick-sparse --set steps=1e12
    expect 2 "learning_rate: .* 0.000001 to 1" "$CLI" train --preset quick-sparse --set learning_rate=5
    for option in --out --resume --data --images --preset --device --set; do
        expect 2 "$option: the value is empty" "$CLI" train "$option" ''
        expect 2 "$option: " "$CLI" train "$option="
    done
    expect 2 "--model: the value is empty" "$CLI" info --model ''
    expect 2 "--csv: the value is empty" "$CLI" bench ff --csv ''
    expect 2 "name: the value is empty" "$CLI" experiment ''
}

# Whatever the file system refuses is told in plain words, with the file.
paths_that_cannot_be() {
    ln -s loop loop
    long=$(printf '%0300d' 0)
    for path in loop "$long"; do
        for line in "info --model" "inspect --model" "generate --model" "classify --png a.png --model" "train --preset quick-sparse --data" \
            "train --resume"; do
            # shellcheck disable=SC2086
            expect 1 "$(printf %.20s "$path")" "$CLI" $line "$path"
            if grep -q -e 'filesystem error' -e 'status:' err; then wrong "$line: $(cat err)"; fi
        done
    done
}

test=$1
"$test"
