import type { SecretKey } from '../core/app.js';
import { defineCheck, type Finding, type Probe } from '../core/check.js';
import type { System } from '../core/ports.js';
import { Secret } from '../core/secret.js';
import type { Step, StepContext } from '../core/step.js';
import { found } from '../knowledge/found.js';
import { kubectl, must, type Place } from './kube.js';

/** The keys of a Kubernetes Secret that hold something, with the checksum we noted beside each ("" when it is not ours). Values are never read. */
export type SecretFacts = Readonly<Record<string, string>>;

const annotation = 'todo-k8s-setup/sum.';

export function secretProbe(place: Place, name: string): Probe<SecretFacts> {
	// Lengths and annotations only, so that no value ever comes out of the cluster.
	const template = `{{range $k, $v := .data}}{{$k}} {{len $v}}{{"\\n"}}{{end}}{{range $k, $v := .metadata.annotations}}@{{$k}} {{$v}}{{"\\n"}}{{end}}`;
	return {
		id: `secret:${place.context}/${place.namespace}/${name}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(kubectl(place, 'get', 'secret', name, '-o', `go-template=${template}`), {
				signal,
				timeoutMs: 10_000,
			});
			return outcome.kind === 'exited' && outcome.code === 0 ? parseSecret(outcome.stdout) : {};
		},
	};
}

export function parseSecret(stdout: string): SecretFacts {
	const lines = stdout.split('\n').map((line) => line.split(' '));
	const sums = new Map(
		lines.filter(([name]) => name?.startsWith(`@${annotation}`)).map(([name = '', sum = '']) => [name.slice(annotation.length + 1), sum]),
	);
	const keys = lines.filter(([name, length]) => name && !name.startsWith('@') && Number(length) > 0);
	return Object.fromEntries(keys.map(([name = '']) => [name, sums.get(name) ?? '']));
}

/** One figure over all keys, so that pods restart when a secret changes. */
export function secretSum(facts: SecretFacts, system: System): string {
	return system.sha256(JSON.stringify(Object.entries(facts).sort())).slice(0, 16);
}

function sumOf(system: System, key: string, value: Secret): string {
	return system.sha256(`${key}:${value.reveal()}`).slice(0, 16);
}

/** Brings the secrets into the cluster by stdin. Keys that are there stay, unless this run was given another value. */
export function applySecret(place: Place, release: string, name: string, keys: readonly SecretKey[]): Step {
	const given: Probe<Readonly<Record<string, string>>> = {
		id: `secret.given:${name}`,
		read: async ({ system }) =>
			Object.fromEntries(keys.flatMap(({ key, given: value }) => (value ? [[key, sumOf(system, key, value)]] : []))),
	};
	return {
		id: 'secret.apply',
		title: 'Keep the secrets in the cluster',
		done: 'Secrets kept in the cluster',
		goal: defineCheck({
			id: 'secret.complete',
			title: 'The app has its secrets',
			needs: { there: secretProbe(place, name), wanted: given },
			diagnose: ({ there, wanted }) => keys.filter((key) => !isThere(key, there, wanted)).map(({ key }) => missing(key, name)),
		}),
		after: ['namespace.create'],
		preview: keys.map(({ key }) => `kubectl apply --server-side -f -   (Secret "${name}", key ${key}, by stdin)`),
		seconds: 1,
		async run(context) {
			const [there, wanted] = await Promise.all([context.read(secretProbe(place, name)), context.read(given)]);
			for (const key of keys.filter((each) => !isThere(each, there, wanted))) {
				if (key.given && there[key.key] !== undefined) await key.change?.(context, { ...place, release }, key.given);
				await applyKey(context, place, name, key);
			}
		},
	};
}

function isThere({ key, optional }: SecretKey, there: SecretFacts, wanted: Readonly<Record<string, string>>): boolean {
	if (wanted[key] !== undefined) return there[key] === wanted[key];
	return there[key] !== undefined || optional === true;
}

function missing(key: string, name: string): Finding {
	return found('secret.key-missing', { says: `The secret "${name}" has no key ${key}, or an outdated one.` });
}

/** Each key has a field manager of its own, so that setting one never takes another away, and no value has to be read first. */
async function applyKey({ ports, signal }: StepContext, place: Place, name: string, { key, given, generated }: SecretKey): Promise<void> {
	const value = given ?? (generated ? ports.system.random(48) : undefined);
	// Not given and not ours to make: the goal will say that it is missing.
	if (!value) return;
	ports.redactor.learn(value);
	const manifest = {
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'Opaque',
		metadata: {
			name,
			namespace: place.namespace,
			labels: { 'app.kubernetes.io/managed-by': 'todo-k8s-setup' },
			annotations: { [`${annotation}${key}`]: sumOf(ports.system, key, value) },
		},
		// Not stringData: its fields would stay with their manager after the API server has moved them to data.
		data: { [key]: Buffer.from(value.reveal(), 'utf8').toString('base64') },
	};
	await must(
		ports,
		kubectl(place, 'apply', '--server-side', `--field-manager=todo-k8s-setup-${key.toLowerCase()}`, '--force-conflicts', '-f', '-'),
		{ signal, timeoutMs: 30_000, input: new Secret(JSON.stringify(manifest)) },
		`The secret ${key} could not be brought into the cluster`,
	);
}
