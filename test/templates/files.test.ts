import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../templates/app/backend/src/config/settings.ts';
import { pagePolicy } from '../../templates/app/backend/src/http/security-headers.ts';
import { templates } from './support/helm.js';

const read = (path: string) => readFileSync(join(templates, path), 'utf8');

describe('the files of the app', () => {
	it('protect pages with the same policy in nginx and in the one-process server', () => {
		const [, policy] = /Content-Security-Policy "([^"]+)"/.exec(read('app/frontend/nginx/security-headers.conf')) ?? [];
		expect(policy).toBe(pagePolicy);
		expect(policy).not.toMatch(/unsafe|\*|data:/);
	});

	it('repeat the headers in every nginx location that sets one of its own for pages', () => {
		const locations = read('app/frontend/nginx/nginx.conf')
			.split(/\n {4}location /)
			.slice(1);
		const pages = locations.filter((location) => location.includes('try_files'));
		expect(pages).toHaveLength(2);
		for (const page of pages) expect(page).toContain('include /app/security-headers.conf;');
	});

	it.each(['backend', 'frontend'])('keep everything but the sources of %s out of the build', (app) => {
		const lines = read(`app/${app}/.dockerignore`)
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('#'));
		expect(lines[0]).toBe('*');
		expect(
			lines
				.slice(1)
				.every((line) =>
					/^!(package(-lock)?\.json|tsconfig\.json|build\.mjs|vite\.config\.ts|index\.html|src|test|public|nginx)$/.test(line),
				),
		).toBe(true);
	});

	it.each(['backend', 'frontend'])('build %s for any builder, as a numbered user, from the lock file first', (app) => {
		const dockerfile = read(`app/${app}/Dockerfile`);
		expect(dockerfile).not.toMatch(/^# *syntax=|--mount|<<\w/m);
		expect(dockerfile).toMatch(/^USER 10001:10001$/m);
		expect(dockerfile).toMatch(/^ENTRYPOINT \[/m);
		expect(dockerfile).toMatch(/^HEALTHCHECK .* CMD \[/m);
		expect(dockerfile.indexOf('COPY package.json package-lock.json')).toBeLessThan(dockerfile.indexOf('npm ci'));
		expect(dockerfile.indexOf('npm ci')).toBeLessThan(dockerfile.indexOf('COPY src'));
	});

	it.each(['backend', 'frontend'])('pin what %s is made of and name no private registry', (app) => {
		const { dependencies, devDependencies } = JSON.parse(read(`app/${app}/package.json`));
		for (const version of Object.values<string>({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		const lock = JSON.parse(read(`app/${app}/package-lock.json`));
		const addresses = Object.values<{ resolved?: string }>(lock.packages)
			.map(({ resolved }) => resolved)
			.filter((resolved) => resolved !== undefined);
		expect(addresses.filter((address) => !address.startsWith('https://registry.npmjs.org/'))).toEqual([]);
		expect(
			Object.entries<{ integrity?: string }>(lock.packages).filter(([path, { integrity }]) => path !== '' && integrity === undefined),
		).toEqual([]);
	});

	it('name in env.example exactly the variables that are read', () => {
		const text = read('env.example');
		const named = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!).sort();
		const compose = [...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!);
		const read_ = sourceVariables();
		expect(named).toEqual([...new Set([...read_, ...compose.filter((name) => name !== 'CA_PEM'), 'COMPOSE_PROFILES'])].sort());
	});

	it('accept env.example once it has a secret', () => {
		const variables = Object.fromEntries([...read('env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]));
		expect(readSettings({ ...variables, JWT_SECRET: 'x'.repeat(40) })).toMatchObject({
			port: 8000,
			ai: { backend: 'none' },
			storage: { dataDirectory: './data' },
		});
	});

	it('run in compose as in the cluster: no rights, nothing to write but data and /tmp', () => {
		const { services } = parse(read('compose.yaml'));
		for (const service of Object.values<any>(services))
			expect(service).toMatchObject({
				read_only: true,
				tmpfs: expect.arrayContaining(['/tmp']),
				cap_drop: ['ALL'],
				security_opt: ['no-new-privileges:true'],
			});
		expect(services.frontend.environment.BACKEND_URL).toBe('http://backend:8000');
	});

	it('keep secrets out of git', () => {
		expect(read('gitignore').split('\n')).toEqual(
			expect.arrayContaining(['.todo-k8s/', '.env', '.env.*', '!.env.example', 'node_modules/', 'dist/']),
		);
	});
});

/** The names that the configuration asks for, from its source. */
function sourceVariables(): string[] {
	const folder = join(templates, 'app/backend/src/config');
	const source = readdirSync(folder)
		.map((file) => readFileSync(join(folder, file), 'utf8'))
		.join('\n');
	const names = [
		...source.matchAll(/reader\.\w+\('([A-Z_]+)'/g),
		...source.matchAll(/key: '([A-Z_]+)'/g),
		...source.matchAll(/environment\.([A-Z_]+)/g),
	];
	return names.map(([, name]) => name!);
}
