# Run by CPack on the installed tree before it becomes a Debian package: pages of the manual and the list of changes are compressed, and the
# licence's text, which every Debian has, is left out.
cmake_minimum_required(VERSION 3.25)
file(GLOB trees ${CPACK_TEMPORARY_DIRECTORY} ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
foreach(tree IN LISTS trees)
    set(usr ${tree}${CPACK_PACKAGING_INSTALL_PREFIX})
    if(NOT EXISTS ${usr}/share/doc/glowworm)
        continue()
    endif()
    file(REMOVE ${usr}/share/doc/glowworm/LICENSE)
    string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
    file(WRITE ${usr}/share/doc/glowworm/changelog "glowworm (${CPACK_DEBIAN_PACKAGE_VERSION}) unstable; urgency=medium\n\n  * Built from its source.\n\n"
        " -- ${CPACK_PACKAGE_CONTACT}  ${now}\n")
    file(GLOB plain ${usr}/share/man/man1/*.1 ${usr}/share/doc/glowworm/changelog)
    execute_process(COMMAND gzip -9 --no-name --force ${plain} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
