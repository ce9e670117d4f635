# SPDX-License-Identifier: MIT
# What a user of wasyncio calls:
#
#   wasyncio_add_executable(name source... [SUSPEND_LIST file] [CHECK_FLAG]
#                           [STACK_CHECK ON|OFF] [NAMES ON|OFF]
#                           [SPLIT ON|OFF] [TAIL_CALLS ON|OFF]
#                           [CHECK_POINTS] [BLOCKING_WAITS] [INSPECT])
#   wasyncio_enable(target... [the same])
#
# The second does for targets that are there already what the first does for a new
# executable: for executables of the same folder, and for static and object
# libraries, somebody else's too, which get what concerns compiling.
#
# An executable for the target at hand, linked with wasyncio::wasyncio:
#
#   native  name
#   WASI    name.wasm
#   web     name.mjs and name.wasm
#
# SUSPEND_LIST names a file with one C function a line: all of the program and
# its libraries, libc included, that call through a pointer something that may
# suspend.  Callers, and whoever suspends by calling directly, are found without
# it.  Any other call through a pointer is then taken not to suspend, which
# makes code smaller and faster; a function forgotten runs from its beginning
# again when it should go on, so test with care.  Without a list no call is
# trusted, and nothing can be forgotten.
#
# With STACK_CHECK every function, libc's too, looks at its start whether the
# stack has room for it.  A task whose stack has none ends with WIO_ESTACK, and
# the others go on; otherwise memory is damaged before anything is noticed.
# Where it is not given the variable WASYNCIO_STACK_CHECK counts, and without that
# all builds check but MinSizeRel's.  It needs Node to link; without Node nothing is
# checked, and configuring says so.  Natively a page below each stack takes its
# place: it ends the process.
#
# With SPLIT, as Release builds are without a word, what may suspend is nearly as
# fast as plain code in WebAssembly.  The module is larger by a tenth, and hardly
# takes longer to link.  It needs Node to link, which Emscripten brings: a program for
# WASI is linked without where there is none, works as well but slower, and
# configuring says so.  SPLIT OFF, or the variable WASYNCIO_SPLIT for all, leaves it
# out.  Such a program has tail calls, which wasmtime, Node 20 and browsers since
# 2024 know; TAIL_CALLS OFF does without, and a large function then takes three times the
# engine's stack while it is rewound.
#
# The property WASYNCIO_CHECK_POINTS of a source file has the compiler insert check
# points into its loops and calls, so that the second interrupt of a run ends even
# code that never asks; CHECK_POINTS does so for all files of a target:
#
#   set_source_files_properties(parser.c PROPERTIES WASYNCIO_CHECK_POINTS ON)
#
# NAMES: the module keeps the names of its functions, for the traces of traps.  It
# is larger, and no slower.  Debug and RelWithDebInfo have them in any case.
#
# CHECK_FLAG: under WASI check points, these and wio_check_interrupt, only test
# the word whose address the exported function wio_interrupt_flag returns, which
# costs next to nothing.  It is for programs whose embedder adds its interrupts
# to that word, from another thread or an epoch callback: the standard input is
# then looked at only while the loop waits.  Natively they always test a flag.
#
# BLOCKING_WAITS: sleep, usleep and nanosleep, which would stop every task, are
# waits of the task that calls them; a cancel of it is thrown, as by wio_throw.
#
# INSPECT: wasyncio-ps can read the tasks of the program in a dump of its memory, for
# some hundred bytes; on the web that memory is app.module.HEAPU8, and program.tasks()
# reads it.  Natively it can in any case.
#
# setjmp and longjmp work inside a task.  In WebAssembly they need flags, which
# cost nothing else: our toolchain files put them into CMAKE_C_FLAGS and
# CMAKE_CXX_FLAGS, and an executable has them in any case.  A library that is
# compiled without calls for them by an error, at the latest in the link.
include_guard(GLOBAL)

include("${CMAKE_CURRENT_LIST_DIR}/tools.cmake")

