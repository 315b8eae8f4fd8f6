#!/bin/sh
# window_start.sh TEST: how the window's program ($WINDOW) starts and ends as a process. Ends with 0, or tells what is not as it should be.
set -u
unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
export XDG_CONFIG_HOME="$PWD/config" XDG_RUNTIME_DIR="$PWD" XDG_STATE_HOME="$PWD/state"

wrong() {
    echo "$test: $*" >&2
    exit 1
}

# expect CODE ARGUMENT...: the exit code; what was written is in out and err.
expect() {
    code=$1
    shift
    "$WINDOW" "$@" > out 2> err
    got=$?
    [ "$got" = "$code" ] || wrong "glowworm $* ended with $got, not $code: $(cat err)"
}

# Until the window's own handlers are set: bit 14 (SIGTERM) of the signals that the process catches.
ready() {
    looks=0
    until caught=$(sed -n 's/^SigCgt:[[:space:]]*........//p' "/proc/$1/status" 2> /dev/null) && [ -n "$caught" ] \
        && [ $((0x$caught & 0x4000)) -ne 0 ]; do
        looks=$((looks + 1))
        [ "$looks" -lt 1000 ] || wrong "the window did not start"
        sleep 0.02
    done
}

words_without_a_display() {
    expect 0 --help
    grep -q -e --demo out || wrong "--help says nothing of --demo"
    if grep -q -e -platform out; then wrong "--help lists the options of Qt"; fi
    expect 0 --version
    grep -q '^glowworm [0-9]' out || wrong "--version says \"$(cat out)\""
    [ -s err ] && wrong "--version complains: $(cat err)"
    for line in --nonsense --theme=pink --panel=none; do
        expect 2 "$line"
        grep -q '^glowworm: ' err || wrong "$line is answered by \"$(cat err)\""
    done
    "$WINDOW" --help > /dev/full 2> err
    [ $? = 1 ] || wrong "--help onto a full disk is no failure"
}

no_display_is_one_sentence() {
    for display in '' :7890; do
        DISPLAY=$display "$WINDOW" 2> err
        got=$?
        [ "$got" = 1 ] || wrong "ended with $got, not 1, without a display"
        [ "$(wc -l < err)" = 1 ] || wrong "not one line: $(cat err)"
        grep -q '^glowworm: .*DISPLAY' err || wrong "says \"$(cat err)\""
    done
    expect 1 -platform no-such-platform
    expect 1 --platform no-such-platform
}

# Closed descriptors and an ignored hang-up; SIGTERM is a clean exit.
manners_of_the_window() {
    (trap '' HUP INT && QT_QPA_PLATFORM=offscreen exec "$WINDOW" <&- >&- 2>&-) &
    job=$!
    ready "$job"
    ignored=$(sed -n 's/^SigIgn:[[:space:]]*........//p' "/proc/$job/status")
    [ $((0x$ignored & 3)) = 3 ] || wrong "an ignored SIGHUP or SIGINT is caught ($ignored)"
    for number in 0 1 2; do
        [ "$(readlink "/proc/$job/fd/$number")" = /dev/null ] || wrong "descriptor $number became $(readlink "/proc/$job/fd/$number")"
    done
    kill -HUP "$job"
    kill -INT "$job"
    kill -0 "$job" || wrong "ended by an ignored signal"
    kill -TERM "$job"
    wait "$job" || wrong "SIGTERM ended it with $?"
}

# Whichever way it ends, what stood on the screen is kept, and only a kill leaves the mark that tells of it.
kept_over_every_end() {
    kept=$XDG_STATE_HOME/glowworm/sessions/1
    for ending in TERM/timing KILL/digits HUP/training; do
        panel=${ending#*/}
        QT_QPA_PLATFORM=offscreen "$WINDOW" --panel "$panel" &
        job=$!
        ready "$job"
        looks=0
        until grep -aq "\"panel\":\"$panel\"" "$kept/session.glowworm" 2> /dev/null; do
            looks=$((looks + 1))
            [ "$looks" -lt 500 ] || wrong "$panel was not kept"
            sleep 0.02
        done
        kill -"${ending%/*}" "$job"
        wait "$job"
        "$CLI" session --session "$kept/session.glowworm" --json > out || wrong "the session cannot be read after $ending"
        grep -q "\"panel\": \"$panel\"" out || wrong "$panel is not in the session after $ending"
        if [ "${ending%/*}" = KILL ]; then [ -e "$kept/open" ]; else [ ! -e "$kept/open" ]; fi || wrong "the mark is wrong after $ending"
    done
    [ "$(ls -A "$kept" | tr '\n' ' ')" = "lock session.glowworm " ] || wrong "left in the folder: $(ls -A "$kept")"
}

test=$1
"$test"
