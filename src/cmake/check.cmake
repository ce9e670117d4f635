# SPDX-License-Identifier: MIT
# Looks at the modules between the steps of link.cmake.  A wrong order, or a
# pass left out, gives a program that links, starts, and then hangs or corrupts
# its memory: here it fails the build, which says why.  Needs nothing but
# wasm-opt, which prints a module with one instruction a line.

function(fail)
	string(CONCAT text ${ARGV})
	# The build must not take what is there for finished.
	file(REMOVE "${base}.wasm" "${base}.mjs")
	message(FATAL_ERROR "wasyncio: ${out}\n${text}")
endfunction()

function(print module)
	execute_process(COMMAND "${wasm_opt}" --all-features -q "${module}" -S
		-o "${base}.check.wat"
		RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE error)
	if(NOT status EQUAL 0)
		fail("wasm-opt cannot read ${module} (${status}).\n${error}")
	endif()
endfunction()

# The lines of a module's text that match, as one string.
function(grep var module regex)
	print("${module}")
	file(STRINGS "${base}.check.wat" lines REGEX "${regex}")
	file(REMOVE "${base}.check.wat")
	list(JOIN lines "\n" lines)
	set(${var} "\n${lines}\n" PARENT_SCOPE)
endfunction()

# What suspends by Emscripten's own means, which are not there: it would abort
# when it is called, or give 0 for what is still to come.
set(suspends "__asyncjs__[A-Za-z0-9_]+|_emval_await|emscripten_(sleep|wget|\
wget_data|scan_registers|fiber_swap|lazy_load_code|promise_await|\
promise_await_unchecked|idb_(load|store|delete|exists|clear))")

function(check_suspends imports)
	# Who asks whether it is there can do without.
	if(imports MATCHES "\"emscripten_has_asyncify\"" OR NOT imports MATCHES
			"\\(import \"env\" \"(${suspends})\" \\(func (\\$[^ )]+)")
		return()
	endif()
	set(name "${CMAKE_MATCH_1}")
	string(REGEX REPLACE "([$.])" "\\\\\\1" function "${CMAKE_MATCH_4}")
	grep(text "${raw}" "^ \\(func |^ *\\(call ${function}[ )]|^ *\\(call ${function}$")
	set(caller)
	if(text MATCHES "\n \\(func \\$([^ \n]+)[^\n]*\n *\\(call")
		set(caller " (${CMAKE_MATCH_1} calls it)")
	endif()
	set(cure "C waits for a promise by wio_host_call, or by WIO_JS")
	if(name STREQUAL "emscripten_sleep")
		set(cure "Call wio_sleep")
	elseif(name MATCHES "fiber_swap|scan_registers")
		set(cure "Make tasks of its fibers")
	elseif(name MATCHES "__asyncjs__(.*)")
		set(name "EM_ASYNC_JS(${CMAKE_MATCH_1})")
	elseif(name STREQUAL "_emval_await")
		set(name "await of an emscripten::val")
	endif()
	fail("${name}${caller} cannot work: it suspends by Emscripten's Asyncify or "
		"JSPI, and a task by neither.\n" ${cure} ".")
endfunction()

# A function of the program's, by the name of one that a library calls with other
# arguments: the linker only warns, and the call would be a trap.
function(check_clashes functions)
	string(REGEX MATCHALL "\n \\(func \\$signature_mismatch:[^ \n]+" clashes
		"${functions}")
	if(clashes)
		list(TRANSFORM clashes REPLACE "^.*:" "")
		list(JOIN clashes ", " clashes)
		fail("There are two functions ${clashes}, with different parameters: one "
			"is the program's, the other what a library calls, mostly of "
			"libc. Make that of the program static, or rename it.")
	endif()
endfunction()

