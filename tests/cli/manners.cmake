# A process among others: what it inherits, where it writes, what it makes of odd values. Each case is a function of manners.sh.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

set(ENV{CLI} ${CLI})
set(ENV{MODEL} ${SOURCE}/resources/models/shakespeare-sparse.safetensors)
set(ENV{TRAIN} ${TRAIN})
string(JOIN " " small ${smallText})
set(ENV{SMALL} "${small} --preset quick-sparse")
foreach(case inherited_ignores_stay closed_descriptors control_characters usable_processors absurd_values paths_that_cannot_be)
    execute_process(COMMAND sh ${HERE}/manners.sh ${case} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    check(result EQUAL 0)
endforeach()
