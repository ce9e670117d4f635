// SPDX-License-Identifier: MIT
// Versions: read from what a tool prints, compared number by number.

/** The first number in `text` that is not of a name, as '1.2.3', or null. */
export function parse(text) {
  const found = /(?<![A-Za-z]{2}\d*)\d+(?:\.\d+)*/.exec(text);
  return found ? found[0] : null;
}

/** Below, at or above zero as `a` is older than, equal to, newer than `b`. */
export function compare(a, b) {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export const atLeast = (version, minimum) => compare(version, minimum) >= 0;
