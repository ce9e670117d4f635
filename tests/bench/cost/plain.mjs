// SPDX-License-Identifier: MIT
// plain.mjs PROGRAM.mjs [ARGUMENT...]: a program without coroutines, on Node and in a page.
export async function run([program, ...args], print) {
  const {default: make} = await import(program);
  const {callMain} = await make({print});
  const status = await callMain(args);
  if (status) throw new Error(`status ${status}`);
}

if (globalThis.process?.argv[1]?.endsWith('plain.mjs'))
  await run(process.argv.slice(2), console.log);
