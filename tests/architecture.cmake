# The include rules: who may see which library. `cmake -DSOURCE=... [-DBINARY=...] -P architecture.cmake`; the test `architecture`.
# BINARY: a folder with built executables, whose dynamic sections are read as well where there is an objdump.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/app/* ${SOURCE}/ui/* ${SOURCE}/model/* ${SOURCE}/tests/* ${SOURCE}/packaging/*.cmake)
list(APPEND files CMakeLists.txt CMakePresets.json)
list(FILTER files INCLUDE REGEX "\\.(h|cpp|cmake|json|txt)$")
list(REMOVE_ITEM files tests/architecture.cmake)

function(fault file text)
    message(SEND_ERROR "${file}: ${text}")
endfunction()

# rule(where allowed find why): among the files that match `where`, only those that match `allowed` may have lines that match `find`.
function(rule where allowed find why)
    foreach(file IN LISTS files)
        if(file MATCHES "${where}" AND NOT file MATCHES "${allowed}")
            file(STRINGS "${SOURCE}/${file}" lines REGEX "${find}" LIMIT_COUNT 1)
            if(lines)
                fault("${file}" "${lines}\n  ${why}")
            endif()
        endif()
    endforeach()
endfunction()

set(include "^[ \t]*#[ \t]*include[ \t]*[<\"]")
set(ours "^(app|ui|model)/")
set(nowhere "^$")

# What may be included from where, the link lines of model/ and ui/ say (packaging/library.cmake). Here is the rest: which outside
# libraries a folder may use that its compiler would find everywhere.
rule("${ours}" "^(ui/|app/main\\.cpp|app/startup\\.)" "${include}Q[A-Za-z]" "Qt belongs to ui/, app/main.cpp and app/startup")
rule("${ours}|^tests/" "^ui/widgets/qcustomplot_wrapper\\.h" "${include}qcustomplot\\.h" "include ui/widgets/qcustomplot_wrapper.h instead")
rule("${ours}|^tests/" "^(model/torch|tests/torch)/" "${include}(torch|ATen|c10)/|c10::" "LibTorch belongs to model/torch and tests/torch")
rule("${ours}|^tests/" "^(model/torch|tests/torch)/" "${include}model/torch/" "the rest of the program knows only training/trainer.h")
rule("${ours}" "^model/(jobs/|kernels/thread_pool\\.)" "${include}(thread|mutex|shared_mutex|condition_variable|future)>"
    "threads belong to model/jobs and model/kernels/thread_pool")
rule("${ours}" "^model/(training/train_library|torch/threads)\\.cpp" "${include}dlfcn\\.h" "symbols are loaded in train_library.cpp and torch/threads.cpp")
rule("${ours}" "\\.cpp$" "${include}(nlohmann/|openssl/|hwy/|CLI/|png\\.h)" "no header shows this library")
rule("${ours}" "^model/io/" "${include}openssl/" "libcrypto belongs to model/io")
rule("${ours}" "^model/data/" "${include}png\\.h" "libpng belongs to model/data")
rule("${ours}" "^model/kernels/" "${include}hwy/" "Highway belongs to model/kernels")
rule("${ours}" "^(app/cli|model/line)/" "${include}CLI/" "CLI11 belongs to app/cli and model/line")
rule("${ours}" "${nowhere}" "QThread|${include}omp\\.h|#[ \t]*pragma[ \t]+omp" "threads are Lanes and the engine's pool, nothing else")
rule("${ours}" "^(model/base/build_info|app/startup)\\.cpp$" "ifstream|fopen|[^A-Za-z]QFile[^A-Za-z]"
    "what is read goes through io/input_file, which is bounded and can be stopped; only the kernel's own figures do not")
rule("${ours}" "^model/io/(atomic_file|paths)\\.cpp$"
    "(filesystem|fs)::(exists|is_[a-z_]+|file_size|last_write_time|directory_iterator|canonical|absolute|temp_directory_path)[^a-z_]"
    "io/paths looks at paths without throwing")
rule("${ours}" "${nowhere}" "u16string\\(|toStdU16String" "names of files may be no text, and these throw: ui/widgets/path_text.h")
rule("${ours}" "^ui/" "QtConcurrent" "QtConcurrent belongs to ui/")
rule("." "${nowhere}" "-ffast-math|-Ofast|-march=" "no fast-math, and no CPU flags: kernels choose at run time")
rule("^ui/" "${nowhere}" "QRandomGenerator|mt19937|random_device|minstd_rand|default_random_engine|counter_random|[^A-Za-z_]s?rand\\(|${include}random>"
    "nothing on screen is invented")
rule("^ui/" "^ui/(session/pulse|generation/transcript|shell/(activity|demo|event_probe))\\." "QElapsedTimer|[a-z]_clock|clock_gettime"
    "what is measured is measured in model/; these only pace what they show")

# Sizes in lines.
set(mostOfFile 400)
set(mostOfFunction 60)

function(lineCount result text)
    string(REGEX MATCHALL "\n" newlines "${text}")
    list(LENGTH newlines length)
    set(${result} ${length} PARENT_SCOPE)
endfunction()

# The layout puts the braces of a function, and of nothing else, alone at the start of a line.
function(limitFunctions file text most)
    while(TRUE)
        string(FIND "${text}" "\n{\n" begin)
        if(begin EQUAL -1)
            return()
        endif()
        string(SUBSTRING "${text}" 0 ${begin} before)
        string(REGEX MATCH "[^\n]*$" head "${before}")
        string(SUBSTRING "${text}" ${begin} -1 text)
        string(FIND "${text}" "\n}" end)
        if(end EQUAL -1)
            return()
        endif()
        string(SUBSTRING "${text}" 0 ${end} body)
        string(SUBSTRING "${text}" ${end} -1 text)
        lineCount(length "${body}")
        if(length GREATER most)
            fault("${file}" "${length} lines in the function ${head}; at most ${most}")
        endif()
    endwhile()
endfunction()

foreach(file IN LISTS files)
    if(file MATCHES "\\.(h|cpp)$")
        file(READ "${SOURCE}/${file}" text)
        lineCount(length "${text}")
        if(length GREATER mostOfFile)
            fault("${file}" "${length} lines; at most ${mostOfFile}")
        endif()
        if(length GREATER mostOfFunction)
            limitFunctions("${file}" "${text}" ${mostOfFunction})
        endif()
    endif()
endforeach()

# What the executables load at their start. LibTorch and its OpenMP come with glowworm_train, at run time.
find_program(OBJDUMP objdump)
function(loadsNone executable pattern why)
    if(NOT BINARY OR NOT OBJDUMP OR NOT EXISTS "${BINARY}/${executable}")
        return()
    endif()
    execute_process(COMMAND ${OBJDUMP} -p "${BINARY}/${executable}" OUTPUT_VARIABLE section COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "NEEDED +(${pattern})[^\n]*" needed "${section}")
    if(needed)
        fault("${executable}" "${needed}\n  ${why}")
    endif()
endfunction()
loadsNone(glowworm "libtorch|libc10|libgomp|libQt5" "the window starts without LibTorch, OpenMP and Qt 5")
loadsNone(glowworm-cli "libtorch|libc10|libgomp|libQt" "the command line starts without LibTorch and OpenMP and never needs Qt")
