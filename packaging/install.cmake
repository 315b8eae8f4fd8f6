# What `cmake --install` and CPack put where. The program finds its library and its models relative to bin/: see
# model/runs/train_library.cpp and model/data/data_folder.cpp.
install(TARGETS glowworm-cli RUNTIME DESTINATION bin)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/models ${PROJECT_SOURCE_DIR}/resources/studies DESTINATION share/glowworm)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION share/doc/glowworm)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/glowworm RENAME copyright)

if(GLOWWORM_TRAIN)
    # A LibTorch from outside the system's folders stays where it was found.
    set_target_properties(glowworm_train PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
    install(TARGETS glowworm_train LIBRARY DESTINATION lib/glowworm)
endif()

if(GLOWWORM_GUI)
    install(TARGETS glowworm RUNTIME DESTINATION bin)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/glowworm.desktop DESTINATION share/applications)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/glowworm.metainfo.xml DESTINATION share/metainfo RENAME org.glowworm.glowworm.metainfo.xml)
    install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/glowworm.svg DESTINATION share/icons/hicolor/scalable/apps)
endif()

set(CPACK_PACKAGE_NAME glowworm)
set(CPACK_PACKAGE_VENDOR "The Glowworm authors")
set(CPACK_PACKAGE_CONTACT ${CPACK_PACKAGE_VENDOR})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Playground for sparse layers of neural networks")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, libopenblas0-pthread")
include(CPack)
