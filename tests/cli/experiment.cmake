# An experiment that 0.1 began, as runs/study-NAME, is gone on with; a second name is refused in words of this program.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)
set(runs ${WORK}/xdg/glowworm/runs)

refused(2 "experiment takes one name: \"c1\" is one word too many" experiment c0 c1)
refused(2 "generate takes options only: \"extra\" is one word too many" generate --model a extra)
refused(2 "bench ff has no option --token" bench ff --token 3)
refused(2 "no experiment \"nope\": choose one of c0, c1, " experiment nope)

set(told experiment c1 --result-only --data text.txt)
call(0 ${told})
same("${err}" "Runs and result.json are in ${runs}/experiment-c1.\n")
file(MAKE_DIRECTORY ${runs}/study-c1)
call(0 ${told})
same("${err}" "Glowworm 0.1 began this experiment in ${runs}/study-c1: it goes on there.\nRuns and result.json are in ${runs}/study-c1.\n")
call(0 ${told} --out own)
same("${err}" "Runs and result.json are in own.\n")
file(MAKE_DIRECTORY ${runs}/experiment-c1)
call(0 ${told})
same("${err}" "Runs and result.json are in ${runs}/experiment-c1.\n")

if(TRAIN)
    file(WRITE ${WORK}/tiny.json "{\"preset\": \"quick-sparse\", \"seeds\": [1], \"rows\": [{\"name\": \"dense\", \"set\": {\"routing\": \"dense\",
        \"d_model\": 16, \"heads\": 2, \"layers\": 1, \"neurons\": 32, \"context\": 16, \"warmup\": 0, \"batch\": 2, \"steps\": 2}}]}")
    file(MAKE_DIRECTORY ${runs}/study-tiny)
    call(0 experiment ./tiny.json --data text.txt --threads 1 --row dense)
    check(EXISTS ${runs}/study-tiny/runs/dense/seed-1/run.json)
    check(NOT EXISTS ${runs}/experiment-tiny)
endif()
