import type { Clock, Downloads } from '../core/ports.js';
import { answerWithChecksum, install } from '../tools/install/simulation.js';
import type { Machine } from './world.js';

const pieces = 10;

/** Publishers' servers that take their time. */
export function simulatedDownloads(machine: Machine, clock: Clock): Downloads {
	return {
		async text(url, { signal }) {
			await clock.sleep(200, signal);
			return answerWithChecksum(machine.world, url);
		},
		async program(download, signal) {
			const bytes = (/minikube/.test(download.url) ? 120 : /kubectl/.test(download.url) ? 60 : 18) * 1e6;
			for (let piece = 1; piece <= pieces; piece++) {
				await clock.sleep(300, signal);
				download.onProgress?.((bytes * piece) / pieces, bytes);
			}
			const { world, end } = install(machine.world, download);
			machine.world = world;
			return end;
		},
	};
}
