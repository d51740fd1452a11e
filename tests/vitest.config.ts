import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Black-box suites. One file after the other: every file starts processes of its own on few cores. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('./', import.meta.url)),
    include: ['acceptance/**/*.test.ts', 'calls/**/*.test.ts', 'bench/**/*.test.ts', 'harness/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    retry: 0,
  },
});
