import type { SecretKey, Settings } from '../../core/app.js';
import { defineCheck, type Finding } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { localSecretsProbe, secretsDir } from './probe.js';

/** Writes the app's secrets where only this user can read them; what is there is kept unless a new value was given. */
export function writeSecrets({ stateDir, secretKeys }: Settings): Step {
	const dir = secretsDir(stateDir);
	return {
		id: 'secrets.write',
		title: 'Keep the secrets for this user',
		done: 'Secrets kept for this user',
		goal: defineCheck({
			id: 'secrets.written',
			title: 'The secrets are in place',
			needs: { secrets: localSecretsProbe(stateDir), wanted: givenSums(secretKeys) },
			diagnose: ({ secrets, wanted }) =>
				secretKeys
					.filter(({ key, optional }) => (wanted[key] ? secrets[key] !== wanted[key] : !secrets[key] && !optional))
					.map(({ key }): Finding => found('secret.missing', { says: `The secret ${key} is not in place.` })),
		}),
		after: ['folder.write'],
		preview: secretKeys.map(({ key }) => `write ${key} to ${dir}/${key} (mode 0600)`),
		seconds: 1,
		async run({ ports }) {
			const there = await localSecretsProbe(stateDir).read(ports, new AbortController().signal);
			for (const { key, given, generated } of secretKeys) {
				const value = given ?? (generated && !there[key] ? ports.system.random(48) : undefined);
				if (!value) continue;
				ports.redactor.learn(value);
				await ports.files.write(`${dir}/${key}`, value.reveal(), 0o600);
			}
		},
	};
}

/** Checksums of the values given in this run; a probe because hashing belongs to the system port. */
function givenSums(secretKeys: readonly SecretKey[]) {
	return {
		id: 'none.given-secrets',
		read: async ({ system }: Ports): Promise<Readonly<Record<string, string>>> =>
			Object.fromEntries(secretKeys.flatMap(({ key, given }) => (given ? [[key, system.sha256(given.reveal())]] : []))),
	};
}

export function removeSecrets({ stateDir }: Settings): Step {
	return {
		id: 'secrets.remove',
		title: 'Remove the secrets',
		removes: 'the secrets of the app',
		done: 'Secrets removed',
		goal: defineCheck({
			id: 'secrets.removed',
			title: 'No secret is kept for the app',
			needs: { secrets: localSecretsProbe(stateDir) },
			diagnose: ({ secrets }) =>
				Object.keys(secrets).length > 0
					? [found('secret.still-there', { says: 'There are still secrets.', because: Object.keys(secrets).join(', ') })]
					: [],
		}),
		after: ['app.stop'],
		preview: [`delete ${secretsDir(stateDir)}`],
		seconds: 1,
		run: ({ ports }) => ports.files.remove(secretsDir(stateDir)),
	};
}
