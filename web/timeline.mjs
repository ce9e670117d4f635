// SPDX-License-Identifier: MIT
// Tasks as tracks of the browser's performance panel, for the option timeline: after
// each step it looks what every task does, and measures how long that lasts.
import {tasks} from './tasks.mjs';

const COLORS = {'waiting': 'secondary-light', 'not started': 'tertiary-light'};

/* What is the same in two looks is one stretch. */
const same = (a, b) => a.does == b.does && a.cancelling == b.cancelling &&
  String(a.awaits) == String(b.awaits);

class Track {
  /* taken: numbers of the tracks that tasks of this name have, which live now. */
  constructor(task, taken, now) {
    this.taken = taken;
    for (this.number = 1; taken.has(this.number);) this.number++;
    taken.add(this.number);
    this.name = task.name + (this.number > 1 ? ` (${this.number})` : '');
    this.begin(task, now);
  }

  begin(task, now) {
    this.task = task;
    this.since = now;
  }

  measure(now, nameOf) {
    const {does, state, awaits, cancelling, open, place} = this.task;
    const all = {'waits for': awaits.map(nameOf).join(', '), 'cancels': cancelling || '',
      'open': open.join(' in '), 'made at': place};
    performance.measure(does, {start: this.since, end: now, detail: {devtools: {
      dataType: 'track-entry',
      trackGroup: 'wasyncio',
      track: this.name,
      color: cancelling ? 'error' : COLORS[state] ?? 'primary',
      tooltipText: `${this.name}: ${does}`,
      properties: Object.entries(all).filter(([, value]) => value)
        .map(([name, value]) => [name, String(value)]),
    }}});
    performance.clearMeasures(does);
  }
}

/* What is to look, and at the end of the program, which may be by a trap, to see none. */
export function watch(module) {
  const tracks = new Map(); // by the ids of tasks
  const names = new Map(); // of tasks -> the numbers of their tracks
  const nameOf = id => tracks.get(id)?.name ?? String(id);
  tasks(module); // or it says why that cannot be
  return over => {
    const now = performance.now();
    const left = new Map(tracks);
    for (const task of over ? [] : tasks(module)) {
      const track = tracks.get(task.id);
      left.delete(task.id);
      if (!track) {
        if (!names.has(task.name)) names.set(task.name, new Set());
        tracks.set(task.id, new Track(task, names.get(task.name), now));
      } else if (!same(task, track.task)) {
        track.measure(now, nameOf);
        track.begin(task, now);
      }
    }
    for (const track of left.values()) track.measure(now, nameOf);
    for (const [id, track] of left) {
      track.taken.delete(track.number);
      tracks.delete(id);
    }
  };
}
