# SPDX-License-Identifier: MIT
# Builds for macOS on another system, by zig and the headers that it has; the
# variable WASYNCIO_ZIG of the environment is where it is.  The processor comes
# from the preset.
set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_SYSTEM_VERSION 20) # macOS 11, the first on arm64

set(_targets_arm64 aarch64-macos.11.0)
set(_targets_x86_64 x86_64-macos.11.0)

set(_zig "$ENV{WASYNCIO_ZIG}")
set(CMAKE_C_COMPILER "${_zig}")
# What is not optimised it would instrument.
set(CMAKE_C_COMPILER_ARG1 "cc -target ${_targets_${CMAKE_SYSTEM_PROCESSOR}} \
-fno-sanitize=undefined")
set(CMAKE_C_ARCHIVE_CREATE "${_zig} ar qc <TARGET> <LINK_FLAGS> <OBJECTS>")
set(CMAKE_C_ARCHIVE_APPEND "${_zig} ar q <TARGET> <LINK_FLAGS> <OBJECTS>")
set(CMAKE_C_ARCHIVE_FINISH "${_zig} ranlib <TARGET>")
# Of Apple's own tools there are none.
set(CMAKE_INSTALL_NAME_TOOL "${_zig}" CACHE FILEPATH "")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
