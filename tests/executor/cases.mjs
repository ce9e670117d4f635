// SPDX-License-Identifier: MIT
// What is to be seen of threads.c; and as cases, of ends.c as well, on the web.  open: that
// of index.mjs, of programs in a folder.
import {equal, matches} from '../web/tools.mjs';

/* The cases of threads.c: threads ... */
export const threads = {
  jobs: 'give bytes back', errors: 'raise errors', contexts: 'read variables',
  posts: '100,000 posts from 4 threads arrive', late_posts: 'post after a close',
  races: 'cancel against completion', close_runs: 'close while jobs run',
  interrupted: 'interrupt a close that waits for a job',
  coroutines: 'run coroutines from 4 threads',
  late_coroutines: 'run coroutines of a loop that closes',
  exits_of_coroutines: 'run coroutines that end the run',
  own_default: 'close a default executor within its own job',
  shutdown: 'shut an executor down', stacks: 'have stacks one below the other',
};

/* What each may say on stderr; nothing on stdout, where checks that fail are. */
export const SAID = /^(wasyncio: a task was still pending when its loop was closed \(task '[\w-]+'\)\n|wasyncio: the default executor did not end in time; still there: Job-1\n)*$/;

async function played(open, program, arg) {
  const output = {stdout: '', stderr: ''};
  const opened = await open(program, {args: [arg],
    stdout: text => { output.stdout += text; },
    stderr: text => { output.stderr += text; }});
  const error = await opened.exited.then(status => { output.status = status; },
    error => error);
  return {...output, error};
}

/* A job that ends as the program does. */
const dies = (how, says, written = /^$/) => async open => {
  const {error, stderr} = await played(open, 'executor_ends', how);
  equal(error?.code, 'WIO_ECLOSED');
  matches(error.message, says);
  matches(stderr, written);
};

const isRight = name => async open => {
  const {stdout, stderr, status, error} = await played(open, 'executor_threads', name);
  if (error) throw error;
  equal([stdout, status], ['', 0]);
  matches(stderr, SAID);
};

export const cases = {
  ...Object.fromEntries(Object.entries(threads).map(([name, does]) =>
    [`threads ${does}`, isRight(name)])),

  'a trap in a job is the end': dies('trap', /the program is dead: .*nreachable/),
  'an abort in a job is the end': dies('abort', /the program is dead: .*Aborted/),
  'a job that overflows its stack is the end':
    dies('overflow', /the program is dead: .*nreachable/, /own stack overflowed/),

  async 'a job ends the program as main does'(open) {
    const {status, stderr} = await played(open, 'executor_ends', 'exit');
    equal([status, stderr], [7, '']);
  },

  async 'a job calls no JavaScript'(open) {
    const {status, stdout} = await played(open, 'executor_ends', 'call');
    matches(stdout, /^own: JavaScript is called in the thread of the loop/);
    equal(status, 0);
  },
};
