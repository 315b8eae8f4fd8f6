# glowworm_library(<folder> SOURCES <file>... [LINKS <target>...]): the static library of one folder of model/ or ui/, as model/engine, with the
# name glowworm_engine or glowworm_ui_<name>. Includes say the path from the repository's root, and a library sees the headers of those
# folders only that it links: each has an include directory of its own in the build tree, with nothing but a link to the folder. So an arrow
# that no link line allows is a file that the compiler does not find.
function(glowworm_library folder)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    string(REPLACE "/" "_" name ${folder})
    string(REGEX REPLACE "^model_" "" name ${name})
    add_library(glowworm_${name} STATIC ${ARG_SOURCES})
    glowworm_include_folder(glowworm_${name} ${folder})
    target_link_libraries(glowworm_${name} PUBLIC glowworm_options ${ARG_LINKS})

    if(folder MATCHES "^ui/")
        target_precompile_headers(glowworm_${name} REUSE_FROM glowworm_ui_headers)
    endif()

    # Public headers are checked alone by the preset `headless`, which builds model/ only; AUTOMOC would find those of ui/ twice.
    if(folder MATCHES "^model/")
        list(FILTER ARG_SOURCES INCLUDE REGEX "\\.h$")
        list(FILTER ARG_SOURCES EXCLUDE REGEX "(_impl|-inl)\\.h$")
        list(TRANSFORM ARG_SOURCES PREPEND ${PROJECT_BINARY_DIR}/include/glowworm_${name}/${folder}/)
        target_sources(glowworm_${name} PUBLIC FILE_SET HEADERS
            BASE_DIRS ${PROJECT_BINARY_DIR}/include/glowworm_${name} FILES ${ARG_SOURCES})
    endif()
endfunction()

# The include directory of a folder, for a target that is no such library.
function(glowworm_include_folder target folder)
    set(root ${PROJECT_BINARY_DIR}/include/${target})
    get_filename_component(parent ${root}/${folder} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${root}/${folder} SYMBOLIC)
    target_include_directories(${target} PUBLIC ${root})
endfunction()
