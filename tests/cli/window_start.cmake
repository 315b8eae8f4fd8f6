# The window's program before its window: words, displays, signals. Each case is a function of window_start.sh.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

set(ENV{WINDOW} ${WINDOW})
set(ENV{CLI} ${CLI})
foreach(case words_without_a_display no_display_is_one_sentence manners_of_the_window kept_over_every_end)
    execute_process(COMMAND sh ${HERE}/window_start.sh ${case} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    check(result EQUAL 0)
endforeach()
