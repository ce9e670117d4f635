// SPDX-License-Identifier: MIT
/* Variables, and what contexts have for them. */
#include "core/call.h"
#include "core/context.h"
#include "core/misuse.h"
#include "core/map.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "wasyncio/error.h"

struct wio_token {
	struct wio__object object;
	wio_contextvar *var;
	wio_context *context;
	void *old;
	bool had; /* a value before */
	bool used;
};

int wio_contextvar_new(wio_contextvar **out, const char *name,
                       const wio_contextvar_options *options)
{
	*out = NULL;
	if (!name)
		return wio_raise(WIO_EINVAL, "wio_contextvar_new: name is NULL");
	if (options && options->has_default) {
		int r = wio__keep_check(options->default_value, "default_value");
		if (r < 0)
			return r;
	}
	wio_contextvar *var = wio__zalloc(sizeof *var);
	if (!var)
		return WIO_ENOMEM;
	wio__runtime_enter();
	var->name = wio__strdup(name);
	if (!var->name) {
		wio__free(var, sizeof *var);
		wio__runtime_leave();
		return WIO_ENOMEM;
	}
	var->object.kind = WIO__VAR;
	var->object.refs = 1;
	var->home = &wio__rt;
	var->number = wio__rt.vars_made++;
	if (options) {
		var->options = *options;
		if (options->has_default)
			wio__value_call(options->retain, options->default_value);
	}
	*out = var;
	return 0;
}

wio_contextvar *wio__contextvar_retain(wio_contextvar *var)
{
	var->object.refs++;
	return var;
}

void wio__contextvar_release(wio_contextvar *var)
{
	if (!var || --var->object.refs)
		return;
	if (var->options.has_default)
		wio__value_call(var->options.release, var->options.default_value);
	char *name = var->name;
	wio__object_free(var, sizeof *var, WIO__VAR, name);
	wio__strfree(name);
	wio__runtime_leave();
}

/* ---- by handle ---- */

static bool is_var(const wio_contextvar *var, const char *who)
{
	return wio__is(var, WIO__VAR) || wio__misuse_report(var, WIO__VAR, who);
}

static int not_a_var(const wio_contextvar *var, const char *who)
{
	return wio__misuse_raise(var, WIO__VAR, who);
}

wio_contextvar *wio_contextvar_retain(wio_contextvar *var)
{
	return is_var(var, "wio_contextvar_retain") ? wio__contextvar_retain(var)
	                                            : var;
}

void wio_contextvar_release(wio_contextvar *var)
{
	if (var && is_var(var, "wio_contextvar_release"))
		wio__contextvar_release(var);
}

const char *wio_contextvar_name(const wio_contextvar *var)
{
	return is_var(var, "wio_contextvar_name") ? var->name : "";
}

/* In the current context, else in what a job was lent. */
static bool find(const wio_contextvar *var, void **value)
{
	return (wio__rt.context &&
	        wio__map_get(wio__rt.context->map, var, value)) ||
	       (wio__rt.lent_context &&
	        wio__map_get(wio__rt.lent_context->map, var, value));
}

int wio_contextvar_get(const wio_contextvar *var, void **value)
{
	*value = NULL;
	if (!wio__is(var, WIO__VAR))
		return not_a_var(var, "wio_contextvar_get");
	if (find(var, value))
		return 0;
	if (!var->options.has_default)
		return wio_raise(WIO_ELOOKUP, "variable '%s' has no value here",
		                 var->name);
	*value = var->options.default_value;
	return 0;
}

void *wio_contextvar_get_or(const wio_contextvar *var, void *fallback)
{
	void *value;
	return is_var(var, "wio_contextvar_get_or") &&
	               find(var, &value)
	           ? value
	           : fallback;
}

static void set_map(wio_context *context, struct wio__map *map)
{
	struct wio__map *old = context->map;
	context->map = map;
	wio__map_release(old);
}

int wio_contextvar_set(wio_contextvar *var, void *value, wio_token **token)
{
	if (token)
		*token = NULL;
	if (!wio__is(var, WIO__VAR))
		return not_a_var(var, "wio_contextvar_set");
	if (var->home != &wio__rt)
		return wio_raise(WIO_ESTATE,
		                 "variable '%s' is another thread's: here it can only be "
		                 "read",
		                 var->name);
	int r = wio__keep_check(value, "value");
	if (r < 0)
		return r;
	wio_context *context = wio_context_current();
	if (!context)
		return WIO_ENOMEM;
	struct wio_token *t = NULL;
	if (token) {
		t = wio__zalloc(sizeof *t);
		if (!t)
			return WIO_ENOMEM;
	}
	struct wio__map *map;
	r = wio__map_with(&map, context->map, var, value);
	if (r < 0) {
		wio__free(t, sizeof *t);
		return r;
	}
	if (t) {
		t->object.kind = WIO__TOKEN;
		t->var = wio__contextvar_retain(var);
		t->context = wio__context_retain(context);
		t->had = wio__map_get(context->map, var, &t->old);
		if (t->had)
			wio__value_call(var->options.retain, t->old);
		*token = t;
	}
	set_map(context, map);
	return 0;
}

int wio_contextvar_reset(wio_contextvar *var, wio_token *token)
{
	if (!wio__is(var, WIO__VAR))
		return not_a_var(var, "wio_contextvar_reset");
	if (!wio__is(token, WIO__TOKEN))
		return wio__misuse_raise(token, WIO__TOKEN, "wio_contextvar_reset");
	if (token->used)
		return wio_raise(WIO_ESTATE, "the token of '%s' was used once already",
		                 token->var->name);
	if (token->var != var)
		return wio_raise(WIO_EINVAL, "the token is of '%s', not of '%s'",
		                 token->var->name, var->name);
	if (token->context != wio__rt.context)
		return wio_raise(WIO_EINVAL,
		                 "the token of '%s' was made in another context",
		                 var->name);
	struct wio__map *map;
	int r = token->had
	            ? wio__map_with(&map, token->context->map, var, token->old)
	            : wio__map_without(&map, token->context->map, var);
	if (r < 0)
		return r;
	set_map(token->context, map);
	token->used = true;
	return 0;
}

void wio_token_release(wio_token *token)
{
	if (!token)
		return;
	if (!wio__is(token, WIO__TOKEN)) {
		wio__misuse_report(token, WIO__TOKEN, "wio_token_release");
		return;
	}
	if (token->had)
		wio__value_call(token->var->options.release, token->old);
	wio__contextvar_release(token->var);
	wio__context_release(token->context);
	wio__object_free(token, sizeof *token, WIO__TOKEN, NULL);
}

/* ---- in a context ---- */

int wio_context_get(const wio_context *context, const wio_contextvar *var,
                    void **value)
{
	*value = NULL;
	if (!wio__is(context, WIO__CONTEXT))
		return wio__misuse_raise(context, WIO__CONTEXT, "wio_context_get");
	if (!wio__is(var, WIO__VAR))
		return not_a_var(var, "wio_context_get");
	return wio__map_get(context->map, var, value) ? 0 : WIO_ELOOKUP;
}

size_t wio_context_size(const wio_context *context)
{
	if (wio__is(context, WIO__CONTEXT))
		return wio__map_size(context->map);
	wio__misuse_report(context, WIO__CONTEXT, "wio_context_size");
	return 0;
}
