// SPDX-License-Identifier: MIT
// Workers with an instance of a program each, for calls that compute: one at a time in
// each, first come, first served.
import {onAbort} from './abort.mjs';
import {areFunctions, checkOptions, closing, isDuration, ofCalls} from './callable.mjs';
import {makeError} from './errors.mjs';
import {cloned, connect, listenForDeath} from './remote.mjs';

const takes = {
  max: value => Number.isInteger(value) && value > 0,
  terminate: isDuration,
  functions: areFunctions,
};

class Pool {
  #make;
  #max;
  #terminate; // milliseconds
  #functions;
  #waiting = []; // jobs that have not begun
  #seats = new Set(); // {worker, program, job}: program when it is connected
  #idle = []; // those without a job
  #starting = 0; // those that are not connected
  #closing;
  #drained; // for close: no job is left

  constructor(make, {max = globalThis.navigator?.hardwareConcurrency ?? 4,
    terminate = 300_000, functions} = {}) {
    this.#make = make;
    this.#max = max;
    // What setTimeout cannot wait for never comes.
    this.#terminate = terminate < 2 ** 31 ? terminate : undefined;
    this.#functions = functions;
  }

  run(name, args, options) {
    return new Promise((resolve, reject) =>
      this.#add({name, args, options, resolve, reject}));
  }

  /* What it throws rejects the job. */
  #add(job) {
    if (job.options !== undefined) checkOptions(job.name, job.options, ofCalls);
    const {signal} = job.options ?? {};
    if (this.#closing) throw makeError('WIO_ESHUTDOWN', 'the pool was shut down');
    if (signal?.aborted) throw signal.reason;
    // Whoever calls may write there before it begins.
    if (!this.#idle.length && Array.isArray(job.args)) job.args = cloned(job.name, job.args);
    job.unlisten = signal && onAbort(signal, () => {
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
      this.#settle(job, 'reject', signal.reason);
    });
    this.#waiting.push(job);
    this.#deal();
  }

  #settle(job, how, value) {
    clearTimeout(job.timer);
    job.unlisten?.();
    job[how](value);
    this.#look();
  }

  #look() {
    if (!this.#waiting.length && ![...this.#seats].some(({job}) => job)) this.#drained?.();
  }

  #deal() {
    while (this.#idle.length && this.#waiting.length)
      this.#begin(this.#idle.pop(), this.#waiting.shift());
    while (this.#waiting.length > this.#starting && this.#seats.size < this.#max)
      this.#start();
  }

  async #start() {
    const seat = {};
    this.#seats.add(seat);
    this.#starting++;
    try {
      seat.worker = this.#make();
      seat.program = await connect(seat.worker,
        {functions: this.#functions, terminate: this.#terminate});
    } catch (error) {
      // Another may do better, but whoever it was for is told.
      const job = this.#seats.has(seat) && this.#waiting.shift();
      if (job) this.#settle(job, 'reject', error);
    }
    this.#starting--;
    if (!seat.program) {
      this.#leave(seat);
    } else if (this.#seats.has(seat)) {
      listenForDeath(seat.worker, () => this.#leave(seat));
      this.#rest(seat);
    }
  }

  #begin(seat, job) {
    const {name, args, options} = job;
    const {signal} = options ?? {};
    seat.job = job;
    seat.worker.ref?.();
    job.unlisten?.();
    job.unlisten = signal && onAbort(signal, () => {
      if (this.#terminate !== undefined)
        job.timer = setTimeout(() => this.#kill(seat, 'the abort', signal.reason),
          this.#terminate);
    });
    try {
      seat.program.start(name, args, options).result.then(
        value => this.#over(seat, job, 'resolve', value),
        error => this.#over(seat, job, 'reject', error));
    } catch (error) {
      this.#over(seat, job, 'reject', error);
    }
  }

  #over(seat, job, how, value) {
    if (seat.job !== job) return;
    seat.job = undefined;
    // The worker or its program may be dead.
    if (how == 'reject' && value?.code == 'WIO_ECLOSED') this.#leave(seat);
    else this.#rest(seat);
    this.#settle(job, how, value);
  }

  #kill(seat, when, cause) {
    const {job} = seat;
    seat.job = undefined;
    this.#leave(seat);
    this.#settle(job, 'reject', makeError('WIO_ETIMEDOUT',
      `${job.name}: its worker was terminated: it had not ended ${this.#terminate} ms ` +
      `after ${when}`, cause === undefined ? {} : {cause}));
  }

  /* Without a job it keeps no process alive. */
  #rest(seat) {
    seat.worker.unref?.();
    this.#idle.push(seat);
    this.#deal();
  }

  /* For good; another takes its place. */
  #leave(seat) {
    if (!this.#seats.delete(seat)) return;
    const at = this.#idle.indexOf(seat);
    if (at >= 0) this.#idle.splice(at, 1);
    seat.worker?.terminate?.();
    this.#deal();
  }

  close() {
    return this.#closing ??= this.#close();
  }

  async #close() {
    let timer;
    await new Promise(resolve => {
      this.#drained = resolve;
      if (this.#terminate !== undefined) timer = setTimeout(resolve, this.#terminate);
      this.#look();
    });
    clearTimeout(timer);
    const late = [...this.#seats].filter(({job}) => job);
    const names = [...late.map(({job}) => job), ...this.#waiting].map(({name}) => name);
    for (const job of this.#waiting.splice(0))
      this.#settle(job, 'reject', makeError('WIO_ECANCELED', `${job.name}: it never began`));
    for (const seat of late) this.#kill(seat, 'the close');
    const ends = await Promise.allSettled([...this.#seats].map(async seat => {
      seat.worker?.ref?.();
      try {
        await seat.program?.close();
      } finally {
        this.#leave(seat);
      }
    }));
    if (names.length)
      throw makeError('WIO_ETIMEDOUT', `the workers did not end in ${this.#terminate} ms; ` +
        `still there: ${names.join(', ')}`);
    const failed = ends.find(({status}) => status == 'rejected');
    if (failed) throw failed.reason;
  }
}

export function pool(make, options = {}) {
  if (typeof make != 'function') throw new TypeError('pool: what makes a worker is no function');
  checkOptions('pool', options, takes);
  const own = new Pool(make, options);
  return {
    run: (name, args, options) => own.run(name, args, options),
    ...closing(() => own.close()),
  };
}
