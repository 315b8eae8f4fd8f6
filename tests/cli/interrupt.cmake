# Ctrl+C in the middle of a training: exit code 130, everything saved, and the run goes on from there.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

execute_process(COMMAND sh ${HERE}/interrupt.sh ${CLI} train --preset quick-sparse --steps 100000 --out run --json ${smallText}
    WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
check(result EQUAL 130)
field(finished finished)
check(NOT finished)
field(steps steps)
check(steps GREATER 0)
field(checkpoint checkpoint)
check(EXISTS ${WORK}/${checkpoint})
json(info --model run)
field(saved steps)
check(saved EQUAL ${steps})
