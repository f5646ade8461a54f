import { describe, expect, it } from 'vitest';
import { GIB } from '../../../src/core/size.js';
import { dockerHasRoom } from '../../../src/tools/docker/storage.js';

const docker = { problem: undefined, kind: 'Engine', root: '/var/lib/docker' };
const judged = (free: number | undefined, changes: object = {}) =>
	dockerHasRoom.diagnose({ free, docker: { ...docker, ...changes } } as never).map(({ id, severity }) => `${id} ${severity}`);

describe("Docker's storage", () => {
	it('has room, fills up, or is nearly full', () => {
		expect(judged(20 * GIB)).toEqual([]);
		expect(judged(4 * GIB)).toEqual(['docker.disk-full warning']);
		expect(judged(1 * GIB)).toEqual(['docker.disk-full blocker']);
	});

	it('is not judged by the disk of this system when it is elsewhere', () => {
		expect(judged(1 * GIB, { kind: 'Desktop' })).toEqual([]);
		expect(judged(1 * GIB, { root: '/data/docker' })).toEqual([]);
		expect(judged(undefined)).toEqual([]);
	});
});
