# How Dangol's own targets are compiled.
#
#   dangol_library(NAME SOURCES... PUBLIC libs PRIVATE libs)   a static library whose headers are in ./include
#   dangol_program(NAME SOURCES... LIBS libs)                  a program that checks the CPU before anything else

set(DANGOL_SANITIZE "" CACHE STRING "Sanitizers for our own targets: empty, 'address;undefined' or 'thread'")

if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(_default_cpu "x86-64-v3")
else()
  set(_default_cpu "baseline")
endif()
set(DANGOL_CPU "${_default_cpu}" CACHE STRING
    "Target CPU: x86-64-v3 (AVX2, the default on x86-64), native, or baseline")
set_property(CACHE DANGOL_CPU PROPERTY STRINGS x86-64-v3 native baseline)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(dangol_compiler INTERFACE)
target_compile_options(dangol_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum -Werror)

if(DANGOL_CPU STREQUAL "baseline")
  # The compiler's own default for the architecture.
elseif(DANGOL_CPU MATCHES "^(native|x86-64-v[234])$")
  target_compile_options(dangol_compiler INTERFACE "-march=${DANGOL_CPU}")
else()
  message(FATAL_ERROR "DANGOL_CPU is '${DANGOL_CPU}'; it must be x86-64-v3, native or baseline")
endif()

if(DANGOL_SANITIZE)
  string(REPLACE ";" "," _sanitizers "${DANGOL_SANITIZE}")
  # GCC's documentation warns of false -Wmaybe-uninitialized under sanitizers; builds without them keep it.
  target_compile_options(dangol_compiler INTERFACE
    "-fsanitize=${_sanitizers}" -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  target_link_options(dangol_compiler INTERFACE "-fsanitize=${_sanitizers}")
endif()

# The CPU check is compiled for the architecture's baseline, so that it can speak on a CPU the rest cannot run on.
add_library(dangol_cpu_check OBJECT "${CMAKE_CURRENT_LIST_DIR}/../../firmware/app/cpu_check.cpp")
target_compile_definitions(dangol_cpu_check PRIVATE "DANGOL_CPU=\"${DANGOL_CPU}\"")

function(dangol_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  add_library(dangol::${name} ALIAS ${name})
  target_include_directories(${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include"
                                     PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE dangol_compiler ${arg_PRIVATE})
endfunction()

function(dangol_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES} $<TARGET_OBJECTS:dangol_cpu_check>)
  target_link_libraries(${name} PRIVATE dangol_compiler ${arg_LIBS})
endfunction()
