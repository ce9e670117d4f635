// SPDX-License-Identifier: MIT
#ifndef WIO_TEST_CHOICE_H
#define WIO_TEST_CHOICE_H

#include "core/compiler.h"
#include "wasyncio/types.h"

/* In a program that asks for an order: give it to what is ready. */
WIO__IF_LINKED void wio__test_arrange(wio_loop *loop);

#endif
