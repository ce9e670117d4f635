// SPDX-License-Identifier: MIT
#define LOOP(name) plain_##name
#include "loops.inc"
