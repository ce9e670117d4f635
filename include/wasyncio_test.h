// SPDX-License-Identifier: MIT
/* wasyncio.h, and what tests of a program want besides. */
#ifndef WASYNCIO_TEST_H
#define WASYNCIO_TEST_H

#include "wasyncio.h"
#include "wasyncio/test.h"

#endif
