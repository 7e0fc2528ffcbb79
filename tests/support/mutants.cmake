# A mutant is one executable linked again with one source file of a library compiled with a named
# fault (shared/base/mutant.h). The faulty object is given to the linker before the library, so the
# library's own member is never taken; everything else is the very code we ship.
#
# lapwing_mutant(NAME fault OF library SOURCE path/from/root.cpp FROM executable [TESTED_BY test…])
#   makes bin/mutants/<executable>_<fault>; each test named is rebuilt after it.
function(lapwing_mutant)
  cmake_parse_arguments(M "" "NAME;OF;SOURCE;FROM" "TESTED_BY" ${ARGN})
  foreach(needed NAME OF SOURCE FROM)
    if(NOT M_${needed})
      message(FATAL_ERROR "lapwing_mutant: ${needed} is missing")
    endif()
  endforeach()
  if(M_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "lapwing_mutant: unknown words ${M_UNPARSED_ARGUMENTS}")
  endif()
  get_target_property(library ${M_OF} ALIASED_TARGET)
  if(NOT library)
    set(library ${M_OF})
  endif()
  lapwing_require_fault(${M_NAME} ${M_SOURCE} ${library})

  # One faulty object serves every executable that wants it.
  string(MAKE_C_IDENTIFIER "mutant_${M_NAME}_of_${M_SOURCE}" object)
  if(NOT TARGET ${object})
    add_library(${object} OBJECT ${CMAKE_SOURCE_DIR}/${M_SOURCE})
    target_compile_definitions(${object} PRIVATE
      LAPWING_MUTANT="${M_NAME}" $<TARGET_PROPERTY:${library},COMPILE_DEFINITIONS>)
    target_include_directories(${object} SYSTEM PRIVATE
      $<TARGET_PROPERTY:${library},INCLUDE_DIRECTORIES>)
    target_link_libraries(${object} PRIVATE lapwing_warnings)
  endif()

  set(mutant ${M_FROM}_${M_NAME})
  add_executable(${mutant} $<TARGET_OBJECTS:${M_FROM}> $<TARGET_OBJECTS:${object}>)
  get_target_property(libraries ${M_FROM} LINK_LIBRARIES)
  target_link_libraries(${mutant} PRIVATE ${libraries})
  set_target_properties(${mutant} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/mutants LINKER_LANGUAGE CXX)
  foreach(test ${M_TESTED_BY})
    add_dependencies(${test} ${mutant})
  endforeach()
endfunction()

# A mutant whose source has no such fault, or is not the library's, would pass for the real thing.
function(lapwing_require_fault fault source library)
  get_target_property(folder ${library} SOURCE_DIR)
  get_target_property(sources ${library} SOURCES)
  set(full)
  foreach(each ${sources})
    cmake_path(ABSOLUTE_PATH each BASE_DIRECTORY ${folder} NORMALIZE)
    list(APPEND full ${each})
  endforeach()
  if(NOT ${CMAKE_SOURCE_DIR}/${source} IN_LIST full)
    message(FATAL_ERROR "lapwing_mutant: ${source} is not a source of ${library}")
  endif()
  file(READ ${CMAKE_SOURCE_DIR}/${source} text)
  string(FIND "${text}" "mutant(\"${fault}\")" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "lapwing_mutant: ${source} has no mutant(\"${fault}\")")
  endif()
endfunction()
