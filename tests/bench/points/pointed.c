// SPDX-License-Identifier: MIT
#define LOOP(name) pointed_##name
#include "loops.inc"
