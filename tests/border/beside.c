// SPDX-License-Identifier: MIT
/* JavaScript beside the C that calls it. */
#include "wasyncio.h"

WIO_JS(beside, (() => {
	let calls = 0;
	const mine = new RangeError("it's mine");
	return async (what, value, {signal}) => {
		calls++;
		switch (what) {
		case 'twice': return 2 * value;
		case 'calls': return calls;
		case 'true': return true && !!signal.aborted === false;
		case 'url': return value + `:/` + "/x";
		case 'json': return {'a': [value, null], 'b': /a{2}/.test(value)};
		case 'throws': throw mine;
		case 'cleans': return new Promise((resolve, reject) => {
			signal.onabort = () => setTimeout(() => {
				globalThis['cleaned'] = value;
				reject(signal.reason);
			}, 5);
		});
		case 'busy': throw Object.assign(new Error('busy'), {'code': 'EBUSY'});
		case 'never': return new Promise((resolve, reject) => {
			signal.onabort = () => { globalThis.aborted = signal.reason.name; };
		});
		}
	};
})())

WIO_JS(plain, (a, b) => a + b)
WIO_JS(broken, undefined.x)
WIO_JS(unused, () => 1)

/* Of one that gives no promise, so many times. */
static int add_often(wio_call *call)
{
	wio_value sum = wio_int(0);
	int r = 0;
	for (int64_t i = 0; i < wio_call_int(call, 0) && r == 0; i++)
		r = plain(&sum, 2, (wio_value[]){sum, wio_int(1)});
	return r < 0 ? r : wio_call_return(call, sum);
}
WIO_EXPORT(add_often);

static int ask_beside(wio_call *call)
{
	const wio_value args[] = {wio_call_value(call, 0), wio_call_value(call, 1)};
	wio_value answer;
	int r = beside(&answer, 2, args);
	if (r < 0)
		return r;
	r = wio_call_return(call, answer);
	wio_value_clear(&answer);
	return r;
}
WIO_EXPORT(ask_beside);

/* The same, and a cancel waits for its end. */
static int join_beside(wio_call *call)
{
	static const wio_host_call_options join = {.join = true};
	const wio_value args[] = {wio_call_value(call, 0), wio_call_value(call, 1)};
	return beside_with(NULL, 2, args, &join);
}
WIO_EXPORT(join_beside);

static int ask_broken(wio_call *call)
{
	wio_value answer = wio_int(1);
	const int r = broken(&answer, wio_call_count(call), NULL);
	return answer.kind == WIO_UNDEFINED ? r : wio_raise(WIO_ESTATE, "it has answered");
}
WIO_EXPORT(ask_broken);
