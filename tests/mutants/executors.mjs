// SPDX-License-Identifier: MIT
// Bugs in executors, and in what goes from thread to thread.

export const executors = [
  {
    file: 'src/executor/executor.c',
    find: '\tif (!shut)\n\t\texecutor->pending++;\n',
    replace: '\texecutor->pending++;\n',
    why: 'a job that was refused is waited for',
  },
  {
    file: 'src/executor/executor.c',
    find: '\tif (!listed)\n\t\ttell(idle);\n',
    replace: '',
    why: 'a shutdown waits for a job to end where there is none',
  },
  {
    file: 'src/executor/executor.c',
    find: 'wait && wio__executor_here == executor',
    replace: 'false',
    why: 'a job that waits for its own executor hangs',
  },
  {
    file: 'src/executor/job.c',
    find: '\twio__error_set(wio__error_slot(), NULL);\n',
    replace: '',
    why: "a job's error has the record of an earlier one",
  },
  {
    file: 'src/executor/job.c',
    find: '\tif (job->context) {\n\t\tatomic_fetch_add(&job->refs, 1);\n',
    replace: '\tif (job->context) {\n\t\twio__context_release(job->context);\n\t\tatomic_fetch_add(&job->refs, 1);\n',
    why: 'a job reads a context that went with its loop',
  },
  {
    file: 'src/executor/job.c',
    find: '\twio__rt.lent_context = job->context;\n',
    replace: '',
    why: 'a job reads no variables',
  },
  {
    file: 'src/executor/job.c',
    find: '\t\twio__executor_end(job->executor);\n\t\tjob_release(job);\n',
    replace: '\t\tjob_release(job);\n',
    why: 'a job that was cancelled is waited for',
  },
  {
    file: 'src/executor/parcel.c',
    find: 'parcel->cause = pack(wio_error_cause(error), depth + 1);',
    replace: 'parcel->cause = NULL;',
    why: "the cause of a job's error is lost",
  },
  {
    file: 'src/executor/seat.c',
    find: '\t\tseat->guests = guest;\n\t\twio_loop_retain(seat->loop);\n',
    replace: '\t\tseat->guests = guest;\n',
    why: 'a loop that waits for a job has nothing that could wake it',
  },
  {
    file: 'src/executor/default.c',
    find: '\tseat->shut = true;\n',
    replace: '',
    why: 'after its shutdown a new default executor is made',
  },
  {
    file: 'src/executor/default.c',
    find: '\tif (r == 0 || r == WIO_ECLOSED)\n\t\treport(seat, executor, timeout);\n',
    replace: '',
    why: 'a close that gives up says nothing of the jobs that still run',
  },
  {
    file: 'src/executor/concurrent.c',
    find: '\t\tif (wio__leaves(r))\n\t\t\twio__callback_result(c->loop, r, NULL);\n',
    replace: '',
    why: 'a coroutine of another thread that exits eagerly does not end the run',
  },
  {
    file: 'src/executor/concurrent.c',
    find: '\tif (c->state == CANCELLED)\n\t\tpost_cancel(c);\n',
    replace: '',
    why: 'a coroutine that was cancelled before it arrived runs for ever',
  },
  {
    file: 'src/executor/threads.c',
    find: 'cancel_jobs ? pool->first : NULL',
    replace: 'NULL',
    why: 'jobs that wait are run after a shutdown that cancels them',
  },
  {
    file: 'src/executor/threads.c',
    find: 'pool->queued + 1 > pool->idle && ',
    replace: 'pool->count == 0 && ',
    why: 'a pool never has a second thread',
  },
  {
    file: 'src/executor/none.c',
    find: '\treturn wio__threads_check("wio_executor_new");\n',
    replace: '\treturn WIO_ENOMEM;\n',
    why: 'a build without threads does not say why it has no executor',
    on: 'wasi',
  },
  {
    file: 'src/executor/executor.c',
    find: '\t\twhile (*end)\n\t\t\tend = &(*end)->next;\n\t\t*end = idle;\n',
    replace: '\t\tidle->next = *end;\n\t\t*end = idle;\n',
    why: 'who waits last for the jobs to end goes on first',
  },
  {
    file: 'src/executor/seat.c',
    find: 'loop->phases_over & 1U << WIO_PHASE_EXECUTOR',
    replace: 'false',
    why: 'a loop whose executors were ended takes its first job',
  },
];
