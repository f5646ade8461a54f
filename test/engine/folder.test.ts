import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { dir, healthy, Wizard } from '../support/wizard.js';

const values = 'values/values-dev.yaml';
const compatible = { ai: 'compatible', 'ai-base-url': 'http://localhost:1234/v1', 'ai-model': 'first' };

function withModel(text: string, model: string): string {
	const edited = text.replace(/^( +model:) .*$/m, `$1 ${model}`);
	if (edited === text) throw new Error('There is no model in the values file.');
	return edited;
}

describe('the files of the user', () => {
	it('keeps a key of the values file that the user edited', async () => {
		const wizard = await healthy(bareWorld());
		const mine = withModel(wizard.read(values), 'mine');
		wizard.write(values, mine);
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(wizard.read(values)).toBe(mine);
	});

	it('keeps it with a note when an answer says otherwise now', async () => {
		const wizard = await healthy(bareWorld(), { flags: compatible });
		const mine = withModel(wizard.read(values), 'mine');
		wizard.write(values, mine);
		const { report } = await wizard.go({ yes: true, flags: { ...compatible, 'ai-model': 'second' } });

		expect(report.outcome).toBe('ready');
		expect(report.findings).toMatchObject([{ id: 'folder.edit-kept', severity: 'note' }]);
		expect(wizard.read(values)).toBe(mine);
		expect(wizard.read('setup.yaml')).toMatch(/^aiModel: "?second"?$/m);
	});

	it.each([
		['replaces it when the user says yes', true, /^ +model: "?second"?$/m],
		['keeps it when the user says no', false, /^ +model: mine$/m],
	])('%s', async (_title, yes, model) => {
		const wizard = await healthy(bareWorld(), { flags: compatible });
		wizard.write(values, withModel(wizard.read(values), 'mine'));
		const { report, frontEnd } = await wizard.go({ flags: { ...compatible, 'ai-model': 'second' }, person: { confirm: () => yes } });

		expect(report.outcome).toBe('ready');
		expect(frontEnd.confirmed).toEqual([`You changed ${values}, and a newer version or answer says otherwise. Replace yours?`]);
		expect(wizard.read(values)).toMatch(model);
	});

	it('follows a changed answer where nothing was edited, and keeps comments and keys of the user', async () => {
		const wizard = await healthy(bareWorld(), { flags: compatible });
		const before = wizard.read(values);
		wizard.write(values, `# my own first line\n${before}mine:\n  - a # with a comment\n`);
		await wizard.go({ yes: true, flags: { ...compatible, 'ai-model': 'second' } });

		const after = wizard.read(values);
		expect(after).toMatch(/^# my own first line\n/);
		expect(after).toMatch(/mine:\n {2}- a # with a comment\n$/);
		expect(after).toMatch(/^ +model: "?second"?$/m);
		expect(after.match(/#/g)?.length).toBe((before.match(/#/g)?.length ?? 0) + 2);
	});

	it('keeps the line ends of Windows', async () => {
		const wizard = await healthy(bareWorld(), { flags: compatible });
		wizard.write(values, wizard.read(values).replaceAll('\n', '\r\n'));
		await wizard.go({ yes: true, flags: { ...compatible, 'ai-model': 'second' } });

		expect(wizard.read(values)).toMatch(/^ +model: "?second"?\r$/m);
		expect(wizard.read(values).replaceAll('\r\n', '')).not.toContain('\n');
	});

	it.each([values, 'setup.yaml'])('names line and column of a mistake in %s, and leaves the file alone', async (path) => {
		const wizard = await healthy(bareWorld());
		const broken = 'cluster: none\nlist: [1, 2\nother: "x\n';
		wizard.write(path, broken);
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2 });
		expect(report.says).toMatch(
			new RegExp(`^${path.replaceAll('.', '\\.')} is not valid YAML: line \\d+, column \\d+: .*It was left as it is`, 's'),
		);
		expect(wizard.read(path)).toBe(broken);
	});

	it('says so when setup.yaml holds no answers but a sentence', async () => {
		const wizard = await healthy(bareWorld());
		wizard.write('setup.yaml', 'just a sentence\n');
		const { report } = await wizard.go({ yes: true });

		expect(report.says).toBe(
			'setup.yaml does not hold keys and values (line 1, column 1). It was left as it is; correct it and run this again.',
		);
	});

	it('writes nothing into a folder with files of somebody else', async () => {
		const wizard = new Wizard(bareWorld());
		wizard.write('README.md', '# My project\n');
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({
			outcome: 'usage',
			exitCode: 2,
			says: `${dir} holds files of yours that the setup would write (README.md). Nothing was changed; name another folder with --dir.`,
		});
		expect(Object.keys(wizard.world.files).filter((path) => path.startsWith(`${dir}/`))).toEqual([`${dir}/README.md`]);
	});

	it('keeps a file of the chart that the user edited, and asks only when we have a newer one', async () => {
		const wizard = await healthy(bareWorld());
		const path = 'chart/todo-chatbot/Chart.yaml';
		const mine = `${wizard.read(path)}# mine\n`;
		wizard.write(path, mine);
		expect((await wizard.go({ yes: true })).report).toMatchObject({ outcome: 'ready', findings: [] });

		wizard.change((world) => ({
			...world,
			files: { ...world.files, [`/package/templates/${path}`]: { text: 'apiVersion: v2\nname: newer\n', mode: 0o644 } },
		}));
		const { report } = await wizard.go({ yes: true });
		expect(report.findings).toMatchObject([{ id: 'folder.edit-kept' }]);
		expect(wizard.read(path)).toBe(mine);
	});

	it('updates a file of the chart that nobody edited', async () => {
		const wizard = await healthy(bareWorld());
		const path = 'chart/todo-chatbot/Chart.yaml';
		wizard.change((world) => ({
			...world,
			files: { ...world.files, [`/package/templates/${path}`]: { text: 'apiVersion: v2\nname: newer\n', mode: 0o644 } },
		}));
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(wizard.read(path)).toBe('apiVersion: v2\nname: newer\n');
	});

	it('writes a file again that was deleted', async () => {
		const wizard = await healthy(bareWorld());
		const before = wizard.read(values);
		wizard.change((world) => ({
			...world,
			files: Object.fromEntries(Object.entries(world.files).filter(([path]) => path !== `${dir}/${values}`)),
		}));
		const { report } = await wizard.go({ yes: true });

		expect(report.done).toEqual(['Folder written']);
		expect(wizard.read(values)).toBe(before);
	});

	it.each([
		['is gone', undefined],
		['was cut off in the middle', '{"files": {'],
	])('still overwrites nothing when our own record %s', async (_what, record) => {
		const wizard = await healthy(bareWorld());
		const path = 'app/backend/Dockerfile';
		wizard.write(path, 'FROM mine\n');
		wizard.change((world) => {
			const files = Object.fromEntries(Object.entries(world.files).filter(([each]) => !each.endsWith('.todo-k8s/files.json')));
			return {
				...world,
				files: record === undefined ? files : { ...files, [`${dir}/.todo-k8s/files.json`]: { text: record, mode: 0o644 } },
			};
		});
		const { report } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(wizard.read(path)).toBe('FROM mine\n');
	});

	it('gives every environment its own values file, and only the chosen one follows the answers', async () => {
		const wizard = await healthy(bareWorld(), { flags: { env: 'staging', ...compatible } });

		expect(wizard.read('values/values-staging.yaml')).toMatch(/^ +model: "?first"?$/m);
		const dev = wizard.read(values);
		await wizard.go({ yes: true, flags: { env: 'staging', ...compatible, 'ai-model': 'second' } });
		expect(wizard.read('values/values-staging.yaml')).toMatch(/^ +model: "?second"?$/m);
		expect(wizard.read(values)).toBe(dev);
	});

	it('goes on with a folder of the version before, whose keys the chart does not take any more', async () => {
		const wizard = await healthy(freshWorld());
		const old = [
			'# mine',
			'backend:',
			'  environment: dev',
			'  ai: {backend: none, baseUrl: "", model: ""}',
			'  database:',
			'    driver: sqlite',
			'  secrets:',
			'    # Name of the Secret that holds JWT_SECRET and the key of the AI.',
			'    existingSecret: todo-backend',
			'  logLevel: debug',
			'frontend:',
			'  service: {type: NodePort, nodePort: 30080}',
			'',
		].join('\n');
		wizard.write(values, old);
		const path = `${dir}/.todo-k8s/files.json`;
		const record = JSON.parse(wizard.world.files[path]?.text ?? '{}') as { keys: Record<string, Record<string, string>> };
		record.keys[values] = {
			'backend.environment': 'dev',
			'backend.ai.backend': 'none',
			'backend.ai.baseUrl': '',
			'backend.ai.model': '',
			'backend.database.driver': 'sqlite',
			'backend.secrets.existingSecret': 'todo-backend',
			'frontend.service.type': 'NodePort',
			'frontend.service.nodePort': '30080',
		};
		wizard.change((world) => ({ ...world, files: { ...world.files, [path]: { text: JSON.stringify(record), mode: 0o644 } } }));
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(parse(wizard.read(values))).toMatchObject({
			backend: {
				environment: 'dev',
				ai: { backend: 'none', baseUrl: '', model: '' },
				database: { driver: 'sqlite' },
				logLevel: 'debug',
			},
			global: { secrets: { existingSecret: 'todo-backend' } },
			postgres: { enabled: false },
			ollama: { enabled: false },
		});
		expect(Object.keys((parse(wizard.read(values)) as { backend: object }).backend)).not.toContain('secrets');
		expect(wizard.read(values)).toMatch(/^# mine\n/);
	});
});
