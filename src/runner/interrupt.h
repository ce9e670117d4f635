// SPDX-License-Identifier: MIT
#ifndef WIO_INTERRUPT_H
#define WIO_INTERRUPT_H

#include "wasyncio/types.h"

/* Act on interrupts that were raised since; the loop calls it at safe points. */
void wio__interrupts_take(wio_loop *loop);

#endif
