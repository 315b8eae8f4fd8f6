# What cannot be trained here is said before the start, in one sentence, and leaves nothing behind.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

file(WRITE ${WORK}/long.txt "${text}${text}")
# More memory than the process may have: both numbers.
if(NOT SANITIZE) # which maps terabytes
    execute_process(COMMAND sh -c "ulimit -v 3500000; exec \"$0\" train --preset study-shakespeare-dense --set batch=4096 --set micro_batch=4096 \\
        --data long.txt --out run" ${CLI} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    same("${result}" 1)
    same("${out}" "")
    matches("${err}" "^glowworm-cli: Training needs about [0-9.]+ MB of memory, [0-9.]+ MB are free: choose [^\n]*\n$")
    check(NOT EXISTS ${WORK}/run)
endif()

# A training library that was cut off, or is none.
get_filename_component(folder ${CLI} DIRECTORY)
execute_process(COMMAND head -c 100000 ${folder}/libglowworm_train.so OUTPUT_FILE ${WORK}/short.so COMMAND_ERROR_IS_FATAL ANY)
set(ENV{GLOWWORM_TRAIN_LIBRARY} ${WORK}/short.so)
refused(1 "short.so is damaged, it ends early: [0-9.]+ MB expected, 0.1 MB found" train --preset quick-sparse --data text.txt --out run)
set(ENV{GLOWWORM_TRAIN_LIBRARY} ${WORK}/text.txt)
refused(1 "text.txt is not a library" train --preset quick-sparse --data text.txt --out run)
check(NOT EXISTS ${WORK}/run)
unset(ENV{GLOWWORM_TRAIN_LIBRARY})

# limited(limit words argument...): refused under this limit, by its name; nothing about the disk or about packages.
macro(limited limit words)
    execute_process(COMMAND timeout -k 5 60 bash -c "ulimit ${limit}; exec \"$0\" \"$@\"" ${CLI} ${ARGN}
        WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    same("${result}" 1)
    matches("${err}" "${words}")
    check(NOT err MATCHES "disk|Free|package")
    check(NOT EXISTS ${WORK}/run)
endmacro()
if(NOT SANITIZE)
    foreach(files 5 6 7 8)
        limited("-n ${files}" "Too many open files .this process may have ${files}.. Raise that limit: ulimit -n" train --preset quick-sparse ${smallText} --out run)
    endforeach()
    limited("-v 600000" "Out of memory, of which this process may have 614 MB .ulimit -v." train --preset quick-sparse ${smallText} --out run)
    limited("-v 800000" "Out of memory, of which this process may have 819 MB .ulimit -v., and LibTorch takes 900" train --preset quick-sparse ${smallText} --out run)
endif()
refused(1 "Training needs about [0-9.]+ MB of memory, [0-9.]+ MB are free" bench train --batch 4096 --set micro_batch=4096)

# What has the name of the folder already is told, and stays.
file(CREATE_LINK nowhere ${WORK}/link SYMBOLIC)
call(1 train --preset quick-sparse ${smallText} --out link)
matches("${err}" "link is a symbolic link to nowhere, which is not there.")
check(IS_SYMLINK ${WORK}/link)
call(1 train --preset quick-sparse ${smallText} --out text.txt)
matches("${err}" "text.txt is a file, not a folder.")
