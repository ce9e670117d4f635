# SPDX-License-Identifier: MIT
# Emscripten: WASYNCIO_EMCC, or an emsdk in EMSDK, or emcc on PATH.
include("${CMAKE_CURRENT_LIST_DIR}/../src/cmake/tools.cmake")

set(CMAKE_SYSTEM_NAME Emscripten)
set(CMAKE_SYSTEM_VERSION 1)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")

_wasyncio_find_emcc()
get_filename_component(_wasyncio_bin "${WASYNCIO_EMCC}" DIRECTORY)
set(CMAKE_C_COMPILER "${WASYNCIO_EMCC}")
set(CMAKE_CXX_COMPILER "${_wasyncio_bin}/em++")
set(CMAKE_AR "${_wasyncio_bin}/emar" CACHE FILEPATH "Emscripten's ar")
set(CMAKE_RANLIB "${_wasyncio_bin}/emranlib" CACHE FILEPATH
	"Emscripten's ranlib")

# For libraries too, which know nothing of wasyncio.
_wasyncio_jump_flags(_wasyncio_flags)
set(CMAKE_C_FLAGS_INIT "${_wasyncio_flags}")
set(CMAKE_CXX_FLAGS_INIT "${_wasyncio_flags}")

set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Installed, this file lies in the package that find_package is to find.
if(NOT wasyncio_DIR AND
		EXISTS "${CMAKE_CURRENT_LIST_DIR}/../wasyncioConfig.cmake")
	get_filename_component(wasyncio_DIR "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
endif()
