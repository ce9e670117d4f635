// SPDX-License-Identifier: MIT
#include "work.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Other compilers, the same numbers. */
static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* ---- sorting: libc calls us through a pointer ---- */

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static int sort(const struct work *work)
{
	work_wait();
	int n = work->n;
	uint32_t *numbers = malloc((size_t)n * sizeof *numbers);
	if (!numbers)
		return -1;
	uint32_t state = 1;
	for (int i = 0; i < n; i++)
		numbers[i] = next(&state);
	qsort(numbers, (size_t)n, sizeof *numbers, compare);
	int r = 0;
	for (int i = 1; i < n; i++)
		if (numbers[i - 1] > numbers[i])
			r = -1;
	free(numbers);
	return r;
}

/* ---- JSON: a tree, allocated and printed through pointers ---- */

static int json(const struct work *work)
{
	work_wait();
	int n = work->n;
	cJSON *list = cJSON_CreateArray();
	uint32_t state = 1;
	for (int i = 0; i < n; i++) {
		cJSON *item = cJSON_CreateObject();
		cJSON_AddNumberToObject(item, "id", i);
		cJSON_AddNumberToObject(item, "weight", next(&state) / 1024.0);
		cJSON_AddStringToObject(item, "name", "a \"name\" with\tquotes");
		cJSON_AddBoolToObject(item, "seen", next(&state) & 1);
		cJSON_AddItemToArray(list, item);
	}
	char *text = cJSON_PrintUnformatted(list);
	cJSON_Delete(list);
	cJSON *again = cJSON_Parse(text);
	int r = text && cJSON_GetArraySize(again) == n ? 0 : -1;
	cJSON_Delete(again);
	free(text);
	return r;
}

/* ---- zlib: inner loops, and few calls ---- */

static int deflated(const struct work *work)
{
	work_wait();
	int n = work->n;
	uLong length = (uLong)n, most = compressBound(length);
	Bytef *from = malloc(length), *packed = malloc(most);
	Bytef *back = malloc(length);
	int r = -1;
	if (!from || !packed || !back)
		goto out;
	uint32_t state = 1;
	for (uLong i = 0; i < length; i++)
		from[i] = (Bytef)('a' + next(&state) % 4 * (i % 7));
	if (compress2(packed, &most, from, length, 6) == Z_OK &&
	    uncompress(back, &length, packed, most) == Z_OK && length == (uLong)n &&
	    memcmp(from, back, length) == 0)
		r = 0;
out:
	free(from);
	free(packed);
	free(back);
	return r;
}

const struct work works[] = {
	{"qsort", 30000, sort, NULL},
	{"cJSON", 1000, json, NULL},
	{"zlib", 200000, deflated, NULL},
};
const int works_count = sizeof works / sizeof *works;

const struct work nest = {"nest", 0, NULL, NULL};
