// SPDX-License-Identifier: MIT
// How many frames the page draws: what a heavy job is not to take from it.
const KEPT = 80; // frames

export class Meter {
  #times = [];
  #longest = 0;
  #last;

  /* A frame was drawn; after a rest, in which none was asked for, none is late. */
  frame(now) {
    if (this.#last) {
      this.#times.push(now - this.#last);
      this.#longest = Math.max(this.#longest, now - this.#last);
    }
    if (this.#times.length > KEPT) this.#times.shift();
    this.#last = now;
  }

  rest() {
    this.#last = undefined;
  }

  reset() {
    this.#times = [];
    this.#longest = 0;
    this.rest();
  }

  get perSecond() {
    const sum = this.#times.reduce((a, b) => a + b, 0);
    return sum ? Math.round(1000 * this.#times.length / sum) : 0;
  }

  get longest() {
    return Math.round(this.#longest);
  }

  /* A bar for each frame: as high as it was long, up to 50 ms. */
  draw(canvas, colour, bad) {
    const context = canvas.getContext('2d');
    const {width, height} = canvas;
    context.clearRect(0, 0, width, height);
    this.#times.forEach((time, i) => {
      const bar = Math.min(1, time / 50) * height;
      context.fillStyle = time > 34 ? bad : colour;
      context.fillRect(i * width / KEPT, height - bar, width / KEPT - 0.5, bar);
    });
  }
}
