import { defineCheck, type Probe } from '../../core/check.js';
import { GIB, toSize } from '../../core/size.js';
import { found } from '../../knowledge/found.js';
import { type DockerFacts, dockerProbe } from './probe.js';

/** Where an Engine keeps images unless it was told otherwise. */
const usualRoot = '/var/lib/docker';

/** Free bytes of the file system with Docker's usual folder; of no use where Docker is in a virtual machine, or keeps its data elsewhere. */
const freeAtRootProbe: Probe<number | undefined> = {
	id: 'docker.free',
	read: async ({ system }) => (await system.read(usualRoot)).freeBytes,
};

/** A cluster with the app takes about 4 GiB of it. */
const comfortable = 6 * GIB;
const needed = 2 * GIB;

export const dockerHasRoom = defineCheck({
	id: 'docker.storage',
	title: 'Docker has room for images',
	needs: { free: freeAtRootProbe, docker: dockerProbe },
	diagnose: ({ free, docker }) => {
		const freeBytes = freeFor(docker, free);
		if (freeBytes === undefined || freeBytes >= comfortable) return [];
		return [
			found('docker.disk-full', {
				severity: freeBytes < needed ? 'blocker' : 'warning',
				says: freeBytes < needed ? 'The disk that Docker works on is nearly full.' : 'The disk that Docker works on is filling up.',
				because: `${toSize(freeBytes)} are free at ${usualRoot}; a cluster with the app takes about 4 GiB.`,
			}),
		];
	},
	describe: ({ free, docker }) => ({ subject: 'Docker storage', fact: factOf(docker, freeFor(docker, free)) }),
});

function freeFor({ root, kind }: DockerFacts, free: number | undefined): number | undefined {
	return kind === 'Engine' && root === usualRoot ? free : undefined;
}

function factOf({ problem, kind, root }: DockerFacts, free: number | undefined): string {
	if (free !== undefined) return `${toSize(free)} free at ${root}`;
	if (problem) return 'not known while Docker does not answer';
	return kind === 'Desktop' || !root ? "in Docker's own machine" : `at ${root}`;
}
