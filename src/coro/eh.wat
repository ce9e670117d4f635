;; SPDX-License-Identifier: MIT
;; A coroutine is left for ever by a wasm exception, which needs no cooperation
;; of the frames between and passes through frames of a JavaScript host.
;; Merged after the Asyncify pass: the frame of wio__eh_call keeps nothing and is
;; not instrumented.
(module
	(import "env" "__indirect_function_table" (table 1 funcref))
	(tag $left)
	(func (export "wio__eh_throw")
		(throw $left))
	;; entry(arg) and what it returns; 0 when it was left.
	(func (export "wio__eh_call") (param $entry i32) (param $arg i32) (result i32)
		(try (result i32)
			(do
				(call_indirect (param i32) (result i32)
					(local.get $arg) (local.get $entry)))
			(catch $left
				(i32.const 0)))))