# What was linked.  Sets uses_coroutines, uses_abandon, uses_limits and catches,
# and functions to the lines that begin them.
function(check_raw)
	grep(text "${raw}"
		"^ \\((func|import|export) |^ *\\((call \\$wio__asyncify|try_table|catch|return_call)")
	set(catches FALSE PARENT_SCOPE)
	if(text MATCHES "\n *\\(catch")
		set(catches TRUE PARENT_SCOPE)
	endif()
	if(text MATCHES "\n *\\(return_call")
		fail("A file was compiled with tail calls, which Asyncify cannot "
			"unwind: compile without -mtail-call.")
	elseif(text MATCHES "\n *\\(try_table")
		fail("A file was compiled with exceptions in their standard form, "
			"which Asyncify cannot read: compile without "
			"-mllvm -wasm-use-legacy-eh=false. The link translates.")
	elseif(text MATCHES
			"\\(import \"env\" \"(invoke_[a-z]+|emscripten_longjmp)\"")
		fail("A file was compiled with longjmp or C++ exceptions by way of "
			"JavaScript (it needs ${CMAKE_MATCH_1}), and nothing can suspend "
			"there: compile all with -sSUPPORT_LONGJMP=wasm, which "
			"web/toolchain.cmake puts into CMAKE_C_FLAGS, and C++ with "
			"-fwasm-exceptions, or with -fno-exceptions.")
	endif()
	if(text MATCHES "\\(export \"_initialize\"" AND NOT text MATCHES
			"\\(export \"wio_export_run\"")
		fail("Nothing in it can be called: with -mexec-model=reactor main does not "
			"run. Leave that out, or export functions by WIO_EXPORT.")
	endif()
	foreach(import start_unwind stop_unwind start_rewind stop_rewind)
		if(text MATCHES "\\(import \"asyncify\" \"${import}\"")
			list(APPEND found ${import})
		endif()
	endforeach()
	list(LENGTH found n)
	set(uses_coroutines ${n} PARENT_SCOPE)
	set(functions "${text}" PARENT_SCOPE)
	check_clashes("${text}")
	check_suspends("${text}")
	string(FIND "${text}" "\"wio__stack_limits\"" at)
	set(uses_limits ON)
	if(at EQUAL -1)
		set(uses_limits OFF)
	endif()
	set(uses_limits ${uses_limits} PARENT_SCOPE)
	string(FIND "${text}" "\"wio__eh_throw\"" at)
	set(uses_abandon ${at} PARENT_SCOPE)
	if(n EQUAL 0)
		return()
	elseif("${found}" STREQUAL "stop_unwind;start_rewind")
		# Its coroutines never suspend: the linker has dropped that half.
		set(uses_coroutines 0 PARENT_SCOPE)
		return()
	elseif(NOT n EQUAL 4)
		fail("It imports of Asyncify only ${found}: src/coro/asyncify.c is "
			"not what this build expects.")
	endif()
	if(NOT text MATCHES "\n \\(func \\$wio__coro_suspend ")
		fail("After the link there is no function wio__coro_suspend: the "
			"linker has optimised (--no-wasm-opt is missing), or dropped "
			"the names of functions (-s or --strip-all was given).")
	endif()
	# Each call and the function that it is in.
	string(REGEX MATCHALL "\n \\(func [^ \n]+[^\n]*(\n *\\(call[^\n]*)+" with
		"${text}")
	foreach(function IN LISTS with)
		string(REGEX MATCH "func \\$([^ \n]+)" unused "${function}")
		set(name "${CMAKE_MATCH_1}")
		if(NOT name IN_LIST tops AND NOT name STREQUAL "wio__coro_resume")
			fail("${name} calls Asyncify itself and is not in top.list: the "
				"linker or a plugin has inlined a function of that list "
				"before the Asyncify pass, and a coroutine would hang.")
		endif()
	endforeach()
endfunction()

