# Where results go: targets are tried before the work, pipes and devices are written directly, and a result is never lost with its target.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

# shell(code line): a line of bash, where $CLI and the variables below are set.
set(ENV{CLI} ${CLI})
set(ENV{SPARSE} ${SOURCE}/resources/models/shakespeare-sparse.safetensors)
set(bench bench ff --d-model 32 --neurons 64 --router-rank 4 --layers 2 --warmup 1 --groups 4 --tokens 1 --no-libtorch)
list(JOIN bench " " line)
set(ENV{BENCH} "${line} --repeats 5 --block-seconds 0.001")
function(shell code line)
    execute_process(COMMAND bash -o pipefail -c "${line}" WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    if(NOT result STREQUAL "${code}")
        message(FATAL_ERROR "${line}\nended with ${result}, expected ${code}\n${out}\n${err}")
    endif()
    set(out "${out}" PARENT_SCOPE)
    set(err "${err}" PARENT_SCOPE)
endfunction()

# Hours of work that never begin.
refused(1 "--csv: .*none/rows.csv: No such file" ${bench} --repeats 1001 --block-seconds 60 --csv none/rows.csv)
refused(1 "--csv: .*folder" ${bench} --repeats 1001 --block-seconds 60 --csv ${WORK}/)
refused(1 "--trace: .*none/t.json: No such file" generate --model $ENV{SPARSE} --tokens 100000 --trace none/t.json)
refused(1 "--out: .*name of a folder" export --model $ENV{SPARSE} --out ${WORK}/)
refused(1 "--out: .*Is a directory" export --model $ENV{SPARSE} --out ${WORK})

# What is read, and what a run needs, is no target.
execute_process(COMMAND ${CMAKE_COMMAND} -E make_directory ${WORK}/kept/sparse)
execute_process(COMMAND ${CMAKE_COMMAND} -E copy $ENV{SPARSE} ${WORK}/kept/sparse/ckpt-00000030.safetensors)
file(WRITE ${WORK}/kept/run.json "{}")
file(CREATE_LINK ${WORK}/kept/run.json ${WORK}/link SYMBOLIC)
refused(1 "--trace: .*belongs to a run" generate --model $ENV{SPARSE} --tokens 100000 --trace ${WORK}/link)
refused(1 "--out: .*belongs to a run" export --model $ENV{SPARSE} --out ${WORK}/kept/sparse/ckpt-00000030.safetensors)
refused(1 "--trace: .*what is read" generate --model ${WORK}/kept/sparse/ckpt-00000030.safetensors --tokens 100000
    --trace ${WORK}/kept/sparse/ckpt-00000030.safetensors)

# A target that fails at the end: the result is printed all the same.
shell(1 "$CLI $BENCH --csv /dev/full")
matches("${out}" "Equivalence check: sparse = masked dense")
matches("${err}" "^glowworm-cli: [^\n]*No space left[^\n]*\n$")

# What is no file is written directly; the table is not lost.
shell(0 "$CLI $BENCH --csv /dev/stdout > both.txt && grep -c '^dense,' both.txt && grep -c '^| dense ' both.txt")
shell(0 "$CLI $BENCH --csv /dev/stdout | cat > both.txt && grep -c '^dense,' both.txt && grep -c '^| dense ' both.txt")
shell(0 "$CLI $BENCH --csv same.txt > same.txt && grep -c '^dense,' same.txt && grep -c '^| dense ' same.txt")
shell(0 "$CLI $BENCH --csv /dev/null")
shell(0 "$CLI generate --model $SPARSE --tokens 2 --trace >(gzip > t.gz) && for i in $(seq 100); do gzip -t t.gz 2> /dev/null && break; sleep 0.05; done
    zcat t.gz")
matches("${out}" "\"neurons\":")
shell(0 "$CLI export --model $SPARSE --out /dev/stdout > copy.safetensors && $CLI inspect --model copy.safetensors --json")
field(hash sha256)

# A reader that has gone, a full disk: nothing more is computed for it. Those tokens would take minutes.
shell(1 "$CLI generate --model $SPARSE --tokens 100000 | head -c 10 > /dev/null")
matches("${err}" "^glowworm-cli: [^\n]*\n$")
shell(1 "$CLI generate --model $SPARSE --tokens 100000 --json | true")
matches("${err}" "^glowworm-cli: [^\n]*\n$")
shell(1 "$CLI generate --model $SPARSE --tokens 100000 > /dev/full")
matches("${err}" "^glowworm-cli: [^\n]*\n$")
shell(1 "$CLI ${line} --repeats 1001 --block-seconds 0.05 | true")

# Names that are no UTF-8.
shell(0 "mkdir $'caf\\xe9' && cp $SPARSE $'caf\\xe9/m.safetensors' && $CLI generate --model $'caf\\xe9/m.safetensors' --tokens 2 --trace t.json --json")
file(READ ${WORK}/t.json out)
field(model model)
matches("${model}" "caf.*m.safetensors")
