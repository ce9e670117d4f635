// SPDX-License-Identifier: MIT
// What was given to the page, a line for each: a file, an address, a job that computes.

export function bytes(n) {
  if (n < 1000) return `${n} B`;
  let unit = -1;
  for (; n >= 999.95; n /= 1000) unit++;
  return `${n.toFixed(1)} ${['kB', 'MB', 'GB', 'TB'][unit]}`;
}

// What a page may not read, for people.
const reasons = {
  NotFoundError: 'No such file or directory',
  NotReadableError: 'Permission denied',
};

export class Row {
  state = 'waiting'; // then finished, failed, stopped
  done = 0;
  flight; // {result, interrupt}, until it is over
  #controller = new AbortController();
  #reason = new Error('cancelled');

  /* how: {name, size if it is known, unit, text(result)}; start(options) calls it. */
  constructor(how, template) {
    Object.assign(this, how);
    this.item = template.content.cloneNode(true).firstElementChild;
    this.find('.name').textContent = this.name;
    this.find('.size').textContent = this.size === undefined ? '' : this.unit(this.size);
    this.button = this.find('.cancel');
    this.button.setAttribute('aria-label', `Cancel ${this.name}`);
    this.button.addEventListener('click', () => this.cancel());
    this.#tell('waiting');
  }

  find(what) {
    return this.item.querySelector(what);
  }

  #tell(text) {
    this.find('.text').textContent = text;
  }

  get part() {
    if (this.state != 'waiting') return 1;
    return this.size ? Math.min(1, this.done / this.size) : 0;
  }

  draw() {
    if (this.state != 'waiting' || !this.done) return;
    this.item.style.setProperty('--part', `${100 * this.part}%`);
    this.item.classList.add('reading');
    this.#tell(this.unit(this.done) + (this.size ? ` · ${Math.floor(100 * this.part)} %` : ''));
  }

  cancel() {
    this.button.ariaDisabled = 'true'; // it keeps the focus
    this.#controller.abort(this.#reason);
  }

  /* Until its end. */
  async run(timeout) {
    try {
      this.flight = this.start({
        signal: this.#controller.signal,
        grace: 1000,
        timeout,
        onProgress: done => { this.done = done; },
      });
      this.#end('finished', this.text(await this.flight.result));
    } catch (error) {
      this.#end(...this.#endBy(error));
    }
    this.flight = undefined;
  }

  #endBy(error) {
    const after = `after ${this.unit(this.done)}`;
    if (error === this.#reason) return ['stopped', `cancelled ${after}`];
    if (error.code == 'WIO_EINTERRUPTED') {
      this.interrupted = true;
      return ['stopped', `not finished: interrupted ${after}`];
    }
    if (error.name == 'TimeoutError') return ['stopped', `not finished: timed out ${after}`];
    const cause = error.errors?.[0] ?? error; // of a group in C
    return ['failed', reasons[cause.name] ?? cause.message];
  }

  #end(state, text) {
    this.state = this.item.className = state;
    this.item.style.removeProperty('--part');
    this.#tell(text);
    this.ended?.();
  }
}

/* A name that no other has, and none that a program may take for its input. */
export function nameFor(given, rows) {
  const base = given == '-' ? './-' : given;
  let name = base;
  for (let n = 2; rows.some(row => row.name == name); n++) name = `${base} (${n})`;
  return name;
}
