# A file is what it contains: what is no text is never trained on, what is dropped is told, and reading ends at Ctrl+C.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)
execute_process(COMMAND sh ${HERE}/make_kinds.sh ${WORK} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND sh ${HERE}/make_idx.sh ${WORK} COMMAND_ERROR_IS_FATAL ANY)
set(quick train --preset quick-sparse --steps 1 --threads 1 --out no --set d_model=16 --set heads=2 --set layers=1 --set neurons=32
    --set groups=4 --set router_rank=3 --set context=16 --set batch=4)

foreach(pair IN ITEMS "${HERE}/dark_on_white.png|dark_on_white.png is a PNG picture, not a text" "images|images is an IDX file of pictures, not a text"
        "text.gz|is compressed .gzip., not a text" "noise|noise is binary data" "latin1|in another encoding than UTF-8, .*iconv" "wide|UTF-16 without"
        "empty|empty is empty" "${SOURCE}/resources/models/mnist-sparse.safetensors|is a model .safetensors., not a text" "loop|Too many levels")
    string(REPLACE "|" ";" pair "${pair}")
    list(GET pair 0 file)
    list(GET pair 1 words)
    refused(1 "${words}" ${quick} --data ${file})
endforeach()
check(NOT EXISTS ${WORK}/no)
string(REPEAT n 300 long)
refused(1 "File name too long" ${quick} --data ${long})
refused(1 "File name too long" info --model ${long})
refused(1 "Too many levels" info --model loop)
refused(1 "too short for windows of 1025" ${quick} --data text.txt --set context=1024)

# As a picture.
set(model ${SOURCE}/resources/models/mnist-sparse.safetensors)
foreach(pair IN ITEMS "fake.jpg|is a JPEG picture, not a PNG picture. Save it as PNG" "page|is an HTML page, not a PNG" "empty|empty is empty"
        ".|is a folder" "fake.bmp|is a BMP picture" "images|is an IDX file of pictures")
    string(REPLACE "|" ";" pair "${pair}")
    list(GET pair 0 file)
    list(GET pair 1 words)
    refused(1 "${words}" classify --model ${model} --png ${file})
endforeach()
refused(1 "is an IDX file of 32-bit integers in 2 dimensions, as QMNIST.s labels come" classify --model ${model} --images images --labels qmnist)
refused(1 "1 to 26 are letters, as in EMNIST letters" classify --model ${model} --images images26 --labels letters)
refused(1 "labels is an IDX file of labels" classify --model ${model} --images labels --labels labels)

# The first Ctrl+C ends a read that waits: code 130 within a second. A pipe that is written to is read.
foreach(arguments IN ITEMS "classify;--model;${model};--png;fifo" "classify;--model;${model};--images;fifo;--labels;labels" "generate;--model;${SOURCE}/resources/models/shakespeare-sparse.safetensors;--prompt;-")
    execute_process(COMMAND sh ${HERE}/wait_and_interrupt.sh ${WORK}/fifo ${CLI} ${arguments} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result
        OUTPUT_VARIABLE out ERROR_VARIABLE err)
    check(result EQUAL 130)
    same("${out}" "")
    matches("${err}" "^glowworm-cli: Reading [^\n]* was stopped.\n$")
endforeach()
execute_process(COMMAND sh -c "cat '${HERE}/dark_on_white.png' | '${CLI}' classify --model '${model}' --png - --json" RESULT_VARIABLE result
    OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
field(label label)

# A prompt may be empty; a long one is not given back whole.
execute_process(COMMAND sh -c "'${CLI}' generate --model '${SOURCE}/resources/models/shakespeare-sparse.safetensors' --prompt - --tokens 2 --json < /dev/null"
    OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
field(prompt prompt)
same("${prompt}" "")
execute_process(COMMAND sh -c "head -c 10000000 /dev/zero | tr '\\000' 'a' | '${CLI}' generate --model '${SOURCE}/resources/models/shakespeare-sparse.safetensors' --prompt - --tokens 2 --json"
    OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
string(LENGTH "${out}" length)
check(length LESS 10000)
matches("${out}" "The prompt has 10000000 characters: the last 4096 of them are given back here")

# What was brought is used or refused, never left aside for the default set.
refused(2 "this network reads digits" train --preset glowworm-mnist --steps 1 --out no --data text.txt)
refused(2 "this network reads a text" ${quick} --images images --labels labels)
check(NOT EXISTS ${WORK}/no)

if(NOT TRAIN)
    return()
endif()
# What can be read is read, and what was dropped is said.
set(losses)
foreach(file text.txt utf16le utf16be)
    string(REPLACE "--out;no" "--out;from-${file}" arguments "${quick}")
    json(${arguments} --data ${file})
    field(loss train_loss)
    list(APPEND losses ${loss})
    if(out MATCHES "dropped")
        message(SEND_ERROR "something of ${file} was dropped:\n${out}")
    endif()
endforeach()
list(REMOVE_DUPLICATES losses)
list(LENGTH losses count)
check(count EQUAL 1)
string(REPLACE "--out;no" "--out;from-bad" arguments "${quick}")
json(${arguments} --data bad)
matches("${out}" "bad: 3 bytes that are in no character were dropped, the first at byte 83.")
string(REPLACE "--out;no" "--out;from-pipe" arguments "${quick}")
execute_process(COMMAND sh -c "gunzip -c text.gz | \"$@\"" sh ${CLI} ${arguments} --data - --json WORKING_DIRECTORY ${WORK}
    OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
field(loss train_loss)
same("${loss}" "${losses}")

# An own IDX pair, as Set-up copies it: the last sixth is held out.
json(train --preset glowworm-mnist --steps 2 --out own --threads 1 --set batch=20 --images images --labels labels)
matches("${out}" "the last 8 of images are held out for testing")
json(train --resume own --steps 3 --threads 1)
