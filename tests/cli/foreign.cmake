# Model files of other programs, from listing to answering; what cannot be used is said in one sentence.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

# A safetensors file: the header's length in 8 bytes, the header padded to 2048 bytes, then `bytes` bytes of the two-byte number `half`
# (octal, as printf takes it) over and over.
function(safetensors file header bytes half)
    string(LENGTH "${header}" length)
    math(EXPR blanks "2048 - ${length}")
    string(REPEAT " " ${blanks} padding)
    file(WRITE ${WORK}/header "${header}${padding}")
    execute_process(COMMAND sh -c "{ printf '\\000\\010\\000\\000\\000\\000\\000\\000'; cat header
        [ ${bytes} -eq 0 ] || yes \"$(printf '${half}')\" | tr -d '\\n' | head -c ${bytes}; } > ${file}"
        WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Any type is listed, with statistics where its values can be read.
set(odd "{\"__metadata__\":null,\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},\"new\":{\"dtype\":\"F9\",\"shape\":[3],\"data_offsets\":[8,12]},\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[12,20]}}")
safetensors(odd.safetensors "${odd}" 20 "\\101\\102")
json(inspect --model odd.safetensors)
field(type tensors 0 dtype)
same("${type}" "I64")
field(type tensors 1 dtype)
same("${type}" "F9")
string(JSON range ERROR_VARIABLE none GET "${out}" tensors 1 min)
matches("${none}" "not found")
field(low tensors 2 min)
check(low GREATER 0)
call(0 inspect --model odd.safetensors)
matches("${out}" "new  F9 \\[3\\]\n")
refused(1 "import --model FILE --preset" generate --model odd.safetensors)

# A large tensor is read piece by piece: an address space of 300 MB is enough for 500 MB, and Ctrl+C ends it.
set(large "{\"a\":{\"dtype\":\"U8\",\"shape\":[500000000],\"data_offsets\":[0,500000000]}}")
safetensors(large.safetensors "${large}" 0 "")
execute_process(COMMAND truncate -s 500002056 ${WORK}/large.safetensors COMMAND_ERROR_IS_FATAL ANY)
if(NOT SANITIZE) # which maps terabytes
    execute_process(COMMAND sh -c "ulimit -v 300000; exec \"$0\" inspect --model large.safetensors --json" ${CLI} WORKING_DIRECTORY ${WORK}
        RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
    same("${result}" 0)
    field(bytes header data_bytes)
    same("${bytes}" 500000000)
endif()
set(large "{\"a\":{\"dtype\":\"U8\",\"shape\":[100000000000],\"data_offsets\":[0,100000000000]}}")
safetensors(larger.safetensors "${large}" 0 "")
execute_process(COMMAND truncate -s 100000002056 ${WORK}/larger.safetensors COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND timeout --preserve-status -s INT 0.5 ${CLI} inspect --model larger.safetensors WORKING_DIRECTORY ${WORK}
    RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE err)
same("${result}" 130)
same("${out}${err}" "")
file(REMOVE ${WORK}/large.safetensors ${WORK}/larger.safetensors)

# A digit network of another program, every weight 65504 (the largest F16): imported, and said to answer nothing.
set(header "")
set(end 0)
foreach(tensor "input.weight;4;784" "input.bias;4" "ff.up.weight;8;4" "ff.up.bias;8" "ff.down.weight;4;8" "ff.down.bias;4"
    "head.weight;10;4" "head.bias;10")
    list(POP_FRONT tensor name)
    set(bytes 2)
    foreach(size IN LISTS tensor)
        math(EXPR bytes "${bytes} * ${size}")
    endforeach()
    list(JOIN tensor "," shape)
    math(EXPR next "${end} + ${bytes}")
    string(APPEND header "\"${name}\":{\"dtype\":\"F16\",\"shape\":[${shape}],\"data_offsets\":[${end},${next}]},")
    set(end ${next})
endforeach()
string(REGEX REPLACE ",}$" "}" header "{${header}}")
safetensors(foreign.safetensors "${header}" ${end} "\\377\\173")
set(small --set d_model=4 --set neurons=8 --set groups=2)
refused(1 "architecture needs .100 x 784." import --model foreign.safetensors --preset study-mnist-dense --out own.safetensors)
refused(2 "no preset" import --model foreign.safetensors --preset none --out own.safetensors)
refused(1 "import --model FILE --preset" classify --model foreign.safetensors --png ${HERE}/dark_on_white.png)
json(import --model foreign.safetensors --preset study-mnist-dense ${small} --out own.safetensors)
field(type dtype)
same("${type}" "F32")
json(info --model own.safetensors)
field(kind kind)
same("${kind}" "digits")
refused(1 "the same score" classify --model own.safetensors --png ${HERE}/dark_on_white.png)
refused(1 "is one of Glowworm's files" import --model own.safetensors --preset study-mnist-dense ${small} --out again.safetensors)
