import { defineConfig } from 'vitest/config';

const TIMEOUT_MILLISECONDS = 120_000;

export default defineConfig({
  test: {
    // nodejieba and onnxruntime are native modules, which worker threads cannot load twice in one process.
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: ['test/prepare-indexes.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: TIMEOUT_MILLISECONDS,
          hookTimeout: TIMEOUT_MILLISECONDS,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['test/browser/serve-digests.ts'],
          include: ['test/browser/**/*.test.ts'],
          testTimeout: TIMEOUT_MILLISECONDS,
          hookTimeout: TIMEOUT_MILLISECONDS,
          fileParallelism: false,
        },
      },
    ],
  },
});
