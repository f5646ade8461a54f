import { type Inputs, profiles } from './helm.js';

const existing = { secrets: { existingSecret: 'todo-secrets' } };

/** What has to be set for a Postgres in the release. */
export const withPostgres = { backend: { database: { driver: 'postgres' } }, postgres: { enabled: true } };
const twoPods = { backend: { ...withPostgres.backend, replicas: 2 }, postgres: { enabled: true } };
const external = { backend: { database: { driver: 'external', port: 5433 } } };

/** Every way in which the chart is likely to be used; what holds for all is tested with each. */
export const cases: Readonly<Record<string, Inputs>> = {
	...Object.fromEntries(profiles.map((profile) => [profile, { profile }])),
	'dev for kind': { profile: 'dev', files: ['kind'] },
	'dev with Ollama': { profile: 'dev', files: ['ollama'] },
	'dev with monitoring': { profile: 'dev', files: ['monitoring'] },
	'dev with Ollama and monitoring': { profile: 'dev', files: ['ollama', 'monitoring'] },
	'dev with OpenAI': { profile: 'dev', values: { backend: { ai: { backend: 'openai' } } } },
	'staging with Gemini': { profile: 'staging', values: { backend: { ai: { backend: 'gemini' } } } },
	'prod with Postgres': { profile: 'prod', values: twoPods },
	'prod with Postgres and an autoscaler': {
		profile: 'prod',
		values: {
			backend: { ...withPostgres.backend, autoscaling: { enabled: true } },
			postgres: { enabled: true },
			frontend: { autoscaling: { enabled: true } },
		},
	},
	'prod with an external database': {
		profile: 'prod',
		values: {
			backend: {
				database: { ...external.backend.database, caCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
			},
		},
	},
	'prod with migrations by hook': {
		profile: 'prod',
		values: { backend: { ...withPostgres.backend, migrations: { mode: 'hook' } }, postgres: { enabled: true } },
		isUpgrade: true,
	},
	'prod with an import': { profile: 'prod', values: { backend: { import: { configMap: 'old-tasks', email: 'ann@example.com' } } } },
	'prod with an import into Postgres': {
		profile: 'prod',
		values: {
			backend: { ...withPostgres.backend, import: { configMap: 'old-tasks', email: 'ann@example.com' } },
			postgres: { enabled: true },
		},
	},
	'staging with a compatible server': {
		profile: 'staging',
		values: { backend: { ai: { backend: 'compatible', baseUrl: 'http://models.internal:8080/v1', model: 'tiny' } } },
	},
	'secrets made by the chart': {
		profile: 'prod',
		values: {
			...withPostgres,
			backend: { ...withPostgres.backend, ai: { backend: 'openai' } },
			global: { secrets: { mode: 'create', existingSecret: '', values: { OPENAI_API_KEY: 'sk-a-key-of-the-tests' } } },
		},
	},
	'secrets by External Secrets': {
		profile: 'prod',
		values: {
			global: { secrets: { mode: 'external', existingSecret: '', external: { store: 'vault', keys: { JWT_SECRET: 'apps/todo#jwt' } } } },
		},
	},
	'secrets by Sealed Secrets': {
		profile: 'prod',
		values: { global: { secrets: { mode: 'sealed', existingSecret: '', sealed: { encryptedData: { JWT_SECRET: 'AgBy3i4OJSWK' } } } } },
	},
	'secrets as variables': { profile: 'prod', values: { ...withPostgres, global: { secrets: { mountAsFiles: false } } } },
	'an Ingress without encryption': { profile: 'staging', values: { ingress: { enabled: true } } },
	'an Ingress with a certificate of the chart': {
		profile: 'prod',
		values: {
			ingress: { enabled: true, className: 'nginx', host: 'todo.example.com' },
			global: { tls: { mode: 'selfSigned', ipAddresses: ['192.0.2.7'] } },
		},
	},
	'an Ingress with a certificate of yours': {
		profile: 'prod',
		values: { ingress: { enabled: true }, global: { tls: { mode: 'existing', secretName: 'our-certificate' } } },
	},
	'an HTTPRoute with cert-manager': {
		profile: 'prod',
		values: {
			httpRoute: { enabled: true, gateway: 'shared', gatewayNamespace: 'gateways', hostnames: ['todo.example.com'] },
			global: { tls: { mode: 'certManager', issuer: { name: 'letsencrypt' } } },
		},
	},
	'a load balancer': {
		profile: 'staging',
		values: { frontend: { service: { type: 'LoadBalancer', annotations: { 'cloud.example.com/internal': 'true' } } } },
	},
	'every extension point': { profile: 'prod', values: everyExtension() },
	'monitoring with Grafana': {
		profile: 'prod',
		files: ['monitoring'],
		values: { ...twoPods, monitoring: { enabled: true, grafana: { enabled: true } } },
	},
	'monitoring by the operator': {
		profile: 'prod',
		values: { monitoring: { enabled: true, mode: 'operator' } },
		apiVersions: ['monitoring.coreos.com/v1'],
	},
	'logs of all nodes': { profile: 'prod', values: { monitoring: { enabled: true, logging: { enabled: true } } } },
	'an observer': { profile: 'prod', values: { observer: { enabled: true, subjects: [{ kind: 'User', name: 'ann' }] } } },
	'the backend alone': { alone: 'backend', values: { global: existing } },
	'the backend alone with a secret of its own': {
		alone: 'backend',
		values: { global: { secrets: { mode: 'create' } }, backup: { enabled: true } },
	},
	'the frontend alone': { alone: 'frontend', values: { global: existing } },
	'Postgres alone': { alone: 'postgres', values: { global: { secrets: { mode: 'create' } } } },
	'Ollama alone': { alone: 'ollama', values: { extraModels: ['llama3.2:1b'], gpu: { count: 1, runtimeClass: 'nvidia' } } },
	'monitoring alone': { alone: 'monitoring', values: { global: existing } },
};

function everyExtension() {
	const extension = {
		podAnnotations: { 'example.com/note': 'yes' },
		podLabels: { team: 'blue' },
		nodeSelector: { disk: 'fast' },
		tolerations: [{ key: 'dedicated', operator: 'Exists' }],
		affinity: { nodeAffinity: {} },
		priorityClassName: 'important',
		extraEnv: [{ name: 'EXTRA', value: 'yes' }],
		extraVolumes: [{ name: 'extra', emptyDir: { sizeLimit: '1Mi' } }],
		extraVolumeMounts: [{ name: 'extra', mountPath: '/extra' }],
		serviceAccount: { annotations: { 'example.com/role': 'reader' } },
	};
	return {
		global: { imageRegistry: 'registry.example.com/mirror', imagePullSecrets: ['pull'] },
		backend: { ...extension, ...withPostgres.backend, ai: { backend: 'ollama' } },
		frontend: extension,
		postgres: { enabled: true, ...extension },
		ollama: { enabled: true, ...extension },
	};
}
