import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		environment: 'node',
		include: ['test/**/*.test.{ts,tsx}'],
		// These need a built program, real tools or a quiet machine, and have their own commands.
		exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/bench/**', 'test/pty/**'],
		testTimeout: 15_000,
		hookTimeout: 30_000,
	},
});