# In the cache, because functions look up variables where they are called.
get_filename_component(_root "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(_WASYNCIO_ROOT "${_root}" CACHE INTERNAL "")
set(_WASYNCIO_CMAKE "${CMAKE_CURRENT_LIST_DIR}" CACHE INTERNAL "")
set(_WASYNCIO_TARGET "${WASYNCIO_TARGET}" CACHE INTERNAL "")
set(_WASYNCIO_THREADS "${WASYNCIO_THREADS}" CACHE INTERNAL "")
if(NOT _WASYNCIO_TARGET STREQUAL "native")
	_wasyncio_take_compiler(${_WASYNCIO_TARGET})
	_wasyncio_find_binaryen()
endif()

# Our own rules for C; tests use them too.
function(wasyncio_compile_options target)
	set_target_properties(${target} PROPERTIES
		C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
	target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic
		-Wshadow -Wconversion -Wmissing-prototypes)
	if(WASYNCIO_WERROR)
		target_compile_options(${target} PRIVATE -Werror)
	endif()
endfunction()

# These lists web/wasyncio.py reads, too.

# The options of Emscripten's that both of its steps have to see: our link and
# its own work on the finished module.
set(_WASYNCIO_WEB_SETTINGS
	-sSUPPORT_LONGJMP=wasm
	-sMODULARIZE
	-sEXPORT_ES6
	-sENVIRONMENT=web,worker,node
	-sINVOKE_RUN=0
	-sEXIT_RUNTIME
	-sALLOW_MEMORY_GROWTH
	-sINCOMING_MODULE_JS_API=instantiateWasm,printErr,stderr,stdin,stdout
	-sEXPORTED_RUNTIME_METHODS=UTF8ToString
	-sSTACK_OVERFLOW_CHECK=0
	--oformat=bare
	-Wno-experimental
	CACHE INTERNAL "")
set(_WASYNCIO_WEB_LIBRARIES border library stdin streams CACHE INTERNAL "")
# That memory grows makes JavaScript look for that at each of its own uses.
set(_WASYNCIO_WEB_THREADS -Wno-pthreads-mem-growth CACHE INTERNAL "")
set(_WASYNCIO_WEB_SMALL -Oz -sMALLOC=emmalloc CACHE INTERNAL "")
set(_WASYNCIO_WASM -Wl,--export-table CACHE INTERNAL "")
set(_WASYNCIO_WASM_DEBUG -Wl,--wrap=__wasm_setjmp,--wrap=__wasm_longjmp
	CACHE INTERNAL "")
# For limits.wat and what looks; the link hides them again.
set(_WASYNCIO_STACK_EXPORTS
	-Wl,--export-if-defined=wio__stack_begin,--export-if-defined=wio__stack_over
	-Wl,--export-if-defined=wio__stack_need,--export-if-defined=__stack_pointer
	CACHE INTERNAL "")
# By the latter each task has a number of its own.
set(_WASYNCIO_INSPECT -Wl,--undefined=wio__layout,--undefined=wio__canceller_number
	CACHE INTERNAL "")
# Who looks needs the memory: app.module.HEAPU8.
set(_WASYNCIO_WEB_INSPECT -sEXPORTED_RUNTIME_METHODS=HEAPU8 CACHE INTERNAL "")
set(_WASYNCIO_WAITS -Wl,--wrap=sleep,--wrap=usleep,--wrap=nanosleep CACHE INTERNAL "")

# Of a source file with the property WASYNCIO_CHECK_POINTS; once all is known of the
# target's folder.
function(_wasyncio_source_points name)
	get_target_property(sources ${name} SOURCES)
	foreach(source IN LISTS sources)
		get_source_file_property(points "${source}" TARGET_DIRECTORY ${name}
			WASYNCIO_CHECK_POINTS)
		if(points)
			set_property(SOURCE "${source}" TARGET_DIRECTORY ${name} APPEND
				PROPERTY COMPILE_OPTIONS ${_WASYNCIO_POINTS})
		endif()
	endforeach()
endfunction()

set(_WASYNCIO_POINTS -fsanitize-coverage=trace-pc CACHE INTERNAL "")

# What all that is compiled needs.  The libraries are no arguments of
# target_link_libraries, of which a target has one of two forms.
function(_wasyncio_compile name)
	get_target_property(folder ${name} SOURCE_DIR)
	if(folder STREQUAL CMAKE_CURRENT_SOURCE_DIR)
		cmake_language(EVAL CODE
			"cmake_language(DEFER CALL _wasyncio_source_points [[${name}]])")
	else()
		_wasyncio_source_points(${name})
	endif()
	if(a_CHECK_POINTS)
		target_compile_options(${name} PRIVATE ${_WASYNCIO_POINTS})
	endif()
	set_property(TARGET ${name} APPEND PROPERTY LINK_LIBRARIES
		"$<BUILD_INTERFACE:wasyncio::wasyncio>")
	if(NOT _WASYNCIO_TARGET STREQUAL "native")
		# The toolchain file gives them, unless somebody has set other flags.
		_wasyncio_jump_flags(flags)
		foreach(language C CXX)
			string(FIND "${CMAKE_${language}_FLAGS}" "${flags}" at)
			if(at EQUAL -1)
				target_compile_options(${name} PRIVATE
					"$<$<COMPILE_LANGUAGE:${language}>:SHELL:${flags}>")
			endif()
		endforeach()
	elseif(NOT APPLE AND (CMAKE_C_COMPILER_ID STREQUAL "GNU" OR
			CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$"))
		# A frame may not step over the page below a stack.  Compilers for macOS see
		# to that by themselves.
		target_compile_options(${name} PRIVATE
			$<$<COMPILE_LANG_AND_ID:C,GNU,Clang>:-fstack-clash-protection>
			$<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang>:-fstack-clash-protection>)
	endif()
endfunction()

function(wasyncio_add_executable name)
	cmake_parse_arguments(PARSE_ARGV 1 a "${_WASYNCIO_SWITCHES}"
		"${_WASYNCIO_VALUES}" "")
	add_executable(${name} ${a_UNPARSED_ARGUMENTS})
	_wasyncio_enable(${name})
endfunction()

function(wasyncio_enable)
	cmake_parse_arguments(PARSE_ARGV 0 a "${_WASYNCIO_SWITCHES}"
		"${_WASYNCIO_VALUES}" "")
	foreach(name IN LISTS a_UNPARSED_ARGUMENTS)
		if(NOT TARGET ${name})
			message(FATAL_ERROR "wasyncio: wasyncio_enable: there is no target "
				"${name}.")
		endif()
		_wasyncio_enable(${name})
	endforeach()
endfunction()

set(_WASYNCIO_SWITCHES CHECK_FLAG BLOCKING_WAITS CHECK_POINTS INSPECT CACHE INTERNAL "")
set(_WASYNCIO_VALUES SUSPEND_LIST STACK_CHECK NAMES SPLIT TAIL_CALLS
	CACHE INTERNAL "")

# A target and the caller's a_*.
function(_wasyncio_enable name)
	get_target_property(enabled ${name} WASYNCIO_ENABLED)
	if(enabled)
		message(FATAL_ERROR "wasyncio: ${name} was enabled already.")
	endif()
	get_target_property(type ${name} TYPE)
	get_target_property(imported ${name} IMPORTED)
	if(imported OR NOT type MATCHES "^(EXECUTABLE|STATIC_LIBRARY|OBJECT_LIBRARY)$")
		message(FATAL_ERROR "wasyncio: ${name}: wasyncio_enable takes executables, "
			"and static and object libraries, that are built here.")
	endif()
	if(a_BLOCKING_WAITS AND APPLE)
		message(FATAL_ERROR "wasyncio: ${name}: BLOCKING_WAITS: the linker of "
			"macOS cannot wrap functions; leave it out and call wio_sleep.")
	endif()
	set_property(TARGET ${name} PROPERTY WASYNCIO_ENABLED ON)
	if(type STREQUAL "EXECUTABLE")
		get_target_property(folder ${name} SOURCE_DIR)
		if(NOT folder STREQUAL CMAKE_CURRENT_SOURCE_DIR)
			message(FATAL_ERROR "wasyncio: ${name}: wasyncio_enable(${name}) has to "
				"stand in ${folder}/CMakeLists.txt, which made it: a step after a "
				"link cannot be added from elsewhere.")
		endif()
		_wasyncio_program(${name})
		return()
	endif()
	foreach(option CHECK_FLAG INSPECT SUSPEND_LIST STACK_CHECK NAMES SPLIT TAIL_CALLS)
		if(a_${option})
			message(FATAL_ERROR "wasyncio: ${name}: ${option} is for executables, "
				"and this is a library: give it where that is linked.")
		endif()
	endforeach()
	_wasyncio_compile(${name})
	# Whoever links it needs what it calls.
	set_property(TARGET ${name} APPEND PROPERTY INTERFACE_LINK_LIBRARIES
		"$<BUILD_INTERFACE:$<LINK_ONLY:wasyncio::wasyncio>>")
	if(a_BLOCKING_WAITS)
		target_link_options(${name} INTERFACE ${_WASYNCIO_WAITS})
	endif()
endfunction()

function(_wasyncio_program name)
	if(a_CHECK_FLAG AND _WASYNCIO_TARGET STREQUAL "wasi")
		# First, so that it has what both have.
		set_property(TARGET ${name} APPEND PROPERTY LINK_LIBRARIES
			wasyncio::check_flag)
	elseif(a_CHECK_FLAG AND _WASYNCIO_TARGET STREQUAL "web")
		message(FATAL_ERROR "wasyncio: ${name}: CHECK_FLAG: while a program on "
			"the web runs, nobody can write its memory; leave it out.")
	endif()
	_wasyncio_compile(${name})
	if(a_BLOCKING_WAITS)
		target_link_options(${name} PRIVATE ${_WASYNCIO_WAITS})
	endif()
	if(a_INSPECT AND NOT _WASYNCIO_TARGET STREQUAL "native")
		target_link_options(${name} PRIVATE ${_WASYNCIO_INSPECT})
		if(_WASYNCIO_TARGET STREQUAL "web")
			target_link_options(${name} PRIVATE ${_WASYNCIO_WEB_INSPECT})
		endif()
	endif()
	if(a_SUSPEND_LIST)
		get_filename_component(a_SUSPEND_LIST "${a_SUSPEND_LIST}" ABSOLUTE)
		get_source_file_property(generated "${a_SUSPEND_LIST}" GENERATED)
		if(NOT generated AND NOT EXISTS "${a_SUSPEND_LIST}")
			message(FATAL_ERROR "wasyncio: ${name}: SUSPEND_LIST: there is no "
				"file ${a_SUSPEND_LIST}.")
		endif()
	endif()
	if(_WASYNCIO_TARGET STREQUAL "native")
		if(NOT APPLE AND CMAKE_SIZEOF_VOID_P EQUAL 8 AND
				CMAKE_SYSTEM_PROCESSOR MATCHES
				"^(x86_64|AMD64|amd64|aarch64|arm64)$")
			target_link_options(${name} PRIVATE
				"$<$<CONFIG:Debug>:-Wl,--wrap=_setjmp,--wrap=longjmp>")
		endif()
		return()
	endif()
	target_link_options(${name} PRIVATE "$<$<CONFIG:Debug>:${_WASYNCIO_WASM_DEBUG}>")

	# The linker's output; link.cmake makes the program of it.  No tool may
	# optimise before the Asyncify pass.
	get_target_property(output ${name} OUTPUT_NAME)
	if(NOT output)
		set(output ${name})
	endif()
	set(final "${output}.wasm")
	set_target_properties(${name} PROPERTIES
		OUTPUT_NAME "${output}.raw" SUFFIX .wasm)
	target_link_options(${name} PRIVATE ${_WASYNCIO_WASM})
	if(_WASYNCIO_TARGET STREQUAL "wasi")
		target_link_options(${name} PRIVATE --no-wasm-opt)
		set_property(TARGET ${name} APPEND PROPERTY LINK_LIBRARIES setjmp)
	else()
		target_link_options(${name} PRIVATE ${_WASYNCIO_WEB_SETTINGS}
			"$<$<CONFIG:MinSizeRel>:${_WASYNCIO_WEB_SMALL}>")
		foreach(library IN LISTS _WASYNCIO_WEB_LIBRARIES)
			set(library "${_WASYNCIO_ROOT}/web/${library}.js")
			target_link_options(${name} PRIVATE "--js-library=${library}")
			set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${library}")
		endforeach()
		if(_WASYNCIO_THREADS)
			target_link_options(${name} PRIVATE ${_WASYNCIO_WEB_THREADS})
		endif()
		# The glue has parts of them, and its .d.mts is made by one.
		set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS
			"${_WASYNCIO_ROOT}/web/thread.js" "${_WASYNCIO_CMAKE}/types.mjs")
		set(final "${output}.mjs")
	endif()

	foreach(language C CXX)
		set_property(TARGET ${name} PROPERTY ${language}_LINKER_LAUNCHER
			"${CMAKE_COMMAND}" "-Dtarget=${_WASYNCIO_TARGET}"
			"-Dthreads=${_WASYNCIO_THREADS}"
			"-DEXE_FLAGS=${CMAKE_EXE_LINKER_FLAGS}"
			"-DCOMPILE_FLAGS=${CMAKE_${language}_FLAGS}"
			-P "${_WASYNCIO_CMAKE}/linker.cmake" --
			${CMAKE_${language}_LINKER_LAUNCHER})
	endforeach()

	if(DEFINED a_STACK_CHECK)
		set(check_asked "${a_STACK_CHECK}")
	else()
		set(check_asked OFF)
		set(a_STACK_CHECK "$<NOT:$<CONFIG:MinSizeRel>>")
		if(DEFINED WASYNCIO_STACK_CHECK)
			set(a_STACK_CHECK "${WASYNCIO_STACK_CHECK}")
		endif()
	endif()
	if(a_STACK_CHECK)
		_wasyncio_find_node()
		if(NOT WASYNCIO_NODE AND check_asked)
			message(FATAL_ERROR "wasyncio: ${name}: STACK_CHECK needs Node. Set "
				"WASYNCIO_NODE to it.")
		elseif(NOT WASYNCIO_NODE)
			set(a_STACK_CHECK OFF)
		endif()
	endif()

	if(NOT DEFINED a_SPLIT)
		set(a_SPLIT ON)
		if(DEFINED WASYNCIO_SPLIT)
			set(a_SPLIT "${WASYNCIO_SPLIT}")
		endif()
	endif()
	# Others are linked without in any case: see link.cmake.
	if(CMAKE_BUILD_TYPE MATCHES "^(Debug|RelWithDebInfo|MinSizeRel)$")
		set(a_SPLIT OFF)
	endif()
	if(a_SPLIT)
		_wasyncio_find_node()
		if(NOT WASYNCIO_NODE)
			set(a_SPLIT OFF)
		endif()
	endif()
	if(NOT DEFINED a_TAIL_CALLS)
		set(a_TAIL_CALLS ON)
	endif()

	target_link_options(${name} PRIVATE
		"$<$<BOOL:${a_STACK_CHECK}>:${_WASYNCIO_STACK_EXPORTS}>")

	file(GLOB splitter "${_WASYNCIO_CMAKE}/split/*.mjs")

	# One file of settings for the script, per configuration.
	get_target_property(dir ${name} BINARY_DIR)
	set(settings "${dir}/${name}.$<CONFIG>.link.cmake")
	file(GENERATE OUTPUT "${settings}" CONTENT
"set(target ${_WASYNCIO_TARGET})
set(config \"$<CONFIG>\")
set(raw [[$<TARGET_FILE:${name}>]])
set(out [[$<TARGET_FILE_DIR:${name}>/${final}]])
set(wasm_opt [[${WASYNCIO_WASM_OPT}]])
set(wasm_merge [[${WASYNCIO_WASM_MERGE}]])
set(emcc [[${WASYNCIO_EMCC}]])
set(eh_wat [[${_WASYNCIO_ROOT}/src/coro/eh.wat]])
set(limits_wat [[${_WASYNCIO_ROOT}/src/coro/limits.wat]])
set(unlimited_wat [[${_WASYNCIO_ROOT}/src/coro/unlimited.wat]])
set(stack_check ${a_STACK_CHECK})
set(split ${a_SPLIT})
set(tail_calls ${a_TAIL_CALLS})
set(node [[${WASYNCIO_NODE}]])
set(names [[${a_NAMES}]])
set(threads [[${_WASYNCIO_THREADS}]])
set(suspend_list [[${a_SUSPEND_LIST}]])
")
	set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS
		"${settings}" ${a_SUSPEND_LIST}
		"${_WASYNCIO_ROOT}/src/coro/eh.wat"
		"${_WASYNCIO_ROOT}/src/coro/limits.wat"
		"${_WASYNCIO_ROOT}/src/coro/unlimited.wat"
		"${_WASYNCIO_CMAKE}/never.list"
		"${_WASYNCIO_CMAKE}/suspend.list"
		"${_WASYNCIO_CMAKE}/top.list"
		"${_WASYNCIO_CMAKE}/linker.cmake"
		"${_WASYNCIO_CMAKE}/refused.cmake"
		"${_WASYNCIO_CMAKE}/link.cmake"
		"${_WASYNCIO_CMAKE}/check.cmake"
		"${_WASYNCIO_CMAKE}/guard.cmake" ${splitter})
	add_custom_command(TARGET ${name} POST_BUILD
		COMMAND "${CMAKE_COMMAND}" "-DSETTINGS=${settings}"
			-P "${_WASYNCIO_CMAKE}/link.cmake"
		BYPRODUCTS "${dir}/${final}"
		COMMENT "Asyncify: ${final}" VERBATIM)
	set_property(TARGET ${name} APPEND PROPERTY ADDITIONAL_CLEAN_FILES
		"${dir}/${output}.wasm" "${dir}/${output}.raw.wasm.options")
endfunction()
