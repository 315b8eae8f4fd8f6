# Whether the build really refuses an arrow that no link line allows (packaging/library.cmake): a file
# that sees what `from` sees does not find `header`; `architecture` cannot tell, it reads includes.
function(glowworm_arrow name from header)
    set(folders $<TARGET_PROPERTY:${from},INTERFACE_INCLUDE_DIRECTORIES>)
    add_test(NAME ${name} COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only
        "-I$<JOIN:${folders},;-I>" -include ${header} -x c++ /dev/null COMMAND_EXPAND_LISTS)
endfunction()
function(glowworm_refused_arrow from header)
    glowworm_arrow(arrow_from_${from} ${from} ${header})
    set_tests_properties(arrow_from_${from} PROPERTIES
        PASS_REGULAR_EXPRESSION "${header}: No such file|'${header}' file not found")
endfunction()

glowworm_arrow(arrow_down glowworm_engine model/base/error.h)
glowworm_refused_arrow(glowworm_base model/engine/feed_forward.h)
glowworm_refused_arrow(glowworm_engine model/training/trainer.h)
if(GLOWWORM_GUI) # panels do not see each other
    glowworm_refused_arrow(glowworm_ui_setup ui/timing/timing_panel.h)
    glowworm_refused_arrow(glowworm_ui_inspector ui/generation/generation_panel.h)
endif()
