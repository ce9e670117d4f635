// SPDX-License-Identifier: MIT
#ifndef WIO_POLL_H
#define WIO_POLL_H

#include <stdbool.h>
#include <stdint.h>
#include <wasi/api.h>

/* What a poll is asked for. */
__wasi_subscription_t wio__poll_clock(int64_t delay);
/* userdata: what its event is told by. */
__wasi_subscription_t wio__poll_fd(int fd, int events, const void *userdata);

/* What to ask a clock for, so that the delay passes and descriptors asked for
 * beside it are seen. */
int64_t wio__poll_delay(int64_t delay);
/* Node waits in its own way. */
bool wio__poll_is_node(void);

#endif
