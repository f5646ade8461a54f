import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, type Environment } from '../../../templates/app/backend/src/config/environment.ts';
import { readDataSettings, readSettings } from '../../../templates/app/backend/src/config/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';

const secret = 'x'.repeat(32);
const elsewhere = { SECRETS_DIR: '/nonexistent' };

function problems(environment: Environment): readonly string[] {
	try {
		readSettings({ ...elsewhere, ...environment });
		return [];
	} catch (error) {
		if (error instanceof ConfigurationError) return error.problems;
		throw error;
	}
}

describe('the settings of the backend', () => {
	it('needs nothing but a secret', () => {
		expect(readSettings({ ...elsewhere, JWT_SECRET: secret })).toMatchObject({
			host: '0.0.0.0',
			port: 8000,
			environment: 'dev',
			storage: { driver: 'sqlite', dataDirectory: '/app/data' },
			jwt: { secret, ttlSeconds: 604_800 },
			ai: { backend: 'none' },
			corsOrigins: [],
			rateLimitRpm: 300,
			webRoot: undefined,
		});
	});

	it('tells all problems at once, each as a sentence', () => {
		expect(
			problems({
				PORT: 'eighty',
				ENVIRONMENT: 'live',
				JWT_SECRET: 'short',
				JWT_TTL: 'a week',
				AI_BACKEND: 'openai',
				CORS_ORIGINS: 'https://a.example/path',
				DATABASE_DRIVER: 'mysql',
			}),
		).toEqual([
			'PORT is "eighty" and must be a whole number from 0 to 65535.',
			'ENVIRONMENT is "live" and must be one of dev, staging, prod.',
			'DATABASE_DRIVER is "mysql" and must be one of sqlite, postgres, external.',
			'JWT_SECRET is 5 bytes long and must have at least 32. Make one with: openssl rand -base64 48',
			'JWT_TTL is "a week" and must be a number with s, m, h or d, such as 7d.',
			'OPENAI_API_KEY is missing. AI_BACKEND=openai needs it; AI_BACKEND=none works without a key.',
			'CORS_ORIGINS contains "https://a.example/path", which is not an origin such as https://todo.example.com.',
		]);
	});

	it('needs an address and a model for a compatible server, and no key', () => {
		expect(problems({ JWT_SECRET: secret, AI_BACKEND: 'compatible' })).toEqual([
			expect.stringMatching(/^AI_BASE_URL is missing/),
			expect.stringMatching(/^AI_MODEL is missing/),
		]);
		expect(problems({ JWT_SECRET: secret, AI_BACKEND: 'compatible', AI_BASE_URL: 'http://ollama:11434/v1', AI_MODEL: 'tiny' })).toEqual([]);
	});

	it('reads a secret from a named file and from the secrets folder, without the end of the line', async () => {
		const folder = temporaryFolder();
		await writeFile(join(folder, 'JWT_SECRET'), `${secret}-mounted\n`);
		await writeFile(join(folder, 'named'), `${secret}-named\r\n`);
		expect(readSettings({ SECRETS_DIR: folder }).jwt.secret).toBe(`${secret}-mounted`);
		expect(readSettings({ SECRETS_DIR: folder, JWT_SECRET_FILE: join(folder, 'named') }).jwt.secret).toBe(`${secret}-named`);
		expect(readSettings({ SECRETS_DIR: folder, JWT_SECRET: secret }).jwt.secret).toBe(secret);
	});

	it('does not go on without a file that was asked for', () => {
		expect(problems({ JWT_SECRET_FILE: '/nonexistent/secret' })).toEqual(['JWT_SECRET cannot be read from /nonexistent/secret (ENOENT).']);
	});

	it('migrates without any secret', () => {
		expect(readDataSettings({ DATA_DIR: '/data' }).storage).toEqual({ driver: 'sqlite', dataDirectory: '/data' });
	});
});
