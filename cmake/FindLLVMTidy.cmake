# Finds LLVM, Clang and clang-tidy's own libraries of version ASYNC_TIDY_LLVM.
#
# Defines the targets LLVMTidy::headers (include paths and flags, for code that
# is loaded into clang-tidy) and LLVMTidy::libs (clang-tidy's libraries, for our
# own programs), LLVMTidy::static (the same without shared libraries, if
# everything for that is installed), and ASYNC_TIDY_LLVM_BIN, the folder of
# LLVM's tools.
# Does not use Clang's own CMake package, which requires gRPC and Protobuf.

find_package(LLVM CONFIG QUIET
  PATHS /usr/lib/llvm-${ASYNC_TIDY_LLVM}/lib/cmake/llvm NO_DEFAULT_PATH)
if(NOT LLVM_FOUND)
  find_package(LLVM CONFIG QUIET)
endif()
if(NOT LLVM_FOUND)
  message(FATAL_ERROR "LLVM ${ASYNC_TIDY_LLVM} was not found: install "
    "llvm-${ASYNC_TIDY_LLVM}-dev and libclang-${ASYNC_TIDY_LLVM}-dev, or set "
    "LLVM_DIR to the folder of its LLVMConfig.cmake")
endif()
if(NOT LLVM_VERSION_MAJOR EQUAL ASYNC_TIDY_LLVM)
  message(FATAL_ERROR "found LLVM ${LLVM_VERSION} in ${LLVM_DIR}, but "
    "ASYNC_TIDY_LLVM is ${ASYNC_TIDY_LLVM}: set one to match the other")
endif()
if(NOT LLVM_VERSION_MAJOR MATCHES "^(19|22)$")
  message(WARNING "LLVM ${LLVM_VERSION_MAJOR} is not one of the versions that "
    "async-tidy is tested with (19, 22)")
endif()

if(NOT EXISTS ${LLVM_INCLUDE_DIRS}/clang-tidy/ClangTidyCheck.h)
  message(FATAL_ERROR "no clang-tidy headers in ${LLVM_INCLUDE_DIRS}: install "
    "libclang-${ASYNC_TIDY_LLVM}-dev")
endif()

set(ASYNC_TIDY_LLVM_BIN ${LLVM_TOOLS_BINARY_DIR})

add_library(LLVMTidy::headers INTERFACE IMPORTED)
target_include_directories(LLVMTidy::headers SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS})
separate_arguments(LLVM_DEFINITIONS_LIST NATIVE_COMMAND ${LLVM_DEFINITIONS})
target_compile_definitions(LLVMTidy::headers INTERFACE ${LLVM_DEFINITIONS_LIST})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(LLVMTidy::headers INTERFACE -fno-rtti)
endif()
target_compile_options(LLVMTidy::headers INTERFACE
  -fno-exceptions -fvisibility-inlines-hidden)

# Only our own programs need libraries; the plugin uses LLVM's symbols from the
# clang-tidy that loads it.
set(clang-cpp_NAMES clang-cpp
  libclang-cpp.so.${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR})
foreach(name clang-cpp LLVM clangTidy clangTidyUtils)
  find_library(LLVMTidy_${name} NAMES ${name} ${${name}_NAMES}
    PATHS ${LLVM_LIBRARY_DIRS} ${LLVM_LIBRARY_DIR} NO_DEFAULT_PATH REQUIRED)
endforeach()

add_library(LLVMTidy::libs INTERFACE IMPORTED)
target_link_libraries(LLVMTidy::libs INTERFACE LLVMTidy::headers
  ${LLVMTidy_clangTidy} ${LLVMTidy_clangTidyUtils} ${LLVMTidy_clang-cpp}
  ${LLVMTidy_LLVM})

# Links LLVM and Clang statically: relocating their shared libraries takes
# longer than everything else in a run that has nothing to do. Libraries that are not
# installed as archives, as on other distributions, are linked dynamically.
# Sets ASYNC_TIDY_STATIC to whether it does.
file(GLOB archives ${LLVM_LIBRARY_DIR}/libclang*.a
  ${LLVM_LIBRARY_DIR}/libLLVM*.a)
list(FILTER archives EXCLUDE REGEX "libclang(Tidy|Daemon|d[A-Z])[^/]*$")
foreach(name z zstd)
  find_library(LLVMTidy_static_${name} NAMES lib${name}.a ${name})
endforeach()
set(ASYNC_TIDY_STATIC OFF)
add_library(LLVMTidy::archives INTERFACE IMPORTED)
target_link_libraries(LLVMTidy::archives INTERFACE LLVMTidy::headers)
if(EXISTS ${LLVM_LIBRARY_DIR}/libclangFrontend.a AND
    EXISTS ${LLVM_LIBRARY_DIR}/libLLVMSupport.a AND
    LLVMTidy_static_z AND LLVMTidy_static_zstd)
  set(ASYNC_TIDY_STATIC ON)
  add_library(asyncTidyStandIns OBJECT ${CMAKE_CURRENT_LIST_DIR}/StandIns.cpp)
  target_link_libraries(asyncTidyStandIns PRIVATE LLVMTidy::headers)
  target_link_libraries(LLVMTidy::archives INTERFACE
    $<TARGET_OBJECTS:asyncTidyStandIns>
    ${LLVMTidy_clangTidy} ${LLVMTidy_clangTidyUtils}
    -Wl,--start-group ${archives} -Wl,--end-group
    ${LLVMTidy_static_z} ${LLVMTidy_static_zstd} ${CMAKE_DL_LIBS} m)
  target_link_options(LLVMTidy::archives INTERFACE
    -no-pie -Wl,--gc-sections)
  find_program(LLVMTidy_lld ld.lld)
  if(LLVMTidy_lld)
    target_link_options(LLVMTidy::archives INTERFACE -fuse-ld=lld)
  endif()
else()
  message(STATUS "async-tidy is linked with shared libraries: with LLVM's "
    "static ones, zlib and zstd, it would start faster")
  target_link_libraries(LLVMTidy::archives INTERFACE LLVMTidy::libs)
endif()
