# What cannot be trained here is said before the start, in one sentence, and leaves nothing behind.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

file(WRITE ${WORK}/long.txt "${text}${text}")
# More memory than the process may have: both numbers.
execute_process(COMMAND sh -c "ulimit -v 3500000; exec \"$0\" train --preset study-shakespeare-dense --set batch=4096 --set micro_batch=4096 \\
    --data long.txt --out run" ${CLI} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
same("${result}" 1)
same("${out}" "")
matches("${err}" "^glowworm-cli: Training needs about [0-9.]+ MB of memory, [0-9.]+ MB are free: choose [^\n]*\n$")
check(NOT EXISTS ${WORK}/run)

# A training library that was cut off, or is none.
get_filename_component(folder ${CLI} DIRECTORY)
execute_process(COMMAND head -c 100000 ${folder}/libglowworm_train.so OUTPUT_FILE ${WORK}/short.so COMMAND_ERROR_IS_FATAL ANY)
set(ENV{GLOWWORM_TRAIN_LIBRARY} ${WORK}/short.so)
refused(1 "short.so is damaged, it ends early: [0-9.]+ MB expected, 0.1 MB found" train --preset quick-sparse --data text.txt --out run)
set(ENV{GLOWWORM_TRAIN_LIBRARY} ${WORK}/text.txt)
refused(1 "text.txt is not a library" train --preset quick-sparse --data text.txt --out run)
check(NOT EXISTS ${WORK}/run)
