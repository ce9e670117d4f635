# SPDX-License-Identifier: MIT
# Options of a link that no program of ours can have, and what to do instead.
# Those of which nothing is said work, or the compiler refuses them itself.

# _refused(TARGET "a regular expression, for the whole of an option" WHY CURE)
#
# An option is compared in one spelling: -sNAME=VALUE, with 1 where no value
# stood; a word that belongs to it follows after "=".
set(_regexes)
set(_whys)
set(_cures)
# targets: web, wasi, or the web without threads, one-thread.
set(_kind "${target}")
if(target STREQUAL "web" AND NOT threads)
	set(_kind "(web|one-thread)")
endif()
macro(_refused targets regex why cure)
	if(";${targets};" MATCHES ";${_kind};")
		list(APPEND _regexes "^(${regex})$")
		list(APPEND _whys "${why}")
		list(APPEND _cures "${cure}")
	endif()
endmacro()

set(_promise "Tasks wait without it. C waits for a promise by wio_host_call, \
or by WIO_JS")

_refused(web "-s(ASYNCIFY|JSPI)=[^0].*"
	"a program is prepared for waiting already, and not twice"
	"Leave it out. ${_promise}")
_refused(web "-s(PROXY_TO_PTHREAD|WASM_WORKERS|AUDIO_WORKLET|SHARED_MEMORY)=[^0].*"
	"main has the thread of the loop, and others are those of -pthread"
	"Leave it out. Open another program in a Worker for what is to run beside it")
_refused(one-thread "-pthreads?|-s(USE_)?PTHREADS=[^0].*"
	"this build of wasyncio has one thread"
	"Configure it by -DWASYNCIO_THREADS=ON. Or leave it out, there and where its files are \
compiled, and open another program in a Worker for what is to run beside it")
_refused(wasi "-pthreads?|--?target=wasm32-.*-threads|-Wl,.*--(shared-memory|import-memory).*"
	"a program has one thread, and a memory of its own"
	"Leave it out: the target is wasm32-wasip1")
_refused(web "-sSINGLE_FILE=[^0].*|-sWASM=[02]"
	"a program is an .mjs and a .wasm"
	"Leave it out. Who needs other files may give open both, by its option wasm, as a bundler does")
_refused(web "-sEXIT_RUNTIME=0"
	"a program ends when main has ended, and not before"
	"Leave it out. What is to go on is a task that main waits for")
_refused(web "-s(MODULARIZE=(0|instance)|EXPORT_ES6=0|AUTO_INIT=[^0].*|WASM_ESM_INTEGRATION=[^0].*|MINIMAL_RUNTIME=[^0].*|BUILD_AS_WORKER=[^0].*)|--proxy-to-worker|--emrun"
	"open of web/index.mjs needs the module that makes an instance"
	"Leave it out. A script that is no module can import() both, and so can a Worker")
_refused(web "-sEXPORT_KEEPALIVE=0"
	"what index.mjs calls is exported by that"
	"Leave it out")
_refused(web "-s(STANDALONE_WASM|PURE_WASI)=[^0].*"
	"the loop of a program for the web is JavaScript's"
	"Leave it out, or build with wasi/toolchain.cmake")
_refused(web "-s(MEMORY64=[^0].*)|-m64|--?target=wasm64.*"
	"pointers have 32 bits, in the switch and in the glue"
	"Leave it out: up to 4 GB come by -sMAXIMUM_MEMORY=4GB")
_refused("web;wasi" "-s(MAIN_MODULE|SIDE_MODULE|RELOCATABLE)=[^0].*|-shared|-pie|-r|-Wl,.*(--relocatable|-shared|--?pie|-r)(,.*)?"
	"Asyncify has to see all of a program at once"
	"Leave it out, and link libraries statically")
_refused(web "-Wl,.*--import-memory.*"
	"the glue has to know of it"
	"Use -sIMPORTED_MEMORY instead")
_refused("web;wasi" "-Wl,.*--import-table.*"
	"a switch calls through the table, which is the program's own"
	"Leave it out: it is exported")
_refused(wasi "--?target=wasm32-.*p[23].*"
	"a program is a module of WASI preview 1"
	"Leave it out: engines run those too, and wasm-tools makes a component of one")
