import { describe, expect, it } from 'vitest';
import { helmVersion, type Inputs, refusal, tags } from './support/helm.js';

/** A mistake in a values file, and the words in Helm's answer that help whoever made it. */
const mistakes: readonly (readonly [what: string, inputs: Inputs, ...words: readonly string[]])[] = [
	['an empty tag', { settings: ['frontend.image.tag=v1'] }, 'backend.image.tag is empty. Set it to the tag of the image that was built'],
	[
		'no Secret',
		of({ global: { secrets: { existingSecret: '' } } }),
		'global.secrets.existingSecret is empty. Make a Secret with the key JWT_SECRET',
	],
	['two pods on SQLite', of({ backend: { replicas: 2 } }), 'backend.replicas is 2, but SQLite is one file', 'Choose Postgres'],
	[
		'an autoscaler on SQLite',
		of({ backend: { autoscaling: { enabled: true } } }),
		'backend.autoscaling.enabled is true, but SQLite',
		'Choose Postgres',
	],
	['a hook for the migrations of SQLite', of({ backend: { migrations: { mode: 'hook' } } }), 'a hook cannot have the volume of SQLite'],
	[
		'an autoscaler with less at most than at least',
		of({ frontend: { autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 } } }),
		'frontend.autoscaling.minReplicas (5) is above maxReplicas (4)',
	],
	[
		'Postgres without a Postgres',
		of({ backend: { database: { driver: 'postgres' } } }),
		'there is none. Set postgres.enabled to true, or name a server',
	],
	['a Postgres that nobody uses', of({ postgres: { enabled: true } }), 'nothing would use it: backend.database.driver is sqlite'],
	[
		'another database than the server has',
		of({ backend: { database: { driver: 'postgres', name: 'tasks' } }, postgres: { enabled: true } }),
		'backend.database.name is "tasks", but postgres.database is "todo"',
	],
	[
		'a host for an external database',
		of({ backend: { database: { driver: 'external', host: 'db.example.com' } } }),
		'An external server is named by the key DATABASE_URL of the Secret',
	],
	[
		'a certificate that is none',
		of({ backend: { database: { driver: 'external', caCertificate: 'ca.pem' } } }),
		'caCertificate is no certificate',
	],
	['a database that there is not', of({ backend: { database: { driver: 'mongo' } } }), 'sqlite', 'postgres', 'external'],
	['Ollama without an Ollama', of({ backend: { ai: { backend: 'ollama' } } }), 'there is none. Set ollama.enabled to true'],
	['an Ollama that nobody uses', of({ ollama: { enabled: true } }), 'nothing would use it: backend.ai.backend is none'],
	[
		'a model that Ollama will not have',
		of({ backend: { ai: { backend: 'ollama', model: 'llama3.2:1b' } }, ollama: { enabled: true } }),
		'backend.ai.model is llama3.2:1b, which Ollama would not have. Set ollama.model to the same',
	],
	[
		'a model that the API does not ask for',
		of({ backend: { ai: { backend: 'ollama' } }, ollama: { enabled: true, model: 'llama3.2:1b' } }),
		'backend.ai.model is empty and stands for qwen2.5:0.5b',
	],
	['a compatible server without an address', of({ backend: { ai: { backend: 'compatible' } } }), 'which needs backend.ai.baseUrl'],
	[
		'a key in an address',
		of({ backend: { ai: { backend: 'compatible', baseUrl: 'https://me:key@models.example.com/v1', model: 'x' } } }),
		'backend.ai.baseUrl holds a user or password. Put a key into the Secret',
	],
	['an import for nobody', of({ backend: { import: { configMap: 'tasks' } } }), 'backend.import.email is not: the address of the account'],
	['encryption of nothing', of({ global: { tls: { mode: 'selfSigned' } } }), 'there is nothing to encrypt. Set ingress.enabled'],
	[
		'prod without encryption',
		of({ backend: { environment: 'prod' }, ingress: { enabled: true } }),
		'passwords would travel without encryption',
	],
	[
		'a certificate without a name',
		of({ ingress: { enabled: true }, global: { tls: { mode: 'existing' } } }),
		'needs global.tls.secretName',
	],
	[
		'cert-manager without an issuer',
		of({ ingress: { enabled: true }, global: { tls: { mode: 'certManager' } } }),
		'needs global.tls.issuer.name',
	],
	['a route without a gateway', of({ httpRoute: { enabled: true } }), 'httpRoute.enabled needs httpRoute.gateway'],
	[
		'a certificate for no name',
		of({ httpRoute: { enabled: true, gateway: 'shared' }, global: { tls: { mode: 'selfSigned' } } }),
		'Set httpRoute.hostnames',
	],
	['a host with an address around it', of({ ingress: { enabled: true, host: 'https://todo.example.com/' } }), 'ingress', 'host'],
	[
		'a password that everybody tries',
		of({ global: { secrets: { mode: 'create', existingSecret: '', values: { JWT_SECRET: 'changeme' } } } }),
		'global.secrets.values.JWT_SECRET is a word that everybody tries first',
	],
	[
		'a short secret',
		of({ global: { secrets: { mode: 'create', values: { JWT_SECRET: 'a1b2c3d4e5f6' } } } }),
		'JWT_SECRET has 12 bytes and needs 32 or more',
	],
	[
		'a key that is missing',
		of({ backend: { ai: { backend: 'openai' } }, global: { secrets: { mode: 'create' } } }),
		'The key OPENAI_API_KEY is needed and was not given',
	],
	[
		'a key that nothing reads',
		of({ global: { secrets: { mode: 'create', values: { OPENAI_KEY: 'sk-not-read-by-anything' } } } }),
		'global.secrets.values.OPENAI_KEY is a key that nothing reads with these settings. Known are: JWT_SECRET.',
	],
	['External Secrets without a store', of({ global: { secrets: { mode: 'external' } } }), 'needs global.secrets.external.store'],
	[
		'External Secrets without a place',
		of({ global: { secrets: { mode: 'external', external: { store: 'vault' } } } }),
		'Say where the store keeps it: global.secrets.external.keys.JWT_SECRET',
	],
	['nothing sealed', of({ global: { secrets: { mode: 'sealed' } } }), 'The key JWT_SECRET is needed. Seal it with kubeseal --raw'],
	['the operator where there is none', of({ monitoring: { enabled: true, mode: 'operator' } }), 'monitoring.coreos.com/v1'],
	[
		'backups that nobody misses',
		of({ monitoring: { enabled: true }, backend: { backup: { enabled: true } } }),
		'backend.backup.enabled is true, but monitoring.backups.expected is false',
	],
	[
		'a limit that the alerts do not know',
		of({ monitoring: { enabled: true }, backend: { resources: { limits: { memory: '256Mi' } } } }),
		'backend.resources.limits.memory is 256Mi, but monitoring.limits.backend.memory is 192Mi',
	],
	['a misspelt key', of({ backend: { replcas: 1 } }), 'backend', 'replcas'],
	['a misspelt component', of({ backed: {} }), 'backed'],
	['a misspelt key for all', of({ global: { secret: {} } }), 'global', 'secret'],
	['a key of the previous version', of({ backend: { secrets: { existingSecret: 'x' } } }), 'backend', 'secrets'],
	['a word in place of a number', of({ backend: { rateLimitRpm: 'many' } }), 'rateLimitRpm', 'integer'],
	['a port below those of nodes', of({ frontend: { service: { nodePort: 80 } } }), 'nodePort', '30,000'],
	['memory in bytes', of({ backend: { resources: { limits: { memory: '1000M' } } } }), 'memory', 'pattern'],
	['an unknown environment', of({ backend: { environment: 'production' } }), 'environment', 'prod'],
	['an access mode that there is not', of({ backend: { persistence: { accessModes: ['RWX'] } } }), 'accessModes', 'ReadWriteMany'],
	['a schedule of three fields', of({ backend: { backup: { schedule: '0 3 *' } } }), 'schedule', 'pattern'],
];

function of(values: object): Inputs {
	return { profile: 'dev', values, settings: tags };
}

describe.skipIf(helmVersion === undefined)('the chart refuses', () => {
	it.each(mistakes)('%s, and says what would be right', (_what, inputs, ...words) => {
		const said = refusal(inputs);
		for (const word of words) expect(said).toContain(word);
		// Helm's own complaints about a template are of no use to anybody but its author.
		expect(said).not.toMatch(/nil pointer|wrong type for value|invalid value; expected|YAML parse error/);
	});
});
