import { describe, expect, it } from 'vitest';
import { toBuildProgress } from '../../../src/release/images/build-output.js';
import { recording } from '../../support/fixtures.js';

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
