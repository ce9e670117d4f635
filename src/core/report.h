// SPDX-License-Identifier: MIT
#ifndef WIO_REPORT_H
#define WIO_REPORT_H

#include "wasyncio/loop.h"

/* Tell the loop's exception handler. */
void wio__report(wio_loop *loop, enum wio_report_kind kind, const char *message,
                 int code, const wio_error *error, wio_task *task,
                 wio_future *future);
void wio__report_send(wio_loop *loop, const wio_report *report);
/* One readable block in the host's log. */
void wio__report_log(const wio_report *report);

#endif
