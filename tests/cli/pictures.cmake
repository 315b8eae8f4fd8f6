# Drawings as people bring them, told by the models that ship: cropped closely, on paper in uneven light, and what is no digit or no PNG.
include(${CMAKE_CURRENT_LIST_DIR}/support.cmake)
set(models ${SOURCE}/resources/models/mnist-sparse.safetensors ${SOURCE}/resources/models/mnist-dense.safetensors)

# told(model picture digit): is told, surely, and is like a digit.
macro(told model picture digit)
    json(classify --model ${model} --png ${HERE}/${picture})
    field(label label)
    same("${label}" "${digit}")
    field(probability probabilities ${digit})
    check(probability GREATER 0.9)
    field(unlike unlike)
    check(unlike LESS 1)
    field(notice notices)
    same("${notice}" "[]")
endmacro()

# unlike(model picture): is answered, but called unlike the digits of MNIST.
macro(unlike model picture)
    json(classify --model ${model} --png ${HERE}/${picture})
    field(unlike unlike)
    check(unlike GREATER 1)
    field(notice notices 0)
    matches("${notice}" "unlike MNIST's digits")
endmacro()

foreach(model ${models})
    told(${model} bold_one.png 1)
    field(inverted inverted)
    check(inverted)
    told(${model} fading_seven.png 7)
    told(${model} dark_on_white.png 7)
    told(${model} white_on_clear.png 7)
    unlike(${model} blob.png)
    unlike(${model} two_digits.png)
endforeach()

list(GET models 0 model)
refused(2 "28 x 28" classify --model ${model} --png ${HERE}/dark_on_white.png --as-is)
