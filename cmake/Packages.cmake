# What `cpack` makes: Debian packages (-G DEB), and an archive with the program
# alone that runs from any folder (-G TXZ).
#
# tool/release.sh runs it and adds checksums. CPack runs PackageLayout.cmake for
# each generator.

set(CPACK_PACKAGE_NAME async-tidy)
set(CPACK_PACKAGE_VENDOR "the async-tidy maintainers")
set(CPACK_PACKAGE_CONTACT
  "async-tidy maintainers <maintainers@async-tidy.invalid>" CACHE STRING
  "Name and address of the maintainer of the packages")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "find misuse of asynchrony in C++")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB TXZ)
set(CPACK_THREADS 0)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/PackageLayout.cmake)
set(CPACK_SYSTEM_NAME ${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})

# Two packages: clangd has many more dependencies.
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL driver plugin models docs cmake)
if(TARGET async-tidy-clangd)
  list(APPEND CPACK_COMPONENTS_ALL clangd)
endif()
foreach(component driver plugin models docs cmake)
  string(TOUPPER ${component} name)
  set(CPACK_COMPONENT_${name}_GROUP tools)
endforeach()
set(CPACK_COMPONENT_CLANGD_GROUP clangd)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME async-tidy)
# The plugin runs in this clang-tidy; the program needs nothing of LLVM.
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS clang-tidy-${LLVM_VERSION_MAJOR})
# The first line of both descriptions is the summary of the project.
set(CPACK_DEBIAN_TOOLS_DESCRIPTION
"async-tidy finds code that blocks where it should suspend, ties up threads just
to wait, pretends to be asynchronous, or starts work that nobody watches, and
repairs it.
.
This package has the command line tool, the plugin for clang-tidy and the
package for CMake.")
set(CPACK_DEBIAN_CLANGD_PACKAGE_NAME async-tidy-clangd)
# It contains clang's own headers.
set(CPACK_DEBIAN_CLANGD_PACKAGE_DEPENDS
  libclang-common-${LLVM_VERSION_MAJOR}-dev)
# The pages that findings link to.
set(CPACK_DEBIAN_CLANGD_PACKAGE_RECOMMENDS "async-tidy (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_CLANGD_DESCRIPTION
"async-tidy-clangd is clangd with the checks of async-tidy linked in: editors
show findings as you type, with quick fixes.")
include(CPack)
