import { defineConfig } from 'vitest/config'

export default defineConfig({
  // One GraphQL for our files and the libraries': Node takes `main`, Vite would take `module`, another copy of its classes.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/kit/postgres.ts'],
    reporters: ['default', './test/kit/tally.ts'],
    pool: 'forks',
    maxWorkers: 2,
    isolate: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { LOG_LEVEL: 'silent' },
  },
})
