// SPDX-License-Identifier: MIT
// What the cases of a page and of Node are written with.

export function equal(actual, expected) {
  const sorted = (key, value) => value?.constructor === Object
    ? Object.fromEntries(Object.entries(value).sort()) : value;
  const [a, e] = [actual, expected].map(value => JSON.stringify(value, sorted));
  if (a !== e) throw new Error(`${a} is not ${e}`);
}

export function matches(text, pattern) {
  if (!pattern.test(text)) throw new Error(`"${text}" is not ${pattern}`);
}

export const later = delay => new Promise(resolve => setTimeout(resolve, delay));

/* A signal that aborts by itself, after milliseconds. */
export const abortsIn = (delay, reason) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), delay);
  return controller.signal;
};

/* Wait until it holds. */
export async function until(holds, what = holds) {
  for (const end = performance.now() + 5000; !holds();) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await later(1);
  }
}

/* What a call throws, or what a promise is rejected with. */
export async function thrown(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('it did not throw');
}

/* How a case ends, in 10 seconds: null, or why it failed. */
export async function limited(play, milliseconds = 10_000) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), milliseconds);
  });
  try {
    await Promise.race([play(), limit]);
    return null;
  } catch (error) {
    return error.stack ?? String(error);
  } finally {
    clearTimeout(timer);
  }
}

/* Open a program; stdout and stderr are what it has written so far. */
export const player = (open, folder) => async (name, options = {}) => {
  const {program = 'web_programs', args = [], ...rest} = options;
  const played = {stdout: '', stderr: ''};
  const app = await open(new URL(`${program}.mjs`, folder), {
    args: [name, ...args],
    stdout: text => { played.stdout += text; },
    stderr: text => { played.stderr += text; },
    ...rest,
  });
  return Object.assign(played, app, {
    says: text => until(() => played.stdout.includes(text), `says ${text}`),
  });
};

/* Play to the end. */
export async function ended(played) {
  const status = await played.exited;
  return {status, stdout: played.stdout, stderr: played.stderr};
}

export const isNode = !!globalThis.process?.versions?.node;

/* Open a program, use it, close it. */
export async function using(play, use) {
  const program = await play();
  try {
    await use(program);
  } finally {
    await program.close();
  }
  equal(await program.exited, 0);
}
