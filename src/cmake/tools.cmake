# SPDX-License-Identifier: MIT
# Finds the programs of a WebAssembly build and checks their versions.  Used by
# wasi/toolchain.cmake, web/toolchain.cmake and wasyncio.cmake.
include_guard(GLOBAL)

# _wasyncio_tool(VAR names ENV e PLACES dirs MINIMUM v VERSION regex HELP text)
#
# Sets the cache variable VAR to the program: the environment's e, else the
# first of names in dirs, else on PATH.  Its version is asked once.
function(_wasyncio_tool var)
	cmake_parse_arguments(PARSE_ARGV 1 a "" "ENV;MINIMUM;VERSION;HELP"
		"NAMES;PLACES")
	if(NOT ${var})
		if(DEFINED ENV{${a_ENV}})
			set(${var} "$ENV{${a_ENV}}" CACHE FILEPATH "${a_HELP}")
		else()
			find_program(${var} NAMES ${a_NAMES} HINTS ${a_PLACES}
				NO_CMAKE_FIND_ROOT_PATH DOC "${a_HELP}")
		endif()
	endif()
	list(GET a_NAMES 0 name)
	if(NOT ${var})
		message(FATAL_ERROR
			"wasyncio: ${name} ${a_MINIMUM} or newer is needed and was not "
			"found.\n${a_HELP}\n"
			"Install it, and put it on PATH, or set ${a_ENV} to it: in the "
			"environment, or with -D${var}=.")
	endif()

	# A toolchain file is read again for each try_compile.
	if(_${var}_CHECKED STREQUAL "${${var}}" OR
			"$ENV{_${var}_CHECKED}" STREQUAL "${${var}}")
		return()
	endif()
	execute_process(COMMAND "${${var}}" --version
		OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
	if(NOT status EQUAL 0 OR NOT text MATCHES "${a_VERSION}")
		message(FATAL_ERROR
			"wasyncio: ${${var}} --version does not work (${status}):\n"
			"${text}")
	endif()
	set(version "${CMAKE_MATCH_1}")
	if(version VERSION_LESS a_MINIMUM)
		set(found "${${var}}")
		unset(${var} CACHE)
		message(FATAL_ERROR
			"wasyncio: ${name} ${a_MINIMUM} or newer is needed, "
			"${found} is ${version}.\n${a_HELP}")
	endif()
	message(STATUS "wasyncio: ${name} ${version} (${${var}})")
	set(_${var}_CHECKED "${${var}}" CACHE INTERNAL "")
	set(ENV{_${var}_CHECKED} "${${var}}")
endfunction()

function(_wasyncio_find_emcc)
	_wasyncio_tool(WASYNCIO_EMCC NAMES emcc ENV WASYNCIO_EMCC
		PLACES "$ENV{EMSDK}/upstream/emscripten"
		MINIMUM 6.0 VERSION "emcc[^\n]*\\) ([0-9]+\\.[0-9]+\\.[0-9]+)"
		HELP "Emscripten: https://emscripten.org, or EMSDK for an emsdk.")
endfunction()

function(_wasyncio_find_wasi_clang)
	_wasyncio_tool(WASYNCIO_WASI_CLANG NAMES clang ENV WASYNCIO_WASI_CLANG
		PLACES "$ENV{WASI_SDK_PATH}/bin" /opt/wasi-sdk/bin
		MINIMUM 19.0 VERSION "clang version ([0-9]+\\.[0-9]+\\.[0-9]+)"
		HELP "wasi-sdk 25 or newer: WASI_SDK_PATH for its directory.")
endfunction()

# Node, which runs what is in split/: emsdk brings one.  Says once when there is none.
function(_wasyncio_find_node)
	# Set to nothing it is not looked for.
	if(NOT DEFINED WASYNCIO_NODE OR WASYNCIO_NODE MATCHES "NOTFOUND$")
		get_filename_component(emsdk "$ENV{EMSDK_NODE}" DIRECTORY)
		find_program(WASYNCIO_NODE NAMES node HINTS ${emsdk}
			NO_CMAKE_FIND_ROOT_PATH DOC
			"Node 18 or newer, for SPLIT and STACK_CHECK")
	endif()
	if(NOT WASYNCIO_NODE)
		get_property(said GLOBAL PROPERTY _wasyncio_no_node)
		if(NOT said)
			message(STATUS "wasyncio: there is no Node, so SPLIT and STACK_CHECK "
				"are left out: what may suspend will be slower, and no stack "
				"is checked. Install Node 18 or newer, "
				"or set WASYNCIO_NODE to it.")
		endif()
		set_property(GLOBAL PROPERTY _wasyncio_no_node ON)
	endif()
endfunction()

# The compiler, also where the user's own toolchain file chose it.
function(_wasyncio_take_compiler target)
	if(target STREQUAL "web")
		set(WASYNCIO_EMCC "${CMAKE_C_COMPILER}" CACHE FILEPATH "Emscripten's emcc")
		_wasyncio_find_emcc()
	else()
		set(WASYNCIO_WASI_CLANG "${CMAKE_C_COMPILER}" CACHE FILEPATH
			"The clang of a wasi-sdk")
		_wasyncio_find_wasi_clang()
	endif()
endfunction()

# emsdk brings both, in the folder bin beside that of emcc; beside a wasi-sdk
# they have to be installed.
function(_wasyncio_find_binaryen)
	get_filename_component(bin "${CMAKE_C_COMPILER}" DIRECTORY)
	set(places "${bin}/../bin" "$ENV{EMSDK}/upstream/bin"
		"$ENV{WASI_SDK_PATH}/bin")
	foreach(tool opt merge)
		string(TOUPPER "WASYNCIO_WASM_${tool}" var)
		_wasyncio_tool(${var} NAMES wasm-${tool} ENV ${var}
			PLACES ${places}
			MINIMUM 123 VERSION "wasm-${tool} version ([0-9]+)"
			HELP "Binaryen: https://github.com/WebAssembly/binaryen/releases")
	endforeach()
endfunction()

# _wasyncio_jump_flags(VAR) sets VAR to what has setjmp and longjmp work in
# WebAssembly, by exceptions; in code without them it changes nothing.
function(_wasyncio_jump_flags var)
	if(CMAKE_SYSTEM_NAME STREQUAL "Emscripten")
		set(${var} "-sSUPPORT_LONGJMP=wasm" PARENT_SCOPE)
	else()
		# The linker gets them as well, and would warn.
		string(CONCAT flags "--start-no-unused-arguments "
			"-mllvm -wasm-enable-sjlj --end-no-unused-arguments")
		set(${var} "${flags}" PARENT_SCOPE)
	endif()
endfunction()
