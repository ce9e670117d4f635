// SPDX-License-Identifier: MIT
/* The same with libuv, as its guide has it. */
#include <stdint.h>
#include <string.h>
#include <uv.h>

#include "limit.h"

struct request {
	uv_write_t write;
	uv_buf_t data;
};

static void check(int r)
{
	if (r >= 0)
		return;
	fprintf(stderr, "error: %s\n", uv_strerror(r));
	exit(1);
}

static void on_closed(uv_handle_t *handle)
{
	free(handle);
}

static void on_written(uv_write_t *write, int status)
{
	struct request *request = (struct request *)write;
	(void)status;
	free(request->data.base);
	free(request);
}

static void give(uv_handle_t *handle, size_t suggested, uv_buf_t *data)
{
	(void)handle;
	(void)suggested;
	*data = uv_buf_init(malloc(4096), 4096);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *data)
{
	if (n > 0) {
		struct request *request = malloc(sizeof *request);
		request->data = uv_buf_init(data->base, (unsigned)n);
		check(uv_write(&request->write, stream, &request->data, 1, on_written));
		return;
	}
	free(data->base);
	if (n < 0)
		uv_close((uv_handle_t *)stream, on_closed);
}

static void on_connection(uv_stream_t *listener, int status)
{
	check(status);
	uv_tcp_t *tcp = malloc(sizeof *tcp);
	check(uv_tcp_init(listener->loop, tcp));
	check(uv_accept(listener, (uv_stream_t *)tcp));
	check(uv_tcp_nodelay(tcp, 1));
	check(uv_read_start((uv_stream_t *)tcp, give, on_read));
}

static void on_stdin(uv_stream_t *stream, ssize_t n, const uv_buf_t *data)
{
	free(data->base);
	if (n < 0)
		uv_stop(stream->loop);
}

int main(int argc, char **argv)
{
	raise_limit((rlim_t)(argc > 1 ? atoi(argv[1]) : 0) + 16);
	uv_loop_t *loop = uv_default_loop();
	uv_tcp_t listener;
	uv_pipe_t in;
	struct sockaddr_in at;
	int size = sizeof at;
	check(uv_ip4_addr("127.0.0.1", 0, &at));
	check(uv_tcp_init(loop, &listener));
	check(uv_tcp_bind(&listener, (struct sockaddr *)&at, 0));
	check(uv_listen((uv_stream_t *)&listener, 4096, on_connection));
	check(uv_tcp_getsockname(&listener, (struct sockaddr *)&at, &size));
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	check(uv_pipe_init(loop, &in, 0));
	check(uv_pipe_open(&in, 0));
	check(uv_read_start((uv_stream_t *)&in, give, on_stdin));
	return uv_run(loop, UV_RUN_DEFAULT) < 0;
}
