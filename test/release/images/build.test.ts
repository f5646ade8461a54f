import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/core/app.js';
import { buildFindings, buildIssues } from '../../../src/release/images/build-issues.js';
import { toBuildProgress } from '../../../src/release/images/build-output.js';
import { recording } from '../../support/fixtures.js';

const image: Image = {
	component: 'backend',
	repository: 'todo-backend',
	tag: '0.1.0-aaa',
	context: '/home/user/todo-k8s/app/backend',
	buildArgs: {},
};

describe('the output of docker build', () => {
	const updatesOf = (name: string) => recording(`docker/${name}.txt`).split('\n').map(toBuildProgress);

	it('is a bar that never goes back with the classic builder', () => {
		const percents = updatesOf('build.classic.engine-20.10').flatMap(({ percent }) => (percent === undefined ? [] : [percent]));

		expect(percents).toHaveLength(23);
		expect(percents).toEqual([...percents].sort((a, b) => a - b));
		expect(percents[0]).toBe(0);
		expect(percents.at(-1)).toBe(96);
	});

	it('says what is done, without the ceremony of a Dockerfile', () => {
		const said = updatesOf('build.classic.engine-20.10').map(({ says }) => says);

		expect(said).toContain('6 of 23  copies files');
		expect(said).toContain('7 of 23  npm ci --no-audit --no-fund');
		expect(said).toContain('10 of 23  npm run build && chmod 0444 dist/server.mjs');
	});

	it('is read from BuildKit as well, with and without names of stages', () => {
		expect(
			updatesOf('build.buildkit.moby-buildkit-issue-3015').flatMap(({ percent, says }) => (says ? [`${percent} ${says}`] : [])),
		).toEqual([
			'0 1 of 5  FROM docker.io/library/node:16@sha256:1ed1e17ccabb',
			'40 3 of 5  WORKDIR /app',
			'20 2 of 5  mkdir /app',
			'60 4 of 5  npm install express yaml',
		]);
		expect(
			updatesOf('build.buildkit-stages.docker-buildx-issue-293')
				.map(({ says }) => says)
				.filter(Boolean),
		).toEqual(['2 of 3  copies files', '2 of 4  copies files']);
	});

	it('loses the numbers of BuildKit in plain lines', () => {
		expect(toBuildProgress('#9 12.34 added 120 packages in 8s').line).toBe('added 120 packages in 8s');
	});
});

/** Real output of failed builds and pulls; the letter and number behind the cause say from which report. */
const samples: Readonly<Record<string, readonly string[]>> = {
	'build.disk-full': ['build.disk-full.f053'],
	'build.tls-intercepted': ['build.tls-intercepted.f105'],
	'build.rate-limited': ['build.rate-limited.f008'],
	'build.lockfile': ['build.lockfile.f113', 'build.lockfile.f017'],
	'build.file-missing': ['build.file-missing.f150'],
	'build.base-image-missing': ['build.base-image-missing.f085'],
	'build.dns': ['build.dns.f128', 'build.dns-timeout.f093'],
	'build.network': ['build.network.f018'],
};

describe('the known ways in which a build fails', () => {
	it.each(buildIssues)('$id is found in a recording', ({ id, cause }) => {
		const names = samples[id] ?? [];
		expect(names.length, `${id} has no recording`).toBeGreaterThan(0);

		for (const name of names) {
			const [finding] = buildFindings(image, recording(`docker/${name}.txt`));
			expect(finding, name).toMatchObject({ id, cause, severity: 'blocker' });
		}
	});

	it('are found once, with the line that proves them', () => {
		expect(buildFindings(image, recording('docker/build.file-missing.f150.txt'))).toMatchObject([
			{ because: 'ADD failed: file not found in build context or excluded by .dockerignore: stat package.json: file does not exist' },
		]);
	});

	it('name the base image that may not be pulled', () => {
		expect(buildFindings(image, recording('docker/build.base-image-missing.f085.txt'))[0]?.says).toBe(
			'The base image web-feature-consumer does not exist, or may not be pulled.',
		);
	});

	it('are none in a build that went well', () => {
		expect(buildFindings(image, recording('docker/build.classic.engine-20.10.txt'))).toEqual([]);
	});
});
