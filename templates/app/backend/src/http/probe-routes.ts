import type { FastifyInstance } from 'fastify';
import type { Assistant } from '../chat/assistant.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Store } from '../storage/store.ts';
import { healthSchema, readySchema } from './probe-schemas.ts';

const storagePatienceMs = 1000;
const storageCheckEveryMs = 10_000;

export interface ProbeRouteOptions {
	readonly store: Store;
	readonly assistant: Assistant;
	readonly lifecycle: Lifecycle;
	readonly metrics: Metrics;
	readonly version: string;
}

/**
 * `/health` says that this process lives and asks nobody: a database that is away must not get it restarted.
 * `/ready` says whether requests can be served now.
 */
export async function probeRoutes(app: FastifyInstance, options: ProbeRouteOptions): Promise<void> {
	const { store, assistant, lifecycle, metrics, version } = options;
	let storage: 'ok' | 'failing' | 'unknown' = 'unknown';
	const look = async () => {
		const problem = await storageProblem(store);
		storage = problem === undefined ? 'ok' : 'failing';
		metrics.dbUp.set(problem === undefined ? 1 : 0);
		return problem;
	};
	const refresh = async () => {
		if ((await look()) !== undefined) return;
		const copied = await store.lastBackup().catch(() => undefined);
		if (copied !== undefined) metrics.lastBackup.set(copied.getTime() / 1000);
	};
	const timer = setInterval(() => void refresh(), storageCheckEveryMs);
	timer.unref();
	app.addHook('onReady', refresh);
	app.addHook('onClose', async () => clearInterval(timer));

	app.get('/health', { schema: healthSchema }, async () => ({
		status: 'ok',
		version,
		ai: assistant.state(),
		storage,
		uptime: Math.round(process.uptime()),
	}));

	app.get('/ready', { schema: readySchema }, async (_request, reply) => {
		const reason = lifecycle.stopping ? 'The server is shutting down.' : await look();
		if (reason !== undefined) return reply.status(503).send({ status: 'unavailable', reason });
		const ai = assistant.state();
		return { status: 'ready', ai, degraded: ai === 'down' || ai === 'pulling' };
	});
}

async function storageProblem(store: Store): Promise<string | undefined> {
	const late = Symbol('late');
	let timer: NodeJS.Timeout | undefined;
	try {
		const found = await Promise.race([
			store.check(),
			new Promise<typeof late>((resolve) => {
				timer = setTimeout(resolve, storagePatienceMs, late);
			}),
		]);
		if (found === late) return `The database did not answer within ${storagePatienceMs} ms.`;
		if (found < store.expectedSchema)
			return `The database has schema ${found} and this version needs ${store.expectedSchema}: run "migrate".`;
		return undefined;
	} catch (error) {
		return error instanceof StorageError ? error.message : 'The database does not answer.';
	} finally {
		clearTimeout(timer);
	}
}
