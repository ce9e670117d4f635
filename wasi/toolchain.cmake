# SPDX-License-Identifier: MIT
# clang for WASI preview 1: WASYNCIO_WASI_CLANG with WASYNCIO_WASI_SYSROOT, or a
# wasi-sdk in WASI_SDK_PATH, or clang on PATH.
include("${CMAKE_CURRENT_LIST_DIR}/../src/cmake/tools.cmake")

set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_VERSION 1)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")

_wasyncio_find_wasi_clang()
set(CMAKE_C_COMPILER "${WASYNCIO_WASI_CLANG}")

# Two names of the same: the older one goes out of use, and elsewhere than in a
# wasi-sdk clang may have its runtime library under that one only.
get_filename_component(_wasyncio_bin "${WASYNCIO_WASI_CLANG}" DIRECTORY)
if(EXISTS "${_wasyncio_bin}/../share/wasi-sysroot/lib/wasm32-wasip1")
	set(CMAKE_C_COMPILER_TARGET wasm32-wasip1)
else()
	set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
endif()
set(CMAKE_CXX_COMPILER_TARGET ${CMAKE_C_COMPILER_TARGET})
if(EXISTS "${WASYNCIO_WASI_CLANG}++")
	set(CMAKE_CXX_COMPILER "${WASYNCIO_WASI_CLANG}++")
endif()

# A wasi-sdk's clang knows its own.
if(DEFINED ENV{WASYNCIO_WASI_SYSROOT} AND NOT WASYNCIO_WASI_SYSROOT)
	set(WASYNCIO_WASI_SYSROOT "$ENV{WASYNCIO_WASI_SYSROOT}" CACHE PATH
		"Where include/wasm32-wasi and lib/wasm32-wasi are.")
endif()
set(CMAKE_SYSROOT "${WASYNCIO_WASI_SYSROOT}")

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