# The lists against the module that they are for.  Sets listed and never to the
# names that it has.
function(check_lists)
	set(text "${functions}")
	set(theirs)
	if(suspend_list)
		if(NOT EXISTS "${suspend_list}")
			fail("SUSPEND_LIST: there is no file ${suspend_list}.")
		endif()
		file(STRINGS "${suspend_list}" theirs REGEX "^[^#]")
		foreach(name IN LISTS theirs)
			string(FIND "${text}" "(func $${name} " at)
			if(NOT at EQUAL -1)
				list(APPEND listed "${name}")
			elseif(name MATCHES "[^ \t]")
				message("wasyncio: ${suspend_list}: the program has no "
					"function ${name}.")
			endif()
		endforeach()
		file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/suspend.list" ours
			REGEX "^[^#]")
	endif()
	file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/never.list" nevers REGEX "^[^#]")
	foreach(name IN LISTS ours nevers)
		string(FIND "${text}" "(func $${name} " at)
		string(FIND "${text}" "(func $\"${name}\" " of_cxx)
		if(at EQUAL -1 AND of_cxx EQUAL -1)
			continue()
		elseif(name IN_LIST nevers)
			list(APPEND never "${name}")
		else()
			list(APPEND listed "${name}")
		endif()
	endforeach()
	set(listed "${listed}" PARENT_SCOPE)
	set(never "${never}" PARENT_SCOPE)
endfunction()

# The pass cannot rewind into a catch clause.  That of a setjmp calls nothing that
# suspends, and what destroys C++ objects while an exception goes by mostly neither:
# what matters is whether the pass has prepared what is called.
function(check_catches module state)
	grep(text "${module}"
		"^ \\(func |^ *\\((catch|call|global.get \\$)|^ *\\)")
	# Names of C++ have spaces.
	set(name "\\$(\"[^\"]*\"|[^ )\n]+)")
	string(REGEX REPLACE "\n \\(func " ";" functions "${text}")
	set(prepared ${tops})
	foreach(function IN LISTS functions)
		string(FIND "${function}" "${state}" look)
		if(NOT look EQUAL -1 AND function MATCHES "^${name}")
			list(APPEND prepared "${CMAKE_MATCH_1}")
		endif()
	endforeach()
	foreach(function IN LISTS functions)
		string(REGEX MATCH "^${name}" unused "${function}")
		set(caller "${CMAKE_MATCH_1}")
		if(NOT caller IN_LIST prepared)
			continue()
		endif()
		while(function MATCHES "\n( *)\\(catch[^\n]*(\n.*)")
			set(function "${CMAKE_MATCH_2}")
			string(FIND "${function}" "\n${CMAKE_MATCH_1})" end)
			string(SUBSTRING "${function}" 0 ${end} clause)
			string(REGEX MATCHALL "\\(call(_indirect|_ref| ${name})" calls "${clause}")
			foreach(call IN LISTS calls)
				if(call MATCHES "^.call ${name}")
					set(callee "${CMAKE_MATCH_1}")
					if(NOT callee IN_LIST prepared)
						continue()
					endif()
				elseif(suspend_list)
					# What waits through a pointer is in the list.
					continue()
				else()
					set(callee "a function by its pointer, as virtual ones are")
				endif()
				fail("${caller} may be suspended and has a catch clause with a "
					"call that may wait, of ${callee}: it could not be resumed "
					"there. Wait behind the catch, not in it, nor in a "
					"destructor that an exception runs. Where the try always "
					"returns or throws, compilers put what follows into the "
					"clause, too, and a function of its own keeps it out. If "
					"nothing waits through a pointer, a SUSPEND_LIST with no "
					"more than a comment says so. Or compile with "
					"-fno-exceptions.")
			endforeach()
		endwhile()
	endforeach()
endfunction()

# After the stack check: functions look, call limits.wat's, and a switch sets the
# limit.
function(check_checked module)
	grep(text "${module}"
		"^ \\((func|import) |^ *\\((call \\$wio__stack_|global.set )")
	if(text MATCHES "\\(import \"env\" \"wio__stack_")
		fail("limits.wat was not merged: what it defines is still imported.")
	elseif(NOT text MATCHES "\n *\\(call \\$wio__stack_outside\n")
		fail("The stack check did not run: no function looks.")
	elseif(NOT text MATCHES
			"\n \\(func \\$wio__stack_outside [^\n]*\n *\\(global.set [^\n]*\n *\\(call \\$wio__stack_over\n")
		fail("What the stack check calls is not src/coro/limits.wat's.")
	endif()
endfunction()

# After the pass and the merge.
function(check_merged module)
	if(NOT uses_coroutines)
		return()
	endif()
	grep(text "${module}"
		"^ \\((func|import|tag|export \"(asyncify|wio__eh)) |^ \\(export \"(asyncify_get|wio__eh)|^ *\\((call \\$(wio_|__sanitizer_)|global.get \\$|global.set \\$__stack|try|catch|throw|call_indirect)")

	if(text MATCHES "\\(import \"asyncify\"")
		fail("The Asyncify pass did not run: what it replaces is still "
			"imported.")
	elseif(NOT text MATCHES
			"\n \\(export \"asyncify_get_state\" \\(func \\$([^ )]+)")
		fail("The Asyncify pass left no asyncify_get_state: is this Binaryen "
			"too new or too old for us?")
	endif()
	if(NOT text MATCHES
			"\n \\(func \\$${CMAKE_MATCH_1} [^\n]*\n *\\(global.get ([^ )]+)\\)")
		fail("asyncify_get_state reads no global: is this Binaryen too new?")
	endif()
	set(state "(global.get ${CMAKE_MATCH_1})")

	# In a function that the pass prepared, the state is looked at first.
	string(REGEX REPLACE "\n \\(func " ";" functions "${text}")
	set(callers 0)
	set(suspend_is_there FALSE)
	list(JOIN tops "|" any_top)
	foreach(function IN LISTS functions)
		set(call -1)
		if(function MATCHES "\\(call \\$(${any_top})[ )\n]")
			string(FIND "${function}" "${CMAKE_MATCH_0}" call)
		endif()
		string(FIND "${function}" "${state}" look)
		string(REGEX MATCH "^\\$([^ \n]+)" unused "${function}")
		set(name "${CMAKE_MATCH_1}")
		if(name STREQUAL "")
			continue()
		elseif(name IN_LIST tops)
			if(function MATCHES "global.set \\$__stack_pointer")
				fail("${name} is in top.list and has a stack frame, which "
					"it would lose each time that it suspends: nothing in "
					"it may be on the C stack, and its file needs -O1.")
			elseif(name STREQUAL "wio__coro_suspend")
				set(suspend_is_there TRUE)
			elseif(function MATCHES "\\(call \\$wio__coro_suspend[ )\n]")
				fail("${name} is in top.list and calls wio__coro_suspend: "
					"what may suspend was inlined into it, and would begin "
					"anew each time that it is resumed. The pass needs "
					"--no-inline for each wio__*_slow that a top calls.")
			endif()
			continue()
		elseif(name IN_LIST listed AND look EQUAL -1)
			fail("${name} is in a SUSPEND_LIST and the Asyncify pass has not "
				"prepared it: it did not read the list.")
		elseif(call EQUAL -1)
			continue()
		endif()
		math(EXPR callers "${callers} + 1")
		if(look EQUAL -1 OR look GREATER call)
			fail("${name} suspends and the Asyncify pass has not prepared "
				"it: a coroutine could not be resumed.")
		endif()
	endforeach()
	if(NOT suspend_is_there OR callers EQUAL 0)
		fail("wio__coro_suspend is no function of its own after the Asyncify "
			"pass: something inlined it before, and a coroutine would hang. "
			"Nothing may optimise before the pass, and the pass needs "
			"--no-inline for each function of top.list.")
	endif()

	if(catches)
		check_catches("${module}" "${state}")
	endif()

	if("--inlining-optimizing" IN_LIST inline AND
			text MATCHES "\n *\\(call \\$__sanitizer_cov_trace_pc\\)")
		fail("Check points were not inlined before the Asyncify pass: each "
			"would be a call, and as slow as what may suspend.  The pass "
			"needs --inlining-optimizing before it, for functions of that "
			"size.")
	endif()

	# Each throw of eh.wat has its catch around a call.
	if(text MATCHES "\\(import \"env\" \"wio__eh_")
		fail("eh.wat was not merged: what it defines is still imported.")
	elseif(uses_abandon EQUAL -1)
		return()
	endif()
	string(REGEX MATCHALL "\n *\\(throw \\$[^ )]+\\)" throws "${text}")
	set(caught 0)
	foreach(throw IN LISTS throws)
		string(REGEX REPLACE ".*throw (.*)\\)" "\\1" tag "${throw}")
		string(REGEX REPLACE "([$.])" "\\\\\\1" tag "${tag}")
		if(text MATCHES
				"\n *\\(try [^\n]*\n *\\(call_indirect [^\n]*\n *\\(catch ${tag}\n")
			math(EXPR caught "${caught} + 1")
		endif()
	endforeach()
	if(NOT caught EQUAL 2)
		fail("Nothing catches the throw that leaves a coroutine: eh.wat is "
			"not the one of this version, or was optimised before the merge.")
	endif()
endfunction()

# The finished program.
function(check_program)
	if(NOT EXISTS "${base}.wasm")
		fail("The last step wrote no ${base}.wasm.")
	elseif(NOT uses_coroutines)
		return()
	endif()
	print("${base}.wasm")
	file(READ "${base}.check.wat" text)
	file(REMOVE "${base}.check.wat")
	string(FIND "${text}" "\n (tag " tag)
	string(FIND "${text}" "(throw " throw)
	string(FIND "${text}" "(try " older)
	string(FIND "${text}" "(try_table " standard)
	if(uses_abandon EQUAL -1)
		return()
	elseif(tag EQUAL -1 OR throw EQUAL -1)
		fail("The last step has dropped the throw that leaves a coroutine.")
	elseif(target STREQUAL "wasi" AND
			(standard EQUAL -1 OR NOT older EQUAL -1))
		fail("Its exceptions are in the older form, which WASI engines "
			"refuse: --translate-to-exnref did not run.")
	endif()
endfunction()
