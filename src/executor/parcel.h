// SPDX-License-Identifier: MIT
#ifndef WIO_EXECUTOR_PARCEL_H
#define WIO_EXECUTOR_PARCEL_H

#include "wasyncio/error.h"

/* An error on its way to another thread: records are of one.  NULL has none. */
struct wio__parcel;

/* This thread's last one, if it is of that code.  NULL: it is not, or no memory. */
struct wio__parcel *wio__parcel_pack(int code);
/* As a record of this thread, for that code; the parcel is gone. */
wio_error *wio__parcel_unpack(struct wio__parcel *parcel, int code);
void wio__parcel_free(struct wio__parcel *parcel);
/* Raise it here, as often as one likes.  [code] */
int wio__parcel_raise(const struct wio__parcel *parcel, int code);

#endif
