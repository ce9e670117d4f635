;; SPDX-License-Identifier: MIT
;; For programs that check the ends of their stacks: what Binaryen's --stack-check
;; calls, and what it exports under a name of its own.  None of these functions
;; has a frame in memory, which would itself be checked.
(module
	(import "env" "__set_stack_limits"
		(func $set (param $high i32) (param $low i32)))
	(import "env" "wio__stack_over" (func $over (param $sp i32)))
	(import "env" "wio__stack_need" (func $need))
	;; A function is about to lower the stack pointer to here, which is outside.
	(func $wio__stack_outside (export "wio__stack_handler") (param $sp i32)
		(call $set (i32.const -1) (i32.const 0))
		(call $over (local.get $sp)))
	(func $wio__stack_set (export "wio__stack_limits") (param $low i32) (param $high i32)
		(call $set (local.get $high) (local.get $low)))
	(func (export "wio__stack_room")
		(call $need)))
