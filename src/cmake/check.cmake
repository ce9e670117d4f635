# SPDX-License-Identifier: MIT
# Looks at the modules between the steps of link.cmake.  A wrong order, or a
# pass left out, gives a program that links, starts and then hangs or corrupts
# its memory: here it fails the build, and says why.

function(fail text)
	message(FATAL_ERROR "wasyncio: ${out}: ${text}")
endfunction()

# The lines of a module's text that match, as one string.
function(grep var module regex)
	set(text "${base}.check.wat")
	execute_process(COMMAND "${wasm_opt}" ${features} "${module}" -S
		-o "${text}" RESULT_VARIABLE status ERROR_VARIABLE error)
	if(NOT status EQUAL 0)
		fail("wasm-opt cannot read ${module}.\n${error}")
	endif()
	file(STRINGS "${text}" lines REGEX "${regex}")
	file(REMOVE "${text}")
	list(JOIN lines "\n" lines)
	set(${var} "\n${lines}\n" PARENT_SCOPE)
endfunction()

function(check_raw module)
endfunction()
function(check_list file module)
endfunction()
function(check_asyncify module)
endfunction()
function(check_merged module)
endfunction()
function(check_program module try)
endfunction()
