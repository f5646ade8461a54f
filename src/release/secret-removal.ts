import type { SecretKey } from '../core/app.js';
import { defineCheck } from '../core/check.js';
import type { Step } from '../core/step.js';
import { found } from '../knowledge/found.js';
import { kubectl, must, type Place } from './kube.js';
import { secretProbe } from './secret.js';

/** Takes the secrets away, but those that the data cannot be read without: they go with the data. */
export function removeSecret(place: Place, name: string, keys: readonly SecretKey[] = []): Step {
	const kept = new Set(keys.filter(({ livesWithData }) => livesWithData).map(({ key }) => key));
	const there = secretProbe(place, name);
	const whole = kubectl(place, 'delete', 'secret', name, '--ignore-not-found');
	const part = (gone: readonly string[]) =>
		kubectl(
			place,
			'patch',
			'secret',
			name,
			'--type=json',
			'-p',
			JSON.stringify(gone.map((key) => ({ op: 'remove', path: `/data/${key}` }))),
		);
	return {
		id: 'secret.remove',
		title: 'Remove the secrets',
		removes: 'the secrets of the app',
		done: 'Secrets removed',
		goal: defineCheck({
			id: 'secret.removed',
			title: 'No secret of the app is in the cluster',
			needs: { there },
			diagnose: ({ there: keysThere }) =>
				Object.keys(keysThere).some((key) => !kept.has(key))
					? [found('secret.still-there', { says: `The secret "${name}" is still there.` })]
					: [],
		}),
		after: ['release.remove'],
		preview: [(kept.size === 0 ? whole : part(keys.map(({ key }) => key).filter((key) => !kept.has(key)))).join(' ')],
		seconds: 1,
		run: async ({ ports, signal }) => {
			const present = Object.keys(await there.read(ports, signal));
			const gone = present.filter((key) => !kept.has(key));
			const command = gone.length === present.length ? whole : part(gone);
			await must(ports, command, { signal, timeoutMs: 30_000 }, 'The secrets could not be removed');
		},
	};
}

/** Takes away what was kept for the data, once that is gone; nothing where the data needs no secret. */
export function removeDataSecret(place: Place, name: string, keys: readonly SecretKey[]): readonly Step[] {
	const kept = keys.filter(({ livesWithData }) => livesWithData).map(({ key }) => key);
	if (kept.length === 0) return [];
	const command = kubectl(place, 'delete', 'secret', name, '--ignore-not-found');
	return [
		{
			id: 'secret.remove-with-data',
			title: 'Remove the password of the database',
			done: 'Password of the database removed',
			goal: defineCheck({
				id: 'secret.removed-with-data',
				title: 'No password of a database is in the cluster',
				needs: { there: secretProbe(place, name) },
				diagnose: ({ there }) =>
					kept.some((key) => there[key] !== undefined)
						? [found('secret.still-there', { says: `The secret "${name}" is still there.` })]
						: [],
			}),
			after: ['data.remove', 'secret.remove'],
			preview: [command.join(' ')],
			seconds: 1,
			destroys: 'The password of the database, without which its volume cannot be read.',
			run: async ({ ports, signal }) => {
				await must(ports, command, { signal, timeoutMs: 30_000 }, 'The password could not be removed');
			},
		},
	];
}
