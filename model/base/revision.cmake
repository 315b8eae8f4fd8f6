# Writes the header HEADER with the revision of the checkout SOURCE; leaves it alone while nothing changed.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty
    OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT revision)
    set(revision "unversioned")
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define GLOWWORM_GIT \"@revision@\"\n" @ONLY)
