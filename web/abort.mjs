// SPDX-License-Identifier: MIT
// Who hears of a signal's abort: one listener of ours for all, however many calls it is
// of.  Of more than ten Node takes the signal for a leak, and says so.

const heard = new WeakMap(); // {hears, tell} by their signals

/* Returns what ends it. */
export function onAbort(signal, hear) {
  let of = heard.get(signal);
  if (!of) {
    const hears = new Set();
    of = {hears, tell: () => { for (const each of [...hears]) each(); }};
    heard.set(signal, of);
  }
  const {hears, tell} = of;
  const own = () => hear(); // the same function twice is two
  if (!hears.size) signal.addEventListener('abort', tell);
  hears.add(own);
  return () => {
    if (hears.delete(own) && !hears.size) signal.removeEventListener('abort', tell);
  };
}
