import type { FastifyInstance } from 'fastify';
import { makeApp } from '../app.ts';
import type { Environment } from '../config/environment.ts';
import { readSettings } from '../config/settings.ts';
import { makeLogger } from '../http/logger.ts';
import { Lifecycle } from '../lifecycle.ts';
import { measuredDatabase } from '../metrics/measured.ts';
import { Metrics } from '../metrics/metrics.ts';
import { serveMetrics } from '../metrics/metrics-server.ts';
import { openStore } from '../storage/open-store.ts';
import { migrateStore } from './migrate.ts';

const drainMs = 20_000;

/** Runs the server until a signal asks it to stop. `--migrate` brings the schema up to date before listening. */
export async function serve(environment: Environment, flags: readonly string[]): Promise<void> {
	const settings = readSettings(environment);
	const logger = makeLogger(settings.log);
	const metrics = new Metrics(settings.log.version);
	const store = await openStore(settings.storage, (database) => measuredDatabase(database, metrics));
	if (flags.includes('--migrate')) await migrateStore(store, logger);
	const lifecycle = new Lifecycle();
	const app = await makeApp({ settings, store, logger, metrics, lifecycle });

	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	const metricsServer = settings.metricsPort === undefined ? undefined : await serveMetrics(metrics, settings.host, settings.metricsPort);
	await app.listen({ host: settings.host, port: settings.port });
	logger.info({ environment: settings.environment, ai: settings.ai.backend, storage: store.description }, 'serving');

	function stop(signal: NodeJS.Signals): void {
		if (lifecycle.stopping) process.exit(1);
		lifecycle.stop();
		logger.info({ signal }, 'shutting down');
		void drain(app).then(async (complete) => {
			metricsServer?.closeAllConnections();
			await store.close();
			logger.info({ complete }, 'stopped');
			process.exit(0);
		});
	}
}

/** Waits for the requests under way, but not for ever. */
async function drain(app: FastifyInstance): Promise<boolean> {
	let complete = true;
	const limit = setTimeout(() => {
		complete = false;
		app.server.closeAllConnections();
	}, drainMs);
	await app.close();
	clearTimeout(limit);
	return complete;
}
