// SPDX-License-Identifier: MIT
/* Functions that are called by name: not on the web, where a program that has some lives on
 * when its main has returned; there tests/border/ has them. */
#include <string.h>

#include "input.h"

static int nothing(wio_call *call)
{
	(void)call;
	return 0;
}
WIO_EXPORT(nothing);

static int calls_refuse(wio_call *call)
{
	wio_value value = wio_bytes_of(NULL, 3);
	REFUSED(wio_call_return(call, value), WIO_EINVAL, "wio_call_return: 3 bytes at NULL");
	value.kind = (enum wio_kind)77;
	REFUSED(wio_call_return(call, value), WIO_EINVAL, "a value of kind 77");
	/* The halves of what is UTF-8, too long a form, a surrogate, beyond the last. */
	static const char *const texts[] = {"\xc3", "\xa4", "\xc0\x80", "\xed\xa0\x80",
	                                    "\xf4\x90\x80\x80", "\xe2\x82", "\xf5\x80\x80\x80"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		REFUSED(wio_call_return(call, wio_string(texts[i])), WIO_EINVAL, "not UTF-8");
		REFUSED(wio_call_return(call, wio_json(texts[i])), WIO_EINVAL, "not UTF-8");
	}
	STARVES(wio_call_return(call, wio_string("x")));
	GIVES(wio_call_return(call, wio_string("\xc3\xa4\xed\x9f\xbf\xf4\x8f\xbf\xbf")), 0);
	GIVES(wio_call_return(call, wio_bytes_of("\xff", 1)), 0);
	REFUSED(wio_call_yield(call, wio_int(1)), WIO_ESTATE, "was not called for a stream");
	wio_call_progress(call, 0.5); /* nobody has asked */
	GIVES((long long)wio_call_count(call), 2);
	GIVES(wio_call_check(call), 0);
	GIVES(wio_call_int(call, 0), 8);
	CHECK(wio_call_double(call, 0) == 8);
	CHECK(wio_call_value(call, 2).kind == WIO_UNDEFINED);
	return 0;
}
WIO_EXPORT(calls_refuse);

static int expects(wio_call *call)
{
	CHECK(!wio_call_bool(call, 0));
	REFUSED(wio_call_check(call), WIO_EINVAL,
	        "expects: argument 1 is a whole number, not a boolean");
	CHECK(!wio_call_int(call, 9));
	CHECK(wio_call_double(call, 9) == 0 && !wio_call_string(call, 9));
	CHECK(!wio_call_json(call, 9) && !wio_call_bytes(call, 9).data);
	CHECK(!wio_call_bytes(call, 0).data && !wio_call_bytes(call, 0).size);
	return 5;
}
WIO_EXPORT(expects);

static int calls(void *unused)
{
	(void)unused;
	wio_value result = wio_int(1), args[2] = {wio_int(8), wio_string("x")};
	REFUSED(wio_export_call(&result, NULL, 0, NULL), WIO_ELOOKUP, "no function 'NULL'");
	CHECK(result.kind == WIO_UNDEFINED);
	REFUSED(wio_export_call(&result, "none", 0, NULL), WIO_ELOOKUP, "no function 'none'");
	REFUSED(wio_export_call(&result, "nothing", 1, NULL), WIO_EINVAL, "args is NULL");
	const wio_value bad = wio_bytes_of(NULL, 1);
	REFUSED(wio_export_call(&result, "nothing", 1, &bad), WIO_EINVAL, "1 bytes at NULL");
	STARVES(wio_export_call(&result, "nothing", 0, NULL));
	GIVES(wio_export_call(NULL, "nothing", 0, NULL), 0);
	GIVES(wio_export_call(&result, "calls_refuse", 2, args), 0);
	CHECK(result.kind == WIO_BYTES && result.size == 1);
	wio_value_clear(&result);
	/* Each later one takes the place of an earlier, and nobody need have it. */
	GIVES(wio_export_call(NULL, "calls_refuse", 2, args), 0);
	REFUSED(wio_export_call(&result, "expects", 2, args), WIO_EINVAL,
	        "argument 1 is a whole number");
	CHECK(!strcmp(wio_export_name(0), "nothing") && !wio_export_name(3));

	REFUSED(wio_host_call(&result, NULL, 0, NULL), WIO_EINVAL, "name is NULL");
	REFUSED(wio_host_call(&result, "f", 1, NULL), WIO_EINVAL, "args is NULL");
	REFUSED(wio_host_call(&result, "f", 1, &bad), WIO_EINVAL, "1 bytes at NULL");
	REFUSED(wio_host_call(&result, "f", 0, NULL), WIO_ENOTSUP, "this host has no functions");
	REFUSED(wio_worker_call(&result, NULL, 0, NULL), WIO_EINVAL, "name is NULL");
	REFUSED(wio_worker_call(&result, "f", 1, NULL), WIO_EINVAL, "args is NULL");
	REFUSED(wio_worker_call(&result, "f", 1, &bad), WIO_EINVAL, "1 bytes at NULL");
	REFUSED(wio_worker_call(&result, "f", 0, NULL), WIO_ENOTSUP, "this host has no workers");
	const wio_host_call_options join = {.join = true};
	REFUSED(wio_host_call_with(&result, NULL, 0, NULL, &join), WIO_EINVAL, "name is NULL");
	REFUSED(wio_host_call_with(&result, "f", 1, NULL, NULL), WIO_EINVAL, "args is NULL");
	REFUSED(wio_host_call_with(&result, "f", 0, NULL, &join), WIO_ENOTSUP,
	        "this host has no functions");
	CHECK(result.kind == WIO_UNDEFINED);
	return 0;
}

CASE(calls)
{
	GIVES(input_run(calls), 0);
}

CASE(calls_outside_of_tasks)
{
	wio_value result;
	REFUSED(wio_export_call(&result, "nothing", 0, NULL), WIO_ENOTRUNNING,
	        "no loop is running");
}
