;; SPDX-License-Identifier: MIT
;; Frames are left for ever by wasm exceptions, which need no cooperation of the
;; frames between and pass through frames of a JavaScript host: up to the start
;; of a coroutine, or up to the innermost wio__eh_protect.
;; Merged after the Asyncify pass: the frames of these functions keep nothing and
;; are not instrumented.  When a coroutine is rewound they are called again.
(module
	(import "env" "__indirect_function_table" (table 1 funcref))
	(tag $left)
	(tag $leapt)
	(func (export "wio__eh_throw")
		(throw $left))
	(func (export "wio__eh_leap")
		(throw $leapt))
	;; entry(arg) and what it returns; when it was left, 1 in the upper half: a
	;; frame of the host may hold up a throw, and then it was not.
	(func $wio__eh_call (export "wio__eh_call") (param $entry i32) (param $arg i32) (result i64)
		(try (result i64)
			(do
				(i64.extend_i32_u
					(call_indirect (param i32) (result i32)
						(local.get $arg) (local.get $entry))))
			(catch $left
				(i64.const 0x100000000))))
	(func (export "wio__eh_protect") (param $entry i32) (param $arg i32)
		(result i64)
		(try (result i64)
			(do
				(i64.extend_i32_u
					(call_indirect (param i32) (result i32)
						(local.get $arg) (local.get $entry))))
			(catch $leapt
				(i64.const 0x100000000)))))
