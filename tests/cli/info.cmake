# The program about itself.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)

json(info)
same("${type}" "OBJECT")
fields(version build machine libtorch data models)
field(cpu machine cpu)
matches("${cpu}" ".")
field(libtorch libtorch version)
if(TRAIN)
    matches("${libtorch}" "^[0-9]+\\.")
endif()
field(there data tinyshakespeare)
check(NOT there)

# A model of digits has one layer, also where its file counts those that it does not use.
json(info --model ${SOURCE}/resources/models/fashion-sparse.safetensors)
field(layers layers)
same("${layers}" 1)

set(ENV{GLOWWORM_TRAIN_LIBRARY} ${WORK}/nowhere.so)
json(info)
field(reason libtorch reason)
matches("${reason}" "nowhere.so")

call(0 info)
matches("${out}" "^Glowworm ")
