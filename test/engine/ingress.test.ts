import { describe, expect, it } from 'vitest';
import { toPlain } from '../../src/core/phrase.js';
import { freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, Wizard } from '../support/wizard.js';

const values = 'values/values-dev.yaml';
const go = { yes: true, flags: { exposure: 'ingress' } } as const;

describe('an Ingress', () => {
	it('gets its controller before the release, and is verified by address where the name is not known', async () => {
		const wizard = new Wizard(freshWorld());
		const { report, changes } = await wizard.go(go);

		expect(report).toMatchObject({ outcome: 'ready', exitCode: 0, url: 'http://todo.local' });
		const order = changes.map(inShort);
		expect(order.indexOf('minikube addons enable ingress -p minikube')).toBeGreaterThan(0);
		expect(order.indexOf('minikube addons enable ingress -p minikube')).toBeLessThan(order.indexOf('helm upgrade todo'));
		expect(report.done).toContain('Ingress controller enabled');
		expect(report.verified.every(({ holds }) => holds)).toBe(true);
		expect(report.verified.map(({ id }) => id)).toContain('app.tasks');
		expect(wizard.read(values)).toMatch(/^ingress:\n.*\n {2}enabled: true\n.*\n {2}host: todo\.local$/m);
		expect(wizard.read(values)).toMatch(/^ {4}type: "?ClusterIP"?$/m);
		expect(wizard.world.minikube.profiles.minikube?.namespaces.todo?.releases.todo?.ingress).toEqual({
			host: 'todo.local',
			encrypted: false,
		});
	});

	it('tells the exact line for the hosts file, and changes nothing there', async () => {
		const { report, commands } = await new Wizard(freshWorld()).go(go);
		const [finding, ...more] = report.findings;

		expect(more).toEqual([]);
		expect(finding).toMatchObject({ id: 'access.name-unknown', severity: 'note' });
		expect(finding?.remedies[0]).toMatchObject({ commands: ['echo "192.168.49.2 todo.local" | sudo tee -a /etc/hosts'] });
		expect(finding && toPlain(finding.says)).toBe('This machine does not know yet where todo.local is, so a browser would not find it.');
		expect(commands.filter((line) => line.includes('hosts'))).toEqual([]);
	});

	it('is verified by its name once that leads to the node', async () => {
		const { report } = await new Wizard(freshWorld({ hosts: { 'shop.example.com': ['192.168.49.2'] } })).go({
			yes: true,
			flags: { exposure: 'ingress', host: 'shop.example.com' },
		});
		expect(report).toMatchObject({ outcome: 'ready', url: 'http://shop.example.com', findings: [] });
	});

	it('holds on the second run, and gets its controller back when somebody switched it off', async () => {
		const wizard = await healthy(freshWorld(), go);
		expect((await wizard.go({ yes: true })).changes).toEqual([]);

		wizard.change((world) => {
			const { minikube } = world.minikube.profiles;
			return { ...world, minikube: { ...world.minikube, profiles: { minikube: { ...minikube!, addons: [] } } } };
		});
		const { report } = await wizard.go({ yes: true });
		expect(report).toMatchObject({ outcome: 'ready', done: ['Ingress controller enabled'] });
	});

	it('is encrypted with a certificate of its own in production, which we trust and nobody else', async () => {
		const wizard = new Wizard(freshWorld());
		const { report } = await wizard.go({ yes: true, flags: { exposure: 'ingress', env: 'prod' } });

		expect(report).toMatchObject({ outcome: 'ready', url: 'https://todo.local' });
		expect(wizard.read('values/values-prod.yaml')).toMatch(/^ {2}tls:\n.*\n {4}mode: "?selfSigned"?$/m);
		expect(wizard.read('setup.yaml')).toMatch(/^tls: "?selfSigned"?$/m);
	});

	it('is not taken unencrypted in production', async () => {
		const { report, changes } = await new Wizard(freshWorld()).go({ yes: true, flags: { exposure: 'ingress', env: 'prod', tls: 'none' } });
		expect(report).toMatchObject({
			outcome: 'usage',
			says: '--tls: Production does not go over the network unencrypted; use selfSigned.',
		});
		expect(changes).toEqual([]);
	});

	it.each(['Todo.Local', 'todo', 'http://todo.local', 'a_b.local'])('is not made for %s', async (host) => {
		const { report } = await new Wizard(freshWorld()).go({ yes: true, flags: { exposure: 'ingress', host } });
		expect(report.says).toBe(`--host: "${host}" is not the name of a host; it looks like todo.local, in lower-case letters.`);
	});

	it('gives way to a port of the node again', async () => {
		const wizard = await healthy(freshWorld(), { flags: { exposure: 'ingress', tls: 'selfSigned' } });
		const { report } = await wizard.go({ yes: true, flags: { exposure: 'nodeport' } });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://192.168.49.2:30080' });
		expect(wizard.read(values)).toMatch(/^ingress:\n.*\n {2}enabled: false$/m);
		expect(wizard.read(values)).toMatch(/^ {2}tls:\n.*\n {4}mode: none$/m);
	});

	it('is asked for with its name', async () => {
		const { report, frontEnd } = await new Wizard(freshWorld()).go({
			command: '',
			person: { answers: { exposure: ['ingress'], host: ['my.todo.test'] } },
		});
		expect(report.url).toBe('http://my.todo.test');
		expect(frontEnd.asked.map(({ id }) => id)).toEqual(['cluster', 'environment', 'ai', 'database', 'exposure', 'host']);
	});
});
