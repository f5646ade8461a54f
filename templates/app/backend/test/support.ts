import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { makeApp } from '../src/app.ts';
import { readSettings } from '../src/config/settings.ts';
import { makeLogger } from '../src/http/logger.ts';
import { openStore } from '../src/storage/open-store.ts';

/** The app with an empty database of its own, asked without a network. */
export async function startApp(environment: Record<string, string> = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'todo-backend-'));
	const settings = readSettings({ JWT_SECRET: 'only for tests, and 32 bytes long', DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment });
	const store = await openStore(settings.storage);
	await store.migrate();
	const app = await makeApp({ settings, store, logger: makeLogger(settings.log) });
	return {
		app,
		async stop() {
			await app.close();
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A new account; returns what its requests have to carry. */
export async function signUp(app: FastifyInstance, email: string): Promise<{ authorization: string }> {
	const answer = await app.inject({ method: 'POST', url: '/api/auth/signup', payload: { email, password: 'correct horse' } });
	return { authorization: `Bearer ${answer.json().token}` };
}
