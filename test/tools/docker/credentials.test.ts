import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../../src/demo/world.js';
import { credentialHelpersAreThere, credentialsProbe } from '../../../src/tools/docker/credentials.js';
import { noAbort, portsWith } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const file = '/home/user/.docker/config.json';

async function read(
	config: string | undefined,
	helpers: Record<string, ReturnType<typeof exited> | { kind: 'missing'; program: string }> = {},
) {
	const world = { ...freshWorld(), files: config === undefined ? {} : { [file]: { text: config, mode: 0o600 } } };
	return credentialsProbe.read(portsWith(new ScriptedShell(helpers), world), noAbort);
}

describe("Docker's credential helpers", () => {
	it('are none without a configuration, or in one that is broken', async () => {
		expect(await read(undefined)).toMatchObject({ helpers: [], missing: [] });
		expect(await read('{ not json')).toMatchObject({ helpers: [], missing: [] });
	});

	it('are looked for by their names, once each', async () => {
		const config = JSON.stringify({ credsStore: 'desktop.exe', credHelpers: { 'gcr.io': 'gcloud', 'ghcr.io': 'desktop.exe' } });
		const facts = await read(config, {
			'docker-credential-desktop.exe version': { kind: 'missing', program: 'docker-credential-desktop.exe' },
			'docker-credential-gcloud version': exited(0, 'Google Cloud SDK 500.0.0'),
		});

		expect(facts).toEqual({ helpers: ['desktop.exe', 'gcloud'], missing: ['desktop.exe'], file });
		expect(credentialHelpersAreThere.diagnose({ credentials: facts } as never)).toMatchObject([
			{
				id: 'docker.credential-helper',
				cause: 'docker-credential-helper-missing',
				severity: 'warning',
				says: 'Docker asks the credential helper "desktop.exe" before every pull, and it is not there.',
			},
		]);
	});
});
