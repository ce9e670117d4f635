# SPDX-License-Identifier: MIT
# A function of an embedder that a task calls may call an export of the program.
# Nothing can be suspended there, for the embedder's frame lies between: so each
# export is replaced by one that counts, and a wait says WIO_ENOSUSPEND.  On the
# web library.js counts where the program leaves for the host.

# Take the program's own exports out of a module; sets guard to what is to be
# merged with it, a module that exports them again.
function(guard_exports module)
	grep(text "${module}" "^ \\((func|export) ")
	string(REGEX MATCHALL "\n \\(export \"[^\"]+\" \\(func [^)]+\\)" exports
		"${text}")
	set(imports)
	set(aliases)
	set(functions)
	set(hide)
	set(n 0)
	foreach(export IN LISTS exports)
		string(REGEX MATCH "\"([^\"]+)\" \\(func ([^)]+)" unused "${export}")
		set(name "${CMAKE_MATCH_1}")
		set(function "${CMAKE_MATCH_2}")
		if(name MATCHES "^(_start|_initialize|asyncify_.*|wio_.*)$")
			continue()
		endif()
		string(REPLACE "$" "\\$" function "${function}")
		string(REGEX MATCH "\n \\(func ${function} [^\n]*" line "${text}")
		string(REGEX MATCHALL "\\(param [^)]*\\)" params "${line}")
		string(REGEX MATCH "\\(result [^)]*\\)" result "${line}")
		string(REGEX REPLACE "\\(param \\$[^ ]+" "(param" params "${params}")
		string(REPLACE ";" " " params "${params}")
		string(REGEX MATCHALL "\\(param" each "${params}")
		set(arguments)
		set(i 0)
		foreach(unused IN LISTS each)
			string(APPEND arguments " (local.get ${i})")
			math(EXPR i "${i} + 1")
		endforeach()
		set(import "(func $f${n} ${params} ${result}))\n")
		string(APPEND aliases "  (import \"env\" \"${name}\" ${import}"
			"  (export \"wio__export_${n}\" (func $f${n}))\n")
		string(APPEND imports "  (import \"env\" \"wio__export_${n}\" ${import}")
		list(APPEND hide "--remove-exports=${name}")
		string(APPEND functions
			"  (func (export \"${name}\") ${params} ${result} (local $depth i32)\n"
			"    (local.set $depth (call $enter))\n"
			"    (call $f${n}${arguments})\n"
			"    (call $leave (local.get $depth)))\n")
		math(EXPR n "${n} + 1")
	endforeach()
	if(n EQUAL 0)
		return()
	endif()
	# By another name, so that theirs is free.
	file(WRITE "${base}.guard.wat" "(module\n${aliases})\n")
	run("Renaming exports" "${wasm_merge}" ${features} "${module}" env
		"${base}.guard.wat" guard -g -o "${base}.g.wasm")
	run("Renaming exports" "${wasm_opt}" ${features} ${hide} -g
		"${base}.g.wasm" -o "${module}")
	file(REMOVE "${base}.g.wasm")
	file(WRITE "${base}.guard.wat" "(module\n"
		"  (import \"env\" \"wio__coro_enter\" (func $enter (result i32)))\n"
		"  (import \"env\" \"wio__coro_leave\" (func $leave (param i32)))\n"
		"${imports}${functions})\n")
	set(guard "${base}.guard.wat" guard PARENT_SCOPE)
endfunction()
