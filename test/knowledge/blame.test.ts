import { describe, expect, it } from 'vitest';
import { blame } from '../../src/knowledge/blame.js';
import { recording } from '../support/fixtures.js';

/** Real output of failed builds and pulls; the letter and number behind the cause say from which report. */
const builds: readonly (readonly [recording: string, id: string])[] = [
	['build.disk-full.f053', 'docker.disk-full'],
	['build.tls-intercepted.f105', 'registry.tls-intercepted'],
	['build.rate-limited.f008', 'registry.rate-limited'],
	['build.lockfile.f113', 'build.lockfile'],
	['build.lockfile.f017', 'build.lockfile'],
	['build.file-missing.f150', 'build.file-missing'],
	['build.dns.f128', 'network.dns'],
	['build.dns-timeout.f093', 'network.dns'],
	['build.network.f018', 'registry.unreachable'],
];

describe('a failed command', () => {
	it.each(builds)('%s is blamed on %s', (name, id) => {
		expect(blame({ output: recording(`docker/${name}.txt`), command: 'docker build' })).toMatchObject([{ id, severity: 'blocker' }]);
	});

	it('is blamed once, with the line that proves it and what helps', () => {
		expect(blame({ output: recording('docker/build.file-missing.f150.txt'), command: 'docker build' })).toMatchObject([
			{
				cause: 'dockerfile-copy-not-found',
				because: 'ADD failed: file not found in build context or excluded by .dockerignore: stat package.json: file does not exist',
				remedies: [{ kind: 'manual' }],
			},
		]);
	});

	it('is blamed on nothing when it went well, or when nobody knows', () => {
		expect(blame({ output: recording('docker/build.classic.engine-20.10.txt'), command: 'docker build' })).toEqual([]);
		expect(blame({ output: 'frobnication of the widget ended with 7', command: 'docker build' })).toEqual([]);
	});
});
