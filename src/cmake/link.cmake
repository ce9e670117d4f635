# SPDX-License-Identifier: MIT
# From the linker's module to the program, after each link:
#
#   raw  --inline, asyncify-->  a  --merge eh.wat, limits.wat-->  m
#   m  --split, check stacks, optimise-->  program
#
# Inlining comes first, so that a fast path is inlined before its slow call is
# instrumented; the functions below may not be: Asyncify tells by them what to
# instrument.  eh.wat comes after the pass, which must not look into it.
# Optimising comes last: before the pass it would inline suspend away.
#
# web/wasyncio.py does the same for emcc alone, and reads lists out of this file: those
# of `set` with nothing but words, and what is replaced in the glue.
cmake_minimum_required(VERSION 3.20)
include("${SETTINGS}")
include("${CMAKE_CURRENT_LIST_DIR}/check.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/guard.cmake")

set(no_inline
	--no-inline=wio__coro_resume
	--no-inline=wio__check_asked
	--no-inline=wio__check_point
	--no-inline=wio__stack_outside
	--no-inline=wio__stack_room
	--no-inline=wio__loop_step
	# What of a top may suspend would begin anew with it on the way back.
	--no-inline=wio__await_slow
	--no-inline=wio__generator_yield_slow
	--no-inline=wio__sleep_slow
	--no-inline=wio__waiters_wait_slow
	--no-inline=wio__yield_slow)
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/top.list" tops REGEX "^[^#]")
foreach(name IN LISTS tops)
	list(APPEND no_inline "--no-inline=${name}")
endforeach()
set(features --enable-exception-handling)

# The level inside the pass; none runs before it.  Without one the pass saves each
# local of the flat code that it makes of a function, with one those that are
# live at some call.
set(inline --optimize-level=3)
# So small are the fast paths of check points.  What is larger and has one caller
# is left alone, too: as a part of that it would be saved with all of it.
set(inline_all --optimize-level=3 --always-inline-max-function-size=16
	--one-caller-inline-max-function-size=16 --inlining-optimizing)
# What is smaller before the pass has less to be prepared.  Emscripten reads the data
# as the linker left it.
set(inline_small -Oz --skip-pass=memory-packing)
if(config STREQUAL "Debug")
	set(level -O1)
	set(debug -g)
elseif(config STREQUAL "RelWithDebInfo")
	set(inline ${inline_all})
	set(level -O2)
	set(debug -g)
elseif(config STREQUAL "MinSizeRel")
	set(inline ${inline_small})
	set(level -Oz)
	set(debug)
else()
	set(inline ${inline_all})
	set(level -O3)
	set(debug)
	# Not with DWARF, which would still tell of the code as it was, and not where
	# size counts most.
	set(may_split ON)
endif()

set(keep)
if(names)
	set(keep -g)
endif()

function(run step)
	execute_process(COMMAND ${ARGN} RESULT_VARIABLE status
		OUTPUT_VARIABLE text ERROR_VARIABLE text)
	string(REGEX REPLACE
		"warning: running pass '[^']*' which is not fully compatible with DWARF\n"
		"" text "${text}")
	if(NOT status EQUAL 0)
		fail("${step} failed (${status}).\n${text}")
	elseif(NOT text STREQUAL "")
		message("${text}")
	endif()
endfunction()

string(REGEX REPLACE "\\.(wasm|mjs)$" "" base "${out}")
file(REMOVE "${base}.wasm" "${base}.mjs" "${base}.d.mts")

# What linker.cmake wrote.
file(READ "${raw}.options" link_options)
check_raw()

# The C library may bring DWARF of its own; with it passes are left out.  The
# names of functions are needed until the end.  Binaryen 131 cannot read the
# DWARF of what catches.
if(NOT debug OR catches)
	set(strip --strip-dwarf)
endif()

# The names in our lists and the user's, as far as the program has them.  They
# have to last until the pass.
function(list_for pass_arg)
	list(REMOVE_DUPLICATES ARGN)
	foreach(name IN LISTS ARGN)
		list(APPEND no_inline "--no-inline=${name}")
	endforeach()
	list(JOIN ARGN "\n" names)
	file(WRITE "${base}.${pass_arg}" "${names}\n")
	list(APPEND pass_args
		"--pass-arg=asyncify-${pass_arg}@@${base}.${pass_arg}")
	set(no_inline "${no_inline}" PARENT_SCOPE)
	set(pass_args "${pass_args}" PARENT_SCOPE)
endfunction()

set(last_no_inline ${no_inline} "--no-inline=wio__eh_call*")
# The one import below which something may suspend; no other is.
set(pass_args --pass-arg=asyncify-imports@env.wio__eh_protect)
set(listed)
check_lists()
if(suspend_list)
	list(APPEND pass_args --pass-arg=asyncify-ignore-indirect)
endif()
if(listed)
	list(APPEND pass_args --pass-arg=asyncify-propagate-addlist)
	list_for(addlist ${listed})
endif()
if(never)
	list_for(removelist ${never})
endif()
run("Asyncify" "${wasm_opt}" ${features} ${strip} ${no_inline} ${inline}
	--asyncify ${pass_args} -g "${raw}" -o "${base}.a.wasm")

set(guard)
if(target STREQUAL "wasi" AND uses_coroutines)
	guard_exports("${base}.a.wasm")
endif()
# Both halves of a program have its stamp, by which library.js knows a module of
# another build: what was linked, in 28 bits.
set(stamp)
if(target STREQUAL "web")
	file(SHA256 "${raw}" hash)
	string(SUBSTRING "${hash}" 0 7 hash)
	set(stamp "${base}.stamp.wat")
	file(WRITE "${stamp}" "(module (global (export \"wio__web_stamp\") i32 "
		"(i32.const 0x${hash})))\n")
	file(WRITE "${base}.stamp.js" "addToLibrary({$wioStamp: 0x${hash}});\n")
endif()
set(limits "${unlimited_wat}")
if(stack_check AND uses_limits)
	set(limits "${limits_wat}")
endif()
set(merged)
foreach(module "${base}.a.wasm" "${eh_wat}" "${limits}" ${stamp})
	list(APPEND merged "${module}" env)
endforeach()
run("Merging eh.wat" "${wasm_merge}" ${features} ${merged} ${guard} -g
	-o "${base}.m.wasm")
check_merged("${base}.m.wasm")

# NAME$rw and NAME$on have one caller, which an optimiser would take for a reason to put
# them in there.  Nor is anything else with one caller: what has doors is too large.
set(apart)
if(split AND may_split AND uses_coroutines)
	set(split_options)
	if(tail_calls)
		list(APPEND features --enable-tail-call)
	else()
		list(APPEND split_options --no-tail-calls)
	endif()
	run("Splitting" "${node}" "${CMAKE_CURRENT_LIST_DIR}/split/main.mjs"
		"${base}.m.wasm" "${base}.s.wasm" ${split_options})
	file(RENAME "${base}.s.wasm" "${base}.m.wasm")
	set(apart "--no-inline=*$rw" "--no-inline=*$on" --one-caller-inline-max-function-size=0)
	set(keep -g)
endif()

if(stack_check AND uses_limits)
	run("The stack check" "${node}" "${CMAKE_CURRENT_LIST_DIR}/split/check.mjs"
		"${base}.m.wasm" "${base}.s.wasm")
	file(RENAME "${base}.s.wasm" "${base}.m.wasm")
	check_checked("${base}.m.wasm")
endif()

# Nothing outside may call these.
set(hide "--remove-exports=wio__names_*" "--remove-exports=asyncify_*" "--remove-exports=wio__eh_*"
	"--remove-exports=wio__cxx_*"
	"--remove-exports=wio__coro_*" "--remove-exports=wio__export_*"
	"--remove-exports=wio__stack_*" --remove-exports=__stack_pointer)
if(target STREQUAL "wasi")
	# The standard form of exceptions: wasmtime takes no other.
	run("Optimising" "${wasm_opt}" ${features} ${hide} ${last_no_inline} ${apart} ${level}
		--translate-to-exnref --strip-producers ${debug} ${keep}
		"${base}.m.wasm" -o "${base}.wasm")
else()
	# web/host.c calls main: Emscripten's glue need not know how, unless it is
	# told to.
	if(NOT ";${link_options};" MATCHES
			";-s[ ;]?(INVOKE_RUN(=1)?;|EXPORTED_FUNCTIONS=[^;]*_main|STRICT(=1)?;|IGNORE_MISSING_MAIN=0)")
		list(APPEND hide --remove-exports=main
			--remove-exports=__main_argc_argv)
	endif()
	# The older form: Node before 24 takes no other.
	if(apart)
		# Emscripten's passes come before ours, so that a name can be guarded here
		# only; there by a size, with which nothing is inlined that has one caller.
		list(APPEND apart --inlining-optimizing)
		set(passes --one-caller-inline-max-function-size=0)
		# The last one counts.
		foreach(option IN LISTS link_options)
			if(option MATCHES "^(-s)?BINARYEN_EXTRA_PASSES=(.*)$")
				set(passes "${CMAKE_MATCH_2},${passes}")
			endif()
		endforeach()
		list(APPEND link_options "-sBINARYEN_EXTRA_PASSES=${passes}")
	endif()
	run("Hiding exports" "${wasm_opt}" ${features} ${hide} ${last_no_inline}
		${apart} -g
		"${base}.m.wasm" -o "${base}.wasm")
	file(RENAME "${base}.wasm" "${base}.m.wasm")
	list(FILTER link_options EXCLUDE REGEX "^(-Wl,|-O|--oformat)")
	if(threads)
		list(APPEND link_options
			"--pre-js=${CMAKE_CURRENT_LIST_DIR}/../../web/thread.js")
	endif()
	if(debug)
		list(APPEND link_options -g2)
	elseif(keep)
		list(APPEND link_options --profiling-funcs)
	endif()
	run("Emscripten's part" "${emcc}" ${level} ${link_options}
		"--js-library=${base}.stamp.js" --post-link
		"${base}.m.wasm" -o "${base}.mjs")
	# Whether this is Node, index.mjs knows better: workerd says so, too. And an
	# import of its modules is one that bundlers follow.
	file(READ "${base}.mjs" glue)
	string(REGEX REPLACE "await import\\([\"']node:module[\"']\\)"
		"process.getBuiltinModule(\"node:module\")" glue "${glue}")
	string(REGEX REPLACE
		"(ENVIRONMENT_IS_NODE *= *)globalThis\\.process\\?\\.versions\\?\\.node"
		"\\1Module[\"wio\"].isNode" glue "${glue}")
	# What each instance would find out anew takes Node longer than to evaluate the rest.
	string(REGEX REPLACE "(require *= *)(createRequire\\(import\\.meta\\.url\\))"
		"\\1nodeRequire??=\\2" glue "${glue}")
	string(REGEX REPLACE
		"(scriptDirectory *= *)(require\\([\"']node:path[\"']\\)[^;]+\\+ *[\"']/[\"'])"
		"\\1nodeDirectory??=\\2" glue "${glue}")
	if(threads)
		# A worker that is a thread has nobody who could tell.
		string(REPLACE "Module[\"wio\"].isNode"
			"(Module[\"wio\"]??{isNode:globalThis.process?.versions?.node}).isNode"
			glue "${glue}")
	endif()
	string(REGEX REPLACE "(export default )" "let nodeRequire, nodeDirectory; \\1"
		glue "${glue}")
	file(WRITE "${base}.mjs" "${glue}")
	if(node)
		run("Types" "${node}" "${CMAKE_CURRENT_LIST_DIR}/types.mjs" "${raw}"
			"${base}.d.mts")
	endif()
endif()
if(apart)
	set(options)
	if(names)
		set(options --names)
	endif()
	run("A look at the parts" "${node}"
		"${CMAKE_CURRENT_LIST_DIR}/split/finish.mjs" "${base}.m.wasm"
		"${base}.wasm" ${options})
endif()
check_program()
file(REMOVE "${base}.a.wasm" "${base}.m.wasm"
	"${base}.addlist" "${base}.removelist" "${base}.guard.wat" ${stamp}
	"${base}.stamp.js")
