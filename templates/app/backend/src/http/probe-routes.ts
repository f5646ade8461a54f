import type { FastifyInstance } from 'fastify';
import type { Assistant } from '../chat/assistant.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Store } from '../storage/store.ts';

const storagePatienceMs = 1000;
const storageCheckEveryMs = 10_000;

export interface ProbeRouteOptions {
	readonly store: Store;
	readonly assistant: Assistant;
	readonly lifecycle: Lifecycle;
	readonly version: string;
}

/**
 * `/health` says that this process lives and asks nobody: a database that is away must not get it restarted.
 * `/ready` says whether requests can be served now.
 */
export async function probeRoutes(app: FastifyInstance, { store, assistant, lifecycle, version }: ProbeRouteOptions): Promise<void> {
	let storage: 'ok' | 'failing' | 'unknown' = 'unknown';
	const refresh = async () => {
		storage = (await storageProblem(store)) === undefined ? 'ok' : 'failing';
	};
	const timer = setInterval(() => void refresh(), storageCheckEveryMs);
	timer.unref();
	app.addHook('onReady', refresh);
	app.addHook('onClose', async () => clearInterval(timer));

	app.get('/health', async () => ({
		status: 'ok',
		version,
		ai: assistant.state(),
		storage,
		uptime: Math.round(process.uptime()),
	}));

	app.get('/ready', async (_request, reply) => {
		const reason = lifecycle.stopping ? 'The server is shutting down.' : await storageProblem(store);
		if (reason !== undefined) return reply.status(503).send({ status: 'unavailable', reason });
		const ai = assistant.state();
		return { status: 'ready', ai, degraded: ai === 'failing' };
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
	} catch {
		return 'The database does not answer.';
	} finally {
		clearTimeout(timer);
	}
}
