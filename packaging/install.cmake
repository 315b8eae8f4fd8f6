# What `cmake --install` and CPack put where. The program finds its library and its models relative to bin/: see
# model/training/train_library.cpp and model/data/data_folder.cpp.
install(TARGETS glowworm-cli RUNTIME DESTINATION bin)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/models ${PROJECT_SOURCE_DIR}/resources/experiments DESTINATION share/glowworm)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION share/doc/glowworm)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/copyright ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/glowworm)

# The script that gets the data, under the name that the program then gives (model/data/data_folder.cpp).
install(PROGRAMS ${PROJECT_SOURCE_DIR}/packaging/fetch-data.sh DESTINATION share/glowworm/packaging)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/common.sh ${PROJECT_SOURCE_DIR}/packaging/data.sha256 DESTINATION share/glowworm/packaging)
file(CREATE_LINK ../share/glowworm/packaging/fetch-data.sh ${PROJECT_BINARY_DIR}/glowworm-fetch-data SYMBOLIC)
install(FILES ${PROJECT_BINARY_DIR}/glowworm-fetch-data DESTINATION bin)

# Written when the programs are linked (app/CMakeLists.txt).
set(pages ${PROJECT_BINARY_DIR}/app)
install(FILES ${pages}/glowworm-cli.man DESTINATION share/man/man1 RENAME glowworm-cli.1)
install(FILES ${pages}/glowworm-fetch-data.man DESTINATION share/man/man1 RENAME glowworm-fetch-data.1)
install(FILES ${pages}/glowworm-cli.bash DESTINATION share/bash-completion/completions RENAME glowworm-cli)
install(FILES ${pages}/glowworm-cli.zsh DESTINATION share/zsh/vendor-completions RENAME _glowworm-cli)
install(FILES ${pages}/glowworm-cli.fish DESTINATION share/fish/vendor_completions.d)

if(GLOWWORM_TRAIN)
    # A LibTorch from outside the system's folders stays where it was found.
    set_target_properties(glowworm_train PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
    install(TARGETS glowworm_train LIBRARY DESTINATION lib/glowworm)
endif()

if(GLOWWORM_GUI)
    # Software centres take pictures from the web only, and appstreamcli refuses other addresses.
    set(GLOWWORM_PICTURES "" CACHE STRING "Address on the web of this version's resources/pictures, for the metainfo; none: without screenshots")
    set(metainfo ${PROJECT_SOURCE_DIR}/packaging/glowworm.metainfo.xml)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${metainfo})
    file(READ ${metainfo} metainfo)
    if(NOT GLOWWORM_PICTURES)
        string(REGEX REPLACE "  <screenshots>.*</screenshots>\n" "" metainfo "${metainfo}")
    endif()
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/org.glowworm.glowworm.metainfo.xml CONTENT "${metainfo}" @ONLY)

    install(TARGETS glowworm RUNTIME DESTINATION bin)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/handbook ${PROJECT_SOURCE_DIR}/resources/pictures DESTINATION share/glowworm)
    install(FILES ${pages}/glowworm.man DESTINATION share/man/man1 RENAME glowworm.1)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/glowworm.desktop DESTINATION share/applications)
    install(FILES ${PROJECT_BINARY_DIR}/org.glowworm.glowworm.metainfo.xml DESTINATION share/metainfo)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/glowworm.mime.xml DESTINATION share/mime/packages RENAME org.glowworm.glowworm.xml)
    install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/glowworm.svg DESTINATION share/icons/hicolor/scalable/apps)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/icons/mimetypes DESTINATION share/icons/hicolor/scalable)
endif()

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # CPack takes what packaging/run.sh has built; the tests are not installed
set(CPACK_PACKAGE_NAME glowworm)
set(CPACK_PACKAGE_VENDOR "The Glowworm authors")
set(CPACK_PACKAGE_CONTACT "The Glowworm authors <glowworm@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "playground for sparse layers of neural networks")
set(CPACK_PACKAGE_DESCRIPTION "Glowworm trains, shows and times neural networks with layers that
compute only a few chosen neurons for each token. Each sparse network
stands beside its dense twin, so that quality and speed can be compared.
It has a window and a command line, trains with LibTorch, and comes with
trained models for text and for digits.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB) # the archive is made by packaging/package.sh
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/debian_docs.cmake) # the forms that Debian's policy asks for
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# The package is for the Debian that it is made on: 0.1.0+deb12 gives way to 0.1.0+deb13 when that is upgraded.
if(EXISTS /etc/os-release)
    file(STRINGS /etc/os-release release REGEX "^VERSION_ID=")
    string(REGEX REPLACE "^VERSION_ID=\"?([0-9]+).*$" "+deb\\1" release "${release}")
endif()
set(CPACK_DEBIAN_PACKAGE_VERSION ${PROJECT_VERSION}${release})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What no link line says: the icons' plugin, a package of its own since Debian 13, and fast matrix products for LibTorch.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-svg-plugins | libqt6svg6 (<< 6.6), libopenblas0-pthread")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, qt6-wayland, ca-certificates, curl") # the last two for glowworm-fetch-data
include(CPack)
