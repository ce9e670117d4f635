# SPDX-License-Identifier: MIT
# In front of each link: `cmake -Dtarget=... -P linker.cmake -- emcc ARGUMENT...`.
# Refuses what no program of ours can have, whoever asked for it: only the whole
# command says so, which has the options of the target, of the libraries that it
# links, of CMake's variables and of the environment.  Then links, and leaves
# the options in a file beside the output, for link.cmake.
cmake_minimum_required(VERSION 3.20)
include("${CMAKE_CURRENT_LIST_DIR}/refused.cmake")

# The command; a semicolon within an argument is kept from dividing it.
set(command)
set(begun FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
	if(begun)
		string(REPLACE ";" "\\;" argument "${CMAKE_ARGV${i}}")
		list(APPEND command "${argument}")
	elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
		set(begun TRUE)
	endif()
endforeach()
set(options "${command}")
list(POP_FRONT options)
# The last -o is CMake's.
list(REVERSE options)
list(FIND options -o at)
list(REMOVE_AT options ${at})
math(EXPR at "${at} - 1")
list(GET options ${at} output)
list(REMOVE_AT options ${at})
list(REVERSE options)

# Long commands have a part of them in files.
set(all)
foreach(option IN LISTS options)
	if(option MATCHES "^@(.+)")
		get_filename_component(file "${CMAKE_MATCH_1}" ABSOLUTE)
		file(READ "${file}" option)
		separate_arguments(option UNIX_COMMAND "${option}")
	endif()
	list(APPEND all ${option})
endforeach()
set(options "${all}")

if(target STREQUAL "web")
	set(ENVIRONMENT "$ENV{EMCC_CFLAGS}")
endif()
separate_arguments(environment UNIX_COMMAND "${ENVIRONMENT}")
string(REGEX REPLACE "^.*/|\\.raw\\.wasm$" "" name "${output}")
refuse_options("${name}" ${options} ${environment})

# Of two such lists the compiler would take the last, and what we need has to be
# in it.
foreach(setting INCOMING_MODULE_JS_API EXPORTED_RUNTIME_METHODS)
	set(all "${spelt}")
	list(FILTER all INCLUDE REGEX "^-s${setting}=")
	list(LENGTH all n)
	if(n GREATER 1)
		list(TRANSFORM all REPLACE "^[^=]*=|[]['\" ]" "")
		list(JOIN all "," all)
		list(APPEND command "-s${setting}=${all}")
		list(APPEND options "-s${setting}=${all}")
	endif()
endforeach()

# Memory grows, so it need not begin with 16 MB: an engine collects garbage the more often
# the more of it instances have, and opening one again takes five times as long.
# web/wasyncio.py reads these two, too.
set(memory_chosen
	"^-(pthread|s(USE_)?PTHREADS=[^0]|s(INITIAL|TOTAL|IMPORTED)_MEMORY|sINITIAL_HEAP|sALLOW_MEMORY_GROWTH=0)")
set(memory -sINITIAL_HEAP=256KB)
set(all "${spelt}")
list(FILTER all INCLUDE REGEX "${memory_chosen}")
if(target STREQUAL "web" AND NOT all)
	list(APPEND command ${memory})
endif()

execute_process(COMMAND ${command} RESULT_VARIABLE status
	ERROR_VARIABLE said ECHO_ERROR_VARIABLE)
if(NOT status EQUAL 0)
	set(hint "")
	if(said MATCHES "undefined symbol: _*(cxa_|gxx_|Unwind_)")
		string(CONCAT hint " Compile C++ and link with -fwasm-exceptions, and with a "
			"C++ library that has exceptions. Or compile with -fno-exceptions.")
	endif()
	message(FATAL_ERROR
		"wasyncio: ${output} was not linked (${status}).${hint}")
endif()

# But for what was linked.
list(FILTER options EXCLUDE REGEX "^[^-].*\\.(a|o|obj)$")
file(WRITE "${output}.options" "${options}")
