// SPDX-License-Identifier: MIT
// How long it takes from an abort until its call is settled, wherever the program is.

/* The next turn of the host's: nothing that takes as long as a timer. */
function chooseTurn() {
  if (globalThis.setImmediate) return () => new Promise(resolve => setImmediate(resolve));
  const {port1, port2} = new MessageChannel();
  return () => new Promise(resolve => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
}

/* tell(op, value): nanoseconds, and how many turns of this thread there were meanwhile,
 * which are counted where the program is in it. */
export async function measureAborts(program, tell, isHere) {
  const turn = chooseTurn();
  async function abort(name, options) {
    const controller = new AbortController();
    const call = program.run(name, [], {...options, signal: controller.signal});
    for (let i = 0; i < 3; i++) await turn(); // it has begun
    let turns = 0, settled;
    const began = performance.now();
    controller.abort();
    const end = call.catch(() => {}).then(() => settled = performance.now());
    while (isHere && !settled) {
      await turn();
      if (!settled) turns++;
    }
    return {ns: (await end - began) * 1e6, turns};
  }
  async function tellAll(op, n, each) {
    const found = [];
    for (let i = -5; i < n; i++) {
      const one = await each();
      if (i >= 0) found.push(one);
    }
    const at = (part, what) =>
      found.map(one => one[what]).sort((a, b) => a - b)[Math.floor(n * part)];
    tell(op, at(0.5, 'ns'));
    tell(`${op}99`, at(0.99, 'ns'));
    if (isHere && op == 'abort') tell('turns', at(0.99, 'turns'));
  }
  await tellAll('abort', 1000, () => abort('waits'));
  await tellAll('spin', 100, () => abort('spins', {grace: 0}));
}
