import { defineConfig } from 'vitest/config';

/** End to end: the packed program on the real tools, one thing after the other. */
export default defineConfig({
	test: {
		include: ['test/e2e/**/*.e2e.ts'],
		globalSetup: 'test/e2e/support/pack.ts',
		environment: 'node',
		fileParallelism: false,
		// The cases of a file are stages of one story: after a failed one the rest would only repeat it.
		bail: 1,
		testTimeout: 10 * 60_000,
		hookTimeout: 5 * 60_000,
	},
});