_refused(wasi "-Wl,.*--export-all.*"
	"the C library has two functions of one name"
	"Export by name: -Wl,--export=NAME, or __attribute__((export_name))")
_refused(wasi "-Wl,.*--no-entry.*|-nostartfiles"
	"a program is run by its main"
	"Leave it out. An embedder calls functions of WIO_EXPORT, of a module without main \
by -mexec-model=reactor")
_refused(web "-Wl,.*--no-entry.*|--no-entry"
	"a program is run by its main"
	"Leave it out. JavaScript may call what is exported while main runs")
_refused(web "-sSTACK_OVERFLOW_CHECK=2"
	"tasks have stacks of their own, which Emscripten takes for overflows of its own"
	"Use wasyncio_add_executable(... STACK_CHECK ON) instead")
_refused(web "--oformat=([^b].*)|--emit-tsd.*"
	"a link has two steps, and the first makes no JavaScript"
	"Leave it out: a program is an .mjs and a .wasm, and web/index.d.mts has the types")
_refused("web;wasi" "-o=.*"
	"the linker's output goes through more steps"
	"Set the target's RUNTIME_OUTPUT_DIRECTORY, or copy the program when it is built")
_refused("web;wasi" "-s|--strip-all|-Wl,.*(--strip-all|-s)(,.*)?"
	"Asyncify knows functions by their names"
	"Leave it out: Release and MinSizeRel have no names in the end")

# Where an option comes from, as far as one can tell.
function(_origin var option)
	set(${var} "its link options, or those of a library that it links"
		PARENT_SCOPE)
	foreach(where EXE_FLAGS COMPILE_FLAGS ENVIRONMENT)
		string(FIND " ${${where}} " " ${option} " at)
		if(NOT at EQUAL -1)
			set(EXE_FLAGS_is "CMAKE_EXE_LINKER_FLAGS, which begin as LDFLAGS")
			set(COMPILE_FLAGS_is "CMAKE_C_FLAGS, which begin as CFLAGS")
			set(ENVIRONMENT_is "the environment's EMCC_CFLAGS")
			set(${var} "${${where}_is}" PARENT_SCOPE)
		endif()
	endforeach()
endfunction()

# One spelling for all.  Sets spelt, and own to how each was written.
function(_spell)
	set(spelt)
	set(own)
	while(ARGN)
		list(POP_FRONT ARGN option)
		set(written "${option}")
		list(JOIN ARGN ";" next)
		string(REGEX REPLACE ";.*" "" next "${next}")
		if(option STREQUAL "-s" AND next MATCHES "^[A-Z][A-Z0-9_]*(=|$)" OR
				option STREQUAL "-Xlinker" OR
				option MATCHES "^(-o|--?(closure|oformat|target))$")
			list(POP_FRONT ARGN)
			string(APPEND written " ${next}")
			if(option STREQUAL "-s")
				set(option "-s${next}")
			elseif(option STREQUAL "-Xlinker")
				set(option "-Wl,${next}")
			else()
				set(option "${option}=${next}")
			endif()
		endif()
		if(option MATCHES "^-s([A-Z][A-Z0-9_]*)(=(.*))?$")
			set(name "${CMAKE_MATCH_1}")
			set(value "${CMAKE_MATCH_3}")
			if(NOT CMAKE_MATCH_2)
				set(value 1)
			endif()
			if(name MATCHES "^NO_(.*)")
				set(name "${CMAKE_MATCH_1}")
				if(value STREQUAL "0")
					set(value 1)
				else()
					set(value 0)
				endif()
			endif()
			set(option "-s${name}=${value}")
		endif()
		list(APPEND spelt "${option}")
		list(APPEND own "${written}")
	endwhile()
	set(spelt "${spelt}" PARENT_SCOPE)
	set(own "${own}" PARENT_SCOPE)
endfunction()

function(refuse_options output)
	_spell(${ARGN})
	foreach(option written IN ZIP_LISTS spelt own)
		foreach(regex why cure IN ZIP_LISTS _regexes _whys _cures)
			if(option MATCHES "${regex}")
				_origin(origin "${written}")
				message(FATAL_ERROR "wasyncio: ${output}: ${written} (from "
					"${origin}) cannot work: ${why}.\n${cure}.")
			endif()
		endforeach()
	endforeach()
	set(spelt "${spelt}" PARENT_SCOPE)
endfunction()
