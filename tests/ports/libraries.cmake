# SPDX-License-Identifier: MIT
# The libraries of WASYNCIO_LIBRARIES, unmodified, each as a target of its name;
# and the same again with check points, as NAME_points.
if(DEFINED ENV{WASYNCIO_LIBRARIES})
	set(WASYNCIO_LIBRARIES "$ENV{WASYNCIO_LIBRARIES}" CACHE PATH
		"Where set-up has put the sources of libraries." FORCE)
endif()
set(_sources "${WASYNCIO_LIBRARIES}")
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

# _library(NAME FOLDER source... [PRIVATE definition...] [PUBLIC definition...])
function(_library name folder)
	cmake_parse_arguments(PARSE_ARGV 2 a "" "" "PRIVATE;PUBLIC")
	list(TRANSFORM a_UNPARSED_ARGUMENTS PREPEND "${folder}/")
	list(TRANSFORM a_UNPARSED_ARGUMENTS APPEND .c)
	foreach(target ${name} ${name}_points)
		add_library(${target} STATIC EXCLUDE_FROM_ALL ${a_UNPARSED_ARGUMENTS})
		target_compile_options(${target} PRIVATE -w)
		target_include_directories(${target} SYSTEM PUBLIC "${folder}")
		target_compile_definitions(${target} PRIVATE ${a_PRIVATE} PUBLIC ${a_PUBLIC})
		target_link_libraries(${target} PUBLIC m)
	endforeach()
	target_compile_options(${name}_points PRIVATE -fsanitize-coverage=trace-pc)
	target_link_libraries(${name}_points PUBLIC wasyncio::wasyncio)
endfunction()

# Without what asks more of a system than WASI has.
_library(lua "${_sources}/crates/lua-src/lua-5.4.7" lapi lauxlib lbaselib lcode
	lcorolib lctype ldebug ldo ldump lfunc lgc llex lmathlib lmem lobject lopcodes
	lparser lstate lstring lstrlib ltable ltablib ltm lundump lutf8lib lvm lzio)

_library(sqlite "${_sources}/node_modules/better-sqlite3/deps/sqlite3" sqlite3
	PUBLIC SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_OMIT_LOAD_EXTENSION
		SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_TEMP_STORE=3)

_library(quickjs "${_sources}/crates/rquickjs-sys/quickjs" quickjs cutils libbf
	libregexp libunicode
	PRIVATE _GNU_SOURCE QUICKJS_NG_BUILD)
