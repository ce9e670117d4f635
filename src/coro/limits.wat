;; SPDX-License-Identifier: MIT
;; For programs that check the ends of their stacks: how low the stack pointer may
;; be, and what src/cmake/split/limits.mjs has each function call that would set it
;; lower.  What that calls may have a frame itself, so there is no limit any more.
(module
	(import "env" "wio__stack_begin" (func $begin))
	(import "env" "wio__stack_over" (func $over (param $sp i32)))
	(import "env" "wio__stack_need" (func $need))
	(global $limit (export "wio__stack_limit") (mut i32) (i32.const 0))
	(func $wio__stack_outside (export "wio__stack_outside") (param $sp i32)
		(global.set $limit (i32.const 0))
		(call $over (local.get $sp)))
	(func (export "wio__stack_limits") (param $low i32)
		(global.set $limit (local.get $low)))
	(func (export "wio__stack_limited") (result i32)
		(global.get $limit))
	;; Called only where there is too little.
	(func $wio__stack_room (export "wio__stack_room")
		(call $need))
	;; wasm-merge would leave an import that is a start by itself.
	(func $first
		(call $begin))
	(start $first))
