# The functions of the package AsyncTidy; AsyncTidyConfig.cmake includes it.
cmake_minimum_required(VERSION 3.20)

# async_tidy_enable(<target>... [OPTIONS <option>...])
# async_tidy_enable(PROJECT [OPTIONS <option>...])
#
# Runs the checks whenever a source of these targets is compiled, in clang-tidy
# with the plugin. PROJECT means all targets of this folder and those below it,
# whether they are defined before or after the call, except those with a
# CXX_CLANG_TIDY of their own, which may be empty, and except other projects in the
# build folder. The options are those of clang-tidy.
function(async_tidy_enable)
  cmake_parse_arguments(PARSE_ARGV 0 arg PROJECT "" OPTIONS)
  set(targets ${arg_UNPARSED_ARGUMENTS})
  if(NOT arg_PROJECT AND NOT targets)
    message(FATAL_ERROR "async_tidy_enable: name targets, or PROJECT")
  elseif(arg_PROJECT AND targets)
    message(FATAL_ERROR "async_tidy_enable: PROJECT already includes the targets "
      "'${targets}'; options of clang-tidy follow the word OPTIONS")
  endif()
  foreach(target IN LISTS targets)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "async_tidy_enable: '${target}' is not a target; "
        "define it before this call")
    endif()
  endforeach()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(WARNING "async_tidy_enable: ${CMAKE_GENERATOR} does not run "
      "clang-tidy; use Ninja or Makefiles")
  endif()

  _async_tidy_command(command ${arg_OPTIONS})
  if(arg_PROJECT)
    # At the end of the folder, when all targets are known.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL
      _async_tidy_enable_below [[${CMAKE_CURRENT_SOURCE_DIR}]] [[${command}]])")
  else()
    set_target_properties(${targets} PROPERTIES CXX_CLANG_TIDY "${command}")
  endif()
endfunction()

# async_tidy_add_lint_target([<name>] [OPTIONS <option>...])
#
# Adds the target <name>, `lint` by default, which runs async-tidy on all files of
# the project and fails if there are findings. The options are those of
# async-tidy.
function(async_tidy_add_lint_target)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" OPTIONS)
  set(name ${arg_UNPARSED_ARGUMENTS})
  list(LENGTH name count)
  if(count EQUAL 0)
    set(name lint)
  elseif(count GREATER 1)
    message(FATAL_ERROR "async_tidy_add_lint_target: takes one name, not "
      "'${name}'; options of async-tidy follow the word OPTIONS")
  endif()
  if(NOT AsyncTidy_DRIVER)
    message(FATAL_ERROR "async_tidy_add_lint_target: the program async-tidy is "
      "not installed with this package (${AsyncTidy_DIR}): install its "
      "component 'driver'")
  endif()
  add_custom_target(${name}
    COMMAND "${AsyncTidy_DRIVER}" -p "${CMAKE_BINARY_DIR}" ${arg_OPTIONS}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" USES_TERMINAL VERBATIM)
  # It reads the compilation database.
  cmake_language(EVAL CODE "cmake_language(DEFER
    DIRECTORY [[${CMAKE_SOURCE_DIR}]] CALL
    _async_tidy_export_commands [[${CMAKE_SOURCE_DIR}]])")
endfunction()

# Sets `out` to the command for CXX_CLANG_TIDY.
function(_async_tidy_command out)
  if(NOT AsyncTidy_PLUGIN)
    message(FATAL_ERROR "async_tidy_enable: the plugin is not installed with "
      "this package (${AsyncTidy_DIR}): install its component 'plugin', or use "
      "async_tidy_add_lint_target, which does without")
  endif()
  _async_tidy_find_clang_tidy()
  set(command "${AsyncTidy_CLANG_TIDY}" "--load=${AsyncTidy_PLUGIN}")
  _async_tidy_has_configuration(configured)
  if(NOT configured AND NOT "${ARGN}" MATCHES "(^|;)--?(checks|config)")
    list(APPEND command "--checks=-*,async-*")
  endif()
  set(${out} ${command} ${ARGN} PARENT_SCOPE)
endfunction()

# Sets `out` to whether the .clang-tidy of this folder, or the nearest one above
# it, selects checks of async-tidy; if none does, all of them run.
function(_async_tidy_has_configuration out)
  set(${out} OFF PARENT_SCOPE)
  set(folder "${CMAKE_CURRENT_SOURCE_DIR}")
  while(TRUE)
    set(file "${folder}/.clang-tidy")
    if(EXISTS "${file}")
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
      file(STRINGS "${file}" lines REGEX "^[^#]*async-")
      if(lines)
        set(${out} ON PARENT_SCOPE)
      endif()
      return()
    endif()
    cmake_path(GET folder PARENT_PATH parent)
    if(parent STREQUAL folder)
      return()
    endif()
    set(folder "${parent}")
  endwhile()
endfunction()

# Finds a clang-tidy into which the plugin can be loaded, or fails.
function(_async_tidy_find_clang_tidy)
  set(version ${AsyncTidy_LLVM_VERSION})
  find_program(AsyncTidy_CLANG_TIDY
    NAMES clang-tidy-${version} clang-tidy
    HINTS /usr/lib/llvm-${version}/bin /usr/lib64/llvm${version}/bin
      /usr/local/llvm-${version}/bin /opt/llvm-${version}/bin
    DOC "clang-tidy ${version}, which loads the plugin of async-tidy")
  if(NOT AsyncTidy_CLANG_TIDY)
    message(FATAL_ERROR "async_tidy_enable: clang-tidy ${version} was not found: "
      "install clang-tidy-${version}, or set AsyncTidy_CLANG_TIDY to its path")
  endif()
  execute_process(COMMAND "${AsyncTidy_CLANG_TIDY}" --version
    OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
  if(NOT text MATCHES "LLVM version ([0-9]+)")
    message(FATAL_ERROR "async_tidy_enable: '${AsyncTidy_CLANG_TIDY} --version' "
      "does not run, or prints no version of LLVM (${status})")
  elseif(NOT CMAKE_MATCH_1 EQUAL version)
    message(FATAL_ERROR "async_tidy_enable: ${AsyncTidy_CLANG_TIDY} is "
      "clang-tidy ${CMAKE_MATCH_1}, but the plugin is for ${version}: install "
      "clang-tidy-${version}, or set AsyncTidy_CLANG_TIDY to its path")
  endif()
endfunction()

# Sets `out` to the targets with sources to compile in `folder` and below it.
function(_async_tidy_targets_below out folder)
  get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  set(found "")
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
      list(APPEND found ${target})
    endif()
  endforeach()
  get_property(subfolders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS subfolders)
    _async_tidy_targets_below(more "${subfolder}")
    list(APPEND found ${more})
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

function(_async_tidy_enable_below folder command)
  # FetchContent puts other projects into the build folder.
  cmake_path(IS_PREFIX CMAKE_BINARY_DIR "${folder}" NORMALIZE is_in_build)
  _async_tidy_targets_below(targets "${folder}")
  foreach(target IN LISTS targets)
    get_property(is_set TARGET ${target} PROPERTY CXX_CLANG_TIDY SET)
    get_target_property(sources ${target} SOURCE_DIR)
    cmake_path(IS_PREFIX CMAKE_BINARY_DIR "${sources}" NORMALIZE is_fetched)
    if(NOT is_set AND (is_in_build OR NOT is_fetched))
      set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "${command}")
    endif()
  endforeach()
endfunction()

function(_async_tidy_export_commands folder)
  _async_tidy_targets_below(targets "${folder}")
  if(targets)
    set_target_properties(${targets} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  endif()
endfunction()
