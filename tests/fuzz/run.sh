#!/bin/bash
# tests/fuzz/run.sh [SECONDS] [TARGET...]: gives bytes that nobody wrote to every reader of foreign bytes (or to the targets named), for about
# SECONDS (60) in all, on top of what earlier runs found worth keeping in build/fuzz. Ends with 1 and the place of the input at a finding,
# with 0 and a notice where there is no clang with libFuzzer (Debian: clang and libclang-rt-14-dev, or -19-dev).
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(safetensors tape session idx png text run label history results settings line neurons)

compiler=
for candidate in clang++ clang++-{30..14}; do
    if command -v "$candidate" >/dev/null && echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' \
        | "$candidate" -x c++ -fsanitize=fuzzer,address,undefined -o /dev/null - 2>/dev/null; then
        compiler=$candidate
        break
    fi
done
if [ -z "$compiler" ]; then
    echo "fuzz: skipped, there is no clang with libFuzzer (packages clang and libclang-rt-14-dev, or -19-dev)"
    exit 0
fi

build=build/fuzz
mkdir -p "$build"
if ! { cmake --preset fuzz -D CMAKE_CXX_COMPILER="$compiler" && cmake --build --preset fuzz; } >"$build/build.log" 2>&1; then
    tail -n 40 "$build/build.log"
    exit 1
fi
"$build/tests/fuzz/glowworm_fuzz_seeds" "$build/corpus" >/dev/null
mkdir -p "$build/findings"

fuzz()
{
    local target=$1 log=$build/$1.log
    if GLOWWORM_FUZZ_TARGET=$target "$build/tests/fuzz/glowworm_fuzz" -max_total_time="$each" -max_len=16384 -timeout=60 -rss_limit_mb=2048 \
        -artifact_prefix="$build/findings/$target-" -print_final_stats=1 "$build/corpus/$target" >"$log" 2>&1; then
        echo "fuzz: $target, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, no finding"
    else
        echo "fuzz: $target, FINDING (log: $log)"
        grep -E "ERROR:|runtime error|FINDING|terminate|what\(\)|Test unit written" "$log" || tail -n 20 "$log"
        return 1
    fi
}
export -f fuzz
jobs=$(nproc)
export build each=$(((seconds * jobs + ${#targets[@]} - 1) / ${#targets[@]}))
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'fuzz {}' # xargs ends with 123 when one of them failed
