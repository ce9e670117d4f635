// SPDX-License-Identifier: MIT
#include "core/misuse.h"

#include "core/format.h"
#include "core/loop.h"
#include "core/report.h"
#include "core/sanitizer.h"
#include "core/task.h"

/* ---- objects that went, in debug mode ---- */

enum { KEPT = 4096, HEAD = sizeof(struct wio__object) };

/* The last of them; the oldest makes room for the next. */
struct wio__gone {
	size_t next;
	struct gone {
		void *object;
		size_t size;
		enum wio__kind kind;
		char name[24];
	} kept[KEPT];
};

void wio__misuse_watch(void)
{
	/* Without memory for it there is less to say. */
	if (!wio__rt.gone)
		wio__rt.gone = wio__shared_zalloc(sizeof *wio__rt.gone);
}

static void let_go(struct gone *gone)
{
	if (!gone->object)
		return;
	wio__memory_open(gone->object, gone->size);
	wio__object_give_back(gone->object, gone->size, gone->kind);
	gone->object = NULL;
}

void wio__misuse_forget(void)
{
	struct wio__gone *all = wio__rt.gone;
	wio__rt.gone = NULL;
	for (size_t i = 0; i < KEPT; i++)
		let_go(&all->kept[i]);
	free(all);
}

void wio__object_free_late(void *object, size_t size, enum wio__kind kind,
                           const char *name)
{
	struct wio__gone *all = wio__rt.gone;
	struct gone *gone = &all->kept[all->next++ % KEPT];
	let_go(gone);
	*gone = (struct gone){.object = object, .size = size, .kind = kind};
	wio__format(gone->name, sizeof gone->name, "%s", name ? name : "");
	/* AddressSanitizer tells of each other use. */
	wio__memory_close((char *)object + HEAD, size - HEAD);
}

static const struct gone *find_gone(const void *object)
{
	const struct wio__gone *all = wio__rt.gone;
	for (size_t i = 0; all && i < KEPT; i++)
		if (all->kept[i].object == object)
			return &all->kept[i];
	return NULL;
}

/* ---- what is said ---- */

/* What core and what it knows of make. */
static const struct wio__noun *noun_of(enum wio__kind kind)
{
	static const struct wio__noun nouns[] = {
	    {WIO__LOOP, "loop", "released"},       {WIO__RUNNER, "runner", "freed"},
	    {WIO__TASK, "task", "released"},       {WIO__HANDLE, "handle", "released"},
	    {WIO__CONTEXT, "context", "released"}, {WIO__VAR, "variable", "released"},
	    {WIO__TOKEN, "token", "released"},     {WIO__GROUP, "group", "closed"},
	    {WIO__TIMEOUT, "timeout", "closed"},   {WIO__SHIELD, "shield", "closed"},
	    {WIO__STREAM, "stream of signals", "closed"},
	    {WIO__FUTURE, "future", "released"}};
	const struct wio__noun *each = nouns;
	while (each->kind != kind && each->kind != WIO__FUTURE)
		each++;
	return each;
}

enum { ROOM = 160 };

/* One that is still what it was is closed, but others need it. */
static bool is_over(const void *handle, enum wio__kind kind)
{
	const struct wio__object *object = handle;
	return object->kind == WIO__FREED || object->kind == kind;
}

static void describe(char *text, const void *handle, const struct wio__noun *noun,
                     const char *who)
{
	const struct gone *gone = handle ? find_gone(handle) : NULL;
	if (gone && gone->kind == WIO__TASK && noun->kind == WIO__FUTURE)
		noun = noun_of(WIO__TASK); /* which is a future, too */
	const char *n = *noun->what == 'e' ? "n" : "";
	if (!handle)
		wio__format(text, ROOM, "%s: not a%s %s, but NULL", who, n, noun->what);
	else if (gone && gone->kind == noun->kind && *gone->name)
		wio__format(text, ROOM, "%s: %s '%s' was %s before", who, noun->what,
		            gone->name, noun->end);
	else if (is_over(handle, noun->kind))
		wio__format(text, ROOM, "%s: not a%s %s any more: it was %s before", who,
		            n, noun->what, noun->end);
	else
		wio__format(text, ROOM, "%s: not a%s %s", who, n, noun->what);
}

static void report(const char *text)
{
	const wio_report report = {.kind = WIO_REPORT_MISUSE, .message = text};
	if (wio__rt.stepping)
		wio__report_send(wio__rt.stepping, &report);
	else
		wio__report_log(&report);
}

int wio__misuse_tell(int r)
{
	if (wio__rt.gone)
		report(wio_error_message(wio_last_error()));
	return r;
}

int wio__noun_raise(const void *handle, const struct wio__noun *noun,
                    const char *who)
{
	char text[ROOM];
	describe(text, handle, noun, who);
	return wio__misuse_tell(wio_raise(WIO_EINVAL, "%s", text));
}

int wio__misuse_raise(const void *handle, enum wio__kind kind, const char *who)
{
	return wio__noun_raise(handle, noun_of(kind), who);
}

int wio__misuse_known(const void *handle, enum wio__kind kind, const char *who)
{
	return wio__misuse_raise(handle, kind, who);
}

int wio__noun_report(const void *handle, const struct wio__noun *noun,
                     const char *who)
{
	char text[ROOM];
	describe(text, handle, noun, who);
	report(text);
	return 0;
}

int wio__misuse_report(const void *handle, enum wio__kind kind, const char *who)
{
	return wio__noun_report(handle, noun_of(kind), who);
}

int wio__misuse_thread(const char *who)
{
	wio__loop_refuse_thread(who);
	report(wio_error_message(wio_last_error()));
	return 0;
}

static void refuse_release(const char *what, const char *name, const char *why,
                           const char *who)
{
	char text[ROOM];
	wio__format(text, ROOM, "%s: the %s%s%s%s %s, and this reference is not the "
	                        "caller's",
	            who, what, name ? " '" : "", name ? name : "", name ? "'" : "", why);
	report(text);
}

void wio__misuse_release(const void *handle, enum wio__kind kind,
                         const char *why, const char *who)
{
	refuse_release(noun_of(kind)->what, kind == WIO__TASK ? wio__task_name(handle) : NULL,
	               why, who);
}

void wio__noun_release(const struct wio__noun *noun, const char *why,
                       const char *who)
{
	refuse_release(noun->what, NULL, why, who);
}
