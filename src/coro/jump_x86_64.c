// SPDX-License-Identifier: MIT
#include "jump_native.h"

__asm__(".text\n"
        ".p2align 4\n"
        ".globl __wrap__setjmp\n"
        ".type __wrap__setjmp, @function\n"
        "__wrap__setjmp:\n"
        "	.cfi_startproc\n"
        "	endbr64\n"
        "	pushq %rdi\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	call wio__jump_note@PLT\n"
        "	popq %rdi\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	jmp __real__setjmp@PLT\n"
        "	.cfi_endproc\n"
        ".size __wrap__setjmp, .-__wrap__setjmp\n");
