import { makeApp } from '../../../templates/app/backend/src/app.ts';
import { readSettings } from '../../../templates/app/backend/src/config/settings.ts';
import { makeLogger } from '../../../templates/app/backend/src/http/logger.ts';
import { Lifecycle } from '../../../templates/app/backend/src/lifecycle.ts';
import { measuredDatabase } from '../../../templates/app/backend/src/metrics/measured.ts';
import { Metrics } from '../../../templates/app/backend/src/metrics/metrics.ts';
import { openStore } from '../../../templates/app/backend/src/storage/open-store.ts';
import type { Store } from '../../../templates/app/backend/src/storage/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	readonly body: any;
}

export interface CallOptions {
	readonly token?: string;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
}

export interface Backend {
	readonly url: string;
	readonly store: Store;
	readonly lifecycle: Lifecycle;
	readonly metrics: Metrics;
	readonly logLines: () => Record<string, unknown>[];
	call(method: string, path: string, options?: CallOptions): Promise<Answer>;
	/** A new account; returns its token. */
	signUp(email?: string): Promise<string>;
	stop(): Promise<void>;
}

let accounts = 0;

/** A real server on a free port with a database of its own. */
export async function startBackend(
	environment: Record<string, string> = {},
	wrap: (store: Store) => Store = (store) => store,
): Promise<Backend> {
	const settings = readSettings({
		JWT_SECRET: 'a secret that is only used in tests, 48 bytes...',
		DATA_DIR: temporaryFolder(),
		HOST: '127.0.0.1',
		PORT: '0',
		RATE_LIMIT_RPM: '100000',
		LOG_LEVEL: 'debug',
		...environment,
	});
	const metrics = new Metrics(settings.log.version);
	const opened = await openStore(settings.storage, (database) => measuredDatabase(database, metrics));
	await opened.migrate();
	const store = wrap(opened);
	const lines: string[] = [];
	const lifecycle = new Lifecycle();
	const app = await makeApp({
		settings,
		store,
		lifecycle,
		metrics,
		logger: makeLogger(settings.log, { write: (line) => void lines.push(line) }),
	});
	const url = await app.listen({ host: settings.host, port: settings.port });
	const call = callerOf(url);
	return {
		url,
		store,
		lifecycle,
		metrics,
		call,
		logLines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
		async signUp(email = `user-${++accounts}@example.com`) {
			const answer = await call('POST', '/api/auth/signup', { body: { email, password: 'correct horse' } });
			if (answer.status !== 201) throw new Error(`signing up failed: ${answer.text}`);
			return answer.body.token as string;
		},
		async stop() {
			await app.close();
			await opened.close();
		},
	};
}

export function callerOf(url: string) {
	return async (method: string, path: string, { token, body, headers }: CallOptions = {}): Promise<Answer> => {
		const response = await fetch(url + path, {
			method,
			headers: {
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, body: parse(text) };
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
