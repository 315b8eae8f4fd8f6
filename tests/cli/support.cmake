# What the scripts share. Each starts with an empty folder WORK, its own data folder, and a small text to train on.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(ENV{XDG_DATA_HOME} ${WORK}/xdg)
set(ENV{XDG_CACHE_HOME} ${WORK}/cache)
set(ENV{GLOWWORM_RESOURCES} ${SOURCE}/resources)

# check(condition): plain words only, as if() takes them. same(text expected) and matches(text regex) compare anything.
function(check)
    string(JOIN " " condition ${ARGN})
    cmake_language(EVAL CODE "if(${condition})\nset(good TRUE)\nelse()\nset(good FALSE)\nendif()")
    if(NOT good)
        message(SEND_ERROR "not true: ${condition}\nlast output:\n${out}\n${err}")
    endif()
endfunction()
function(same text expected)
    if(NOT "${text}" STREQUAL "${expected}")
        message(SEND_ERROR "\"${text}\" is not \"${expected}\"\nlast output:\n${out}\n${err}")
    endif()
endfunction()
function(matches text regex)
    if(NOT "${text}" MATCHES "${regex}")
        message(SEND_ERROR "\"${text}\" does not match \"${regex}\"")
    endif()
endfunction()

# call(code argument...): runs glowworm-cli in WORK and expects this exit code; leaves `out` and `err`.
macro(call code)
    execute_process(COMMAND ${CLI} ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    if(NOT result STREQUAL "${code}")
        message(FATAL_ERROR "glowworm-cli ${ARGN}\nended with ${result}, expected ${code}\n${out}\n${err}")
    endif()
endmacro()

# refused(code words argument...): fails with this code and one line on standard error that holds the words, nothing on standard output.
macro(refused code words)
    call(${code} ${ARGN})
    same("${out}" "")
    matches("${err}" "^glowworm-cli: [^\n]*\n$")
    matches("${err}" "${words}")
endmacro()

# json(argument...): succeeds and prints one object, and nothing else, as nobody watches.
macro(json)
    call(0 ${ARGN} --json)
    same("${err}" "")
    field(type)
endmacro()

# field(variable path...): a value of the object in `out`; without a path its type.
macro(field variable)
    if(${ARGC} EQUAL 1)
        string(JSON ${variable} ERROR_VARIABLE missing TYPE "${out}")
    else()
        string(JSON ${variable} ERROR_VARIABLE missing GET "${out}" ${ARGN})
    endif()
    if(missing)
        message(FATAL_ERROR "${missing}: ${ARGN} in\n${out}")
    endif()
endmacro()

macro(fields)
    foreach(name ${ARGN})
        field(ignored ${name})
    endforeach()
endmacro()

string(REPEAT "To be, or not to be, that is the question:\nWhether 'tis nobler in the mind to suffer\n" 30 text)
file(WRITE ${WORK}/text.txt "${text}")
set(smallText --data text.txt --threads 1 --set d_model=16 --set heads=2 --set layers=2 --set neurons=32 --set groups=4 --set router_rank=3
    --set context=16 --set warmup=2 --set batch=4 --set eval_interval=5)
