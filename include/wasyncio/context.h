// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_CONTEXT_H
#define WASYNCIO_CONTEXT_H

#include "types.h"

WIO_BEGIN

typedef struct wio_contextvar_options {
	bool has_default;
	void *default_value;
	void (*retain)(void *value);  /* called for each reference kept */
	void (*release)(void *value); /* and for each dropped */
} wio_contextvar_options;

/*
 * Make a variable.
 * Owns: the caller has one reference; name is copied.
 * Mirrors: ContextVar(name, default=).
 * [never suspends] [0, WIO_EINVAL no name, WIO_ESTACK the default is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_contextvar_new(wio_contextvar **out, const char *name,
                       const wio_contextvar_options *options) WIO_NONNULL(1);

/*
 * Read a variable in the current context: its value, else its default.
 * Owns: *value is borrowed from the context.
 * Mirrors: ContextVar.get().
 * [never suspends] [0, WIO_ELOOKUP]
 */
int wio_contextvar_get(const wio_contextvar *var, void **value) WIO_NONNULL(2);

/*
 * The same with the caller's own default, which wins over the variable's.
 * Owns: borrowed.
 * Mirrors: ContextVar.get(default).
 * [never suspends] [cannot fail]
 */
void *wio_contextvar_get_or(const wio_contextvar *var, void *fallback);

/*
 * Set a variable in the current context.
 * Owns: token may be NULL; else *token is the caller's, to be released.
 * Mirrors: ContextVar.set(value).
 * [never suspends] [0, WIO_ESTATE the variable was made in another thread,
 * WIO_ESTACK value is on a shared stack, WIO_ENOMEM]
 */
int wio_contextvar_set(wio_contextvar *var, void *value, wio_token **token);

/*
 * Put back what the variable was before the set that gave the token.
 * Mirrors: ContextVar.reset(token).
 * [never suspends] [0, WIO_ESTATE the token was used once already,
 * WIO_EINVAL it is of another variable or another context, WIO_ENOMEM]
 */
int wio_contextvar_reset(wio_contextvar *var, wio_token *token);

/* The variable's name.  Owns: borrowed.
 * Mirrors: ContextVar.name.  [never suspends] [cannot fail] */
const char *wio_contextvar_name(const wio_contextvar *var);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_contextvar *wio_contextvar_retain(wio_contextvar *var);

/* One reference less; NULL is ignored.  [never suspends] [cannot fail] */
void wio_contextvar_release(wio_contextvar *var);

/* Give a token back; NULL is ignored.  [never suspends] [cannot fail] */
void wio_token_release(wio_token *token);

/*
 * Make an empty context.
 * Owns: the caller has one reference.
 * Mirrors: Context().
 * [never suspends] [0, WIO_ENOMEM]
 */
int wio_context_new(wio_context **out) WIO_NONNULL(1);

/*
 * Copy a context, or the current one when it is NULL, in constant time.
 * Owns: the caller has one reference.
 * Mirrors: copy_context(), Context.copy().
 * [never suspends] [0, WIO_EINVAL not a context, WIO_ENOMEM]
 */
int wio_context_copy(wio_context **out, wio_context *context) WIO_NONNULL(1);

/* The current context; NULL only when there is no memory for a first one.
 * Owns: borrowed.  [never suspends] [cannot fail] */
wio_context *wio_context_current(void);

/*
 * Call fn(arg) with the context as the current one.  What fn sets is kept,
 * also when it fails.  fn may suspend: the context is then left with the task
 * and entered again with it.
 * Cancelled: ended; fn is, where it waits.  The context is left.
 * Mirrors: Context.run(fn, arg).
 * [suspends as fn does] [fn's result, WIO_EINVAL not a context or no fn,
 * WIO_EENTERED, WIO_ENOMEM]
 */
int wio_context_run(wio_context *context, wio_fn *fn, void *arg);

/*
 * Read a variable in any context, without its default.
 * Owns: *value is borrowed.
 * Mirrors: context[var].
 * [never suspends] [0, WIO_ELOOKUP]
 */
int wio_context_get(const wio_context *context, const wio_contextvar *var,
                    void **value) WIO_NONNULL(3);

/* How many variables have a value in it.
 * Mirrors: len(context).  [never suspends] [cannot fail] */
size_t wio_context_size(const wio_context *context);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_context *wio_context_retain(wio_context *context);

/* One reference less; NULL is ignored.  [never suspends] [cannot fail] */
void wio_context_release(wio_context *context);

WIO_END
#endif
