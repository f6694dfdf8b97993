# Installs everything that is not a program: pages, models, licence and the CMake
# package.
#
# The components are driver (with the manual page and the completions, which its
# own CMakeLists.txt installs), plugin, clangd, models, docs and cmake.

# To read: the models are part of each program.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/checks/models
  DESTINATION ${CMAKE_INSTALL_DATADIR}/async-tidy COMPONENT models
  FILES_MATCHING PATTERN *.yaml)
install(FILES ${PROJECT_SOURCE_DIR}/docs/models.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/async-tidy COMPONENT models)

# Annotations for the code of users.
install(FILES ${PROJECT_SOURCE_DIR}/include/async-tidy/annotations.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/async-tidy COMPONENT models)

# The doc folder is that of the project, whatever CMake's default is: clangd
# looks for the pages there.
set(ASYNC_TIDY_INSTALL_DOCDIR ${CMAKE_INSTALL_DATADIR}/doc/async-tidy)
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
install(FILES ${pages}
  DESTINATION ${ASYNC_TIDY_INSTALL_DOCDIR} COMPONENT docs)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/checks
  DESTINATION ${ASYNC_TIDY_INSTALL_DOCDIR} COMPONENT docs
  FILES_MATCHING PATTERN *.md)

include(CMakePackageConfigHelpers)
set(ASYNC_TIDY_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/AsyncTidy)
configure_package_config_file(cmake/AsyncTidyConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/cmake/AsyncTidyConfig.cmake
  INSTALL_DESTINATION ${ASYNC_TIDY_INSTALL_CMAKEDIR}
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_LIBDIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/cmake/AsyncTidyConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/cmake/AsyncTidyConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/cmake/AsyncTidyConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/AsyncTidyFunctions.cmake
  DESTINATION ${ASYNC_TIDY_INSTALL_CMAKEDIR} COMPONENT cmake)

# Debian wants the licence under this name. The archive has it at its top.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
  DESTINATION ${ASYNC_TIDY_INSTALL_DOCDIR} COMPONENT docs)
if(TARGET async-tidy-clangd)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/async-tidy-clangd COMPONENT clangd)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION . COMPONENT licence EXCLUDE_FROM_ALL)
