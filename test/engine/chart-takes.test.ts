import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { freshWorld } from '../../src/demo/world.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { Wizard } from '../support/wizard.js';

const helm = process.env.HELM || 'helm';
const hasHelm = spawnSync(helm, ['version', '--short'], { stdio: 'ignore' }).status === 0;
const chart = fileURLToPath(new URL('../../templates/chart/todo-chatbot', import.meta.url));

/** The real Helm renders the real chart with what the wizard has written and says on its command line. */
async function render(flags: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
	const wizard = new Wizard(freshWorld({ databases: { 'db.example.com:6543': 'encrypted' } }));
	const { report, changes } = await wizard.go({ yes: true, flags, env });
	expect(report.outcome).toBe('ready');
	const values = join(temporaryFolder(), 'values.yaml');
	writeFileSync(values, wizard.read(`values/values-${flags.env ?? 'dev'}.yaml`));
	const upgrade = changes.find((line) => line.startsWith('helm upgrade')) ?? '';
	const sets = [...upgrade.matchAll(/--set-string (\S+)/g)].flatMap(([, set = '']) => ['--set-string', set]);
	const { status, stdout, stderr } = spawnSync(
		helm,
		['template', 'todo', chart, '--namespace', 'todo', '--kube-version', '1.33.0', '--values', values, ...sets],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(stderr);
	return parseAllDocuments(stdout).flatMap((document) => {
		const object = document.toJS() as { kind: string; metadata: { name: string } } | null;
		return object ? [`${object.kind} ${object.metadata.name}`] : [];
	});
}

describe.skipIf(!hasHelm)('the chart takes what the wizard writes', () => {
	it.each(['dev', 'staging', 'prod'])('for %s with nothing else', async (env) => {
		const made = await render({ env });
		expect(made).toEqual(expect.arrayContaining(['Deployment todo-backend', 'Deployment todo-frontend']));
		expect(made.filter((each) => each.startsWith('StatefulSet'))).toEqual([]);
	});

	it('for Postgres, with an autoscaler in production', async () => {
		expect(await render({ env: 'dev', database: 'postgres' })).toContain('StatefulSet todo-postgres');
		const made = await render({ env: 'prod', database: 'postgres' });
		expect(made).toEqual(expect.arrayContaining(['StatefulSet todo-postgres', 'HorizontalPodAutoscaler todo-backend']));
	});

	it.each(['dev', 'prod'])('for a database elsewhere in %s', async (env) => {
		const made = await render({ env, database: 'external' }, { DATABASE_URL: 'postgresql://u:p-w-d-1@db.example.com:6543/todo' });
		expect(made).toContain('Deployment todo-backend');
		expect(made.filter((each) => each.startsWith('StatefulSet'))).toEqual([]);
	});

	it.each(['qwen2.5:0.5b', 'qwen2.5:3b'])('for Ollama with %s, whose job has the name that we look for', async (model) => {
		const made = await render({ ai: 'ollama', 'ai-model': model });
		expect(made).toContain('StatefulSet todo-ollama');
		expect(made.some((each) => each.startsWith('Job todo-ollama-pull-'))).toBe(true);
	});

	it.each(['dev', 'staging', 'prod'])('for an Ingress in %s', async (env) => {
		const made = await render({ env, exposure: 'ingress' });
		expect(made).toContain('Ingress todo');
		expect(made.includes('Secret todo-tls')).toBe(env === 'prod');
	});

	it('for all of it at once', async () => {
		const made = await render({ env: 'prod', exposure: 'ingress', host: 'todo.example.com', database: 'postgres', ai: 'ollama' });
		expect(made).toEqual(expect.arrayContaining(['StatefulSet todo-postgres', 'StatefulSet todo-ollama', 'Ingress todo']));
	});
});
