# Every third-party package, from the system. A missing one ends configuration with one line that names the Debian
# package; `tools/setup` installs them all.

function(_dangol_missing package)
  message(FATAL_ERROR "Dangol needs the Debian package '${package}', which is not installed. Run tools/setup.")
endfunction()

macro(_dangol_find package debian)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    _dangol_missing(${debian})
  endif()
endmacro()

find_package(PkgConfig QUIET)
if(NOT PkgConfig_FOUND)
  _dangol_missing(pkg-config)
endif()

macro(_dangol_pkg target module debian)
  pkg_check_modules(${target} QUIET IMPORTED_TARGET ${module})
  if(NOT ${target}_FOUND)
    _dangol_missing(${debian})
  endif()
endmacro()

find_package(Threads REQUIRED)
_dangol_find(OpenCV libopencv-dev COMPONENTS core imgproc imgcodecs videoio)
_dangol_find(SQLiteCpp libsqlitecpp-dev)
_dangol_find(fmt libfmt-dev)
_dangol_find(nlohmann_json nlohmann-json3-dev)
_dangol_find(tomlplusplus libtomlplusplus-dev)
_dangol_find(CLI11 libcli11-dev)
_dangol_find(glfw3 libglfw3-dev)
_dangol_find(hwy libhwy-dev)

# Debian's dnnl-config.cmake wants OpenCL headers that a CPU-only user does not need.
find_path(DNNL_INCLUDE_DIR oneapi/dnnl/dnnl.hpp)
find_library(DNNL_LIBRARY dnnl)
if(NOT DNNL_INCLUDE_DIR OR NOT DNNL_LIBRARY)
  _dangol_missing(libdnnl-dev)
endif()
add_library(dangol_onednn INTERFACE)
target_include_directories(dangol_onednn SYSTEM INTERFACE "${DNNL_INCLUDE_DIR}")
# Debian's oneDNN is threaded by OpenMP; the number of its threads is set through OpenMP.
_dangol_find(OpenMP g++ COMPONENTS CXX)
target_link_libraries(dangol_onednn INTERFACE "${DNNL_LIBRARY}" OpenMP::OpenMP_CXX)

_dangol_pkg(SODIUM libsodium libsodium-dev)
_dangol_pkg(IMGUI imgui libimgui-dev)
_dangol_find(OpenGL libgl-dev)
_dangol_pkg(ALSA alsa libasound2-dev)
_dangol_find(dlib libdlib-dev)

# dlib's forward pass is matrix multiplication; with the reference BLAS a face takes 14 times as long.
_dangol_pkg(OPENBLAS openblas libopenblas-dev)
get_filename_component(_blas /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/libblas.so.3 REALPATH)
if(NOT _blas MATCHES "openblas")
  message(FATAL_ERROR "libblas.so.3 is '${_blas}', the slow reference BLAS. Dangol needs OpenBLAS: run "
                      "'update-alternatives --auto libblas.so.3-${CMAKE_LIBRARY_ARCHITECTURE}' after tools/setup.")
endif()

# dlib's exported target names the generic BLAS; OpenBLAS comes first so that its own symbols are found.
add_library(dangol_dlib INTERFACE)
target_link_libraries(dangol_dlib INTERFACE PkgConfig::OPENBLAS dlib::dlib)

add_library(dangol_opencv_core INTERFACE)
target_include_directories(dangol_opencv_core SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
target_link_libraries(dangol_opencv_core INTERFACE opencv_core opencv_imgproc)

if(DANGOL_BUILD_TESTS)
  _dangol_find(doctest doctest-dev)
  include(doctest)
  _dangol_find(rapidcheck librapidcheck-dev)
endif()
if(DANGOL_BUILD_BENCHMARKS)
  _dangol_find(benchmark libbenchmark-dev)
endif()
