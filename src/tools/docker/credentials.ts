import { defineCheck, type Probe } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../version.js';

export interface CredentialFacts {
	/** Helper programs that config.json names, without "docker-credential-". */
	readonly helpers: readonly string[];
	/** Those that are not there. */
	readonly missing: readonly string[];
	readonly file: string | undefined;
}

interface DockerConfig {
	readonly credsStore?: string;
	readonly credHelpers?: Readonly<Record<string, string>>;
}

/** The helpers of ~/.docker/config.json: Docker asks them before every pull, of public images too. */
export const credentialsProbe: Probe<CredentialFacts> = {
	id: 'docker.credentials',
	withinMs: 5000,
	async read({ files, shell, system }, signal) {
		const { env, home } = await system.read('/');
		const folder = env.DOCKER_CONFIG ?? (home && `${home}/.docker`);
		if (!folder) return { helpers: [], missing: [], file: undefined };
		const file = `${folder}/config.json`;
		const config = (parseJson((await files.read(file).catch(() => undefined)) ?? '{}') ?? {}) as DockerConfig;
		const helpers = [
			...new Set([config.credsStore, ...Object.values(config.credHelpers ?? {})].filter((name): name is string => Boolean(name))),
		];
		// "version" asks for no secret.
		const outcomes = await Promise.all(
			helpers.map((name) => shell.run([`docker-credential-${name}`, 'version'], { signal, timeoutMs: 4000 })),
		);
		return { helpers, missing: helpers.filter((_, at) => outcomes[at]?.kind === 'missing'), file };
	},
};

export const credentialHelpersAreThere = defineCheck({
	id: 'docker.credential-helpers',
	title: "Docker's credential helpers are there",
	quiet: true,
	needs: { credentials: credentialsProbe },
	diagnose: ({ credentials: { missing, file } }) =>
		missing.map((name) =>
			found('docker.credential-helper', {
				severity: 'warning',
				says: `Docker asks the credential helper "${name}" before every pull, and it is not there.`,
				because: `${file} names it; no program docker-credential-${name} is on the PATH`,
			}),
		),
	describe: ({ credentials: { helpers } }) => ({ subject: 'Docker credentials', fact: helpers.join(', ') || 'no helper' }),
});
