# SPDX-License-Identifier: MIT
# The libraries of WASYNCIO_LIBRARIES, unmodified, each as a target of its name.
set(_sources "$ENV{WASYNCIO_LIBRARIES}")
if(_sources STREQUAL "")
	message(FATAL_ERROR "WASYNCIO_LIBRARIES is not set; begin the command by "
		"node tests/setup/run.mjs.")
endif()

# What WASI has only in part.
if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
	add_library(emulated INTERFACE)
	target_compile_definitions(emulated INTERFACE
		_WASI_EMULATED_SIGNAL _WASI_EMULATED_PROCESS_CLOCKS)
	target_link_libraries(emulated INTERFACE
		wasi-emulated-signal wasi-emulated-process-clocks)
	link_libraries(emulated)
endif()

function(_library name folder)
	list(TRANSFORM ARGN PREPEND "${folder}/")
	list(TRANSFORM ARGN APPEND .c)
	add_library(${name} STATIC EXCLUDE_FROM_ALL ${ARGN})
	target_compile_options(${name} PRIVATE -w)
	target_include_directories(${name} SYSTEM PUBLIC "${folder}")
endfunction()

# Without what asks more of a system than WASI has.
set(_lua "${_sources}/crates/lua-src/lua-5.4.7")
_library(lua "${_lua}" lapi lauxlib lbaselib lcode lcorolib lctype ldblib ldebug
	ldo ldump lfunc lgc llex lmathlib lmem lobject lopcodes lparser lstate lstring
	lstrlib ltable ltablib ltm lundump lutf8lib lvm lzio)
target_link_libraries(lua PUBLIC m)

set(WASYNCIO_LIBRARY_NAMES lua)
