// SPDX-License-Identifier: MIT
// The tasks as lines over time, by what program.tasks() says of them at each look.

const MOST = 60; // lines
const WINDOW = 12_000; // milliseconds that are seen while something runs

/* How one is drawn now. */
const kindOf = ({state, cancelling}) =>
  cancelling ? 'cancelled' : state == 'waiting' ? 'waits' : 'runs';

/* What it does, for people: whom it waits for by name. */
function wordsFor(task, nameOf) {
  if (task.state != 'waiting') return task.state == 'running' ? 'computes' : task.state;
  const names = task.awaits.map(nameOf).filter(Boolean);
  const what = names.length ? `waits for ${names.join(', ')}`
    : `waits in ${task.does.replace(/^in (wio_)?/, '')}`;
  return task.cancelling ? `cleans up, ${what}` : what;
}

class Line {
  parts = []; // {kind, from, to}
  ended = false;

  constructor(task, template) {
    this.item = template.content.cloneNode(true).firstElementChild;
    this.depth = task.group === undefined ? 0 : 1;
    this.item.style.setProperty('--depth', this.depth);
    this.see(task);
  }

  tell(what, text) {
    const place = this.item.querySelector(what);
    if (place.textContent != text) place.textContent = text;
  }

  see(task) {
    this.task = task;
    this.tell('.name', task.name);
  }

  look(now, words) {
    const kind = kindOf(this.task);
    const last = this.parts.at(-1);
    if (last?.kind == kind) last.to = now;
    else this.parts.push({kind, from: last?.to ?? now, to: now});
    this.tell('.does', words);
  }

  /* how: finished, failed or stopped. */
  end(how, text) {
    this.ended = true;
    this.item.className = how;
    this.tell('.does', text);
  }
}

export class Tracks {
  #lines = new Map(); // by the ids of tasks
  #list;
  #canvas;
  #template;
  #began;
  #now;

  constructor(list, canvas, template) {
    this.#list = list;
    this.#canvas = canvas;
    this.#template = template;
  }

  clear() {
    this.#lines.clear();
    this.#list.replaceChildren();
    this.#began = undefined;
  }

  /* ends: how a call's main task has ended, by its name, as far as that is known:
   * {how, text}; null: whoever made the call is still to be told. */
  look(tasks, now, ends) {
    this.#began ??= now;
    this.#now = now;
    const nameOf = id => this.#lines.get(id)?.task.name;
    const left = new Set(this.#lines.keys());
    for (const task of tasks) {
      left.delete(task.id);
      if (this.#lines.has(task.id)) this.#lines.get(task.id).see(task);
      else this.#add(task);
    }
    for (const task of tasks) this.#lines.get(task.id).look(now, wordsFor(task, nameOf));
    for (const id of left) {
      const line = this.#lines.get(id);
      if (line.ended) continue;
      const {cancelling, name, group} = line.task;
      // A group that is cancelled has cancelled its tasks, between two looks.
      const cancelled = cancelling || this.#lines.get(group)?.task.cancelling;
      const end = group === undefined ? ends(name) : undefined;
      if (end === null) continue;
      const {how, text} = end ??
        (cancelled ? {how: 'stopped', text: 'cancelled'} : {how: 'finished', text: 'finished'});
      line.end(how, text);
    }
    this.#forget();
  }

  /* Below its group, or last. */
  #add(task) {
    const line = new Line(task, this.#template);
    const family = [...this.#lines.values()].filter(({task: {id, group}}) =>
      task.group !== undefined && (id == task.group || group == task.group));
    const before = family.at(-1)?.item;
    if (before) before.after(line.item);
    else this.#list.append(line.item);
    this.#lines.set(task.id, line);
  }

  /* Those that ended first. */
  #forget() {
    for (const [id, line] of this.#lines) {
      if (this.#lines.size <= MOST) return;
      if (!line.ended) continue;
      line.item.remove();
      this.#lines.delete(id);
    }
  }

  draw(colours) {
    const canvas = this.#canvas;
    const {width, height} = canvas.getBoundingClientRect();
    const scale = devicePixelRatio;
    if (canvas.width != Math.round(width * scale)) canvas.width = Math.round(width * scale);
    if (canvas.height != Math.round(height * scale)) canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const lines = [...this.#lines.values()];
    if (!lines.length) return;
    const gutter = 22; // of those that wait for others
    const end = this.#now;
    const begin = Math.max(this.#began, end - WINDOW);
    const x = time => (time - begin) / Math.max(end - begin, 1000) * (width - gutter);
    this.#seconds(context, begin, end, x, height, colours);
    const top = canvas.getBoundingClientRect().top;
    const middles = new Map();
    for (const line of lines) {
      const box = line.item.getBoundingClientRect();
      const middle = box.top - top + box.height / 2;
      middles.set(line.task.id, middle);
      for (const {kind, from, to} of line.parts) {
        if (to < begin) continue;
        const left = Math.max(0, x(from));
        const high = kind == 'waits' ? 6 : 14;
        context.fillStyle = colours[kind];
        context.beginPath();
        context.roundRect(left, middle - high / 2, Math.max(1.5, x(to) - left), high, 2);
        context.fill();
      }
    }
    this.#arrows(context, lines.filter(({ended}) => !ended), middles, x(end), colours);
  }

  #seconds(context, begin, end, x, height, colours) {
    context.fillStyle = colours.line;
    for (let time = this.#began; time <= end + 1000; time += 1000)
      if (time >= begin) context.fillRect(Math.round(x(time)), 0, 1, height);
  }

  /* From who waits to whom he waits for, at the moment. */
  #arrows(context, lines, middles, now, colours) {
    context.strokeStyle = context.fillStyle = colours.arrow;
    context.lineWidth = 1.25;
    lines.forEach((line, i) => {
      for (const id of line.task.awaits) {
        if (!middles.has(id) || line.task.state != 'waiting') continue;
        const from = middles.get(line.task.id), to = middles.get(id);
        const out = now + 8 + i % 3 * 5;
        context.beginPath();
        context.moveTo(now, from);
        context.lineTo(out, from);
        context.lineTo(out, to);
        context.lineTo(now + 4, to);
        context.stroke();
        context.beginPath();
        context.moveTo(now, to);
        context.lineTo(now + 5, to - 3);
        context.lineTo(now + 5, to + 3);
        context.fill();
      }
    });
  }
}
