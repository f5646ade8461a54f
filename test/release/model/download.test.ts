import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/core/app.js';
import type { StepFailed } from '../../../src/core/error.js';
import { downloadModel } from '../../../src/release/model/download.js';
import { lastWords, parsePull, saysUnknownModel } from '../../../src/release/model/pull-output.js';
import { portsWith, runStep } from '../../support/context.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

/** As `ollama pull` writes it where there is no terminal: it draws all the same. */
const drawn = (part: string) =>
	`\u001b[?2026h\u001b[?25l\u001b[1Gpulling manifest \u001b[K\u001b[?25h\u001b[?2026l\u001b[?2026h\u001b[?25l\u001b[A\u001b[1Gpulling manifest \u001b[K\n${part} \u001b[K\u001b[?25h\u001b[?2026l`;

describe('the output of ollama pull', () => {
	it.each([
		[
			'while a part comes',
			drawn('pulling c5396e06af29...  45% ▕███████           ▏ 180 MB/397 MB  12 MB/s     18s'),
			45,
			'180 MB of 397 MB',
		],
		[
			'over several parts, each by its last state',
			drawn(
				[
					'pulling c5396e06af29...  45% ▕███ ▏ 180 MB/397 MB',
					'pulling c5396e06af29: 100% ▕██████████████████▏ 397 MB',
					'pulling 66b9ea09bd5b: 100% ▕██████████████████▏   68 B',
					'pulling eb4402837c78...  50% ▕█████    ▏ 1.0 GB/2.0 GB',
				].join('\n'),
			),
			58,
			'1.4 GB of 2.4 GB',
		],
		['when all of it has come', drawn('pulling c5396e06af29: 100% ▕██████████████████▏ 397 MB'), 100, '397 MB of 397 MB'],
	])('tells how far it is %s', (_what, output, percent, says) => {
		expect(parsePull(output)).toEqual({ percent, says });
	});

	it('tells nothing before the first part', () => {
		expect(parsePull(drawn(''))).toBeUndefined();
		expect(parsePull('Error: pull model manifest: file does not exist')).toBeUndefined();
	});

	it('ends with words for people', () => {
		const output = `${drawn('pulling c5396e06af29...  45% ▕███ ▏ 180 MB/397 MB')}\nError: pull model manifest: file does not exist\n`;
		expect(lastWords(output).at(-1)).toBe('Error: pull model manifest: file does not exist');
		expect(saysUnknownModel(output)).toBe(true);
		expect(saysUnknownModel('Error: pull model manifest: Get "https://registry.ollama.ai": dial tcp: no such host')).toBe(false);
	});
});

describe('downloading the model', () => {
	const place = { context: 'minikube', namespace: 'todo' };
	const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
	const objects = `${kubectl} get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json`;
	const events = `${kubectl} get events --field-selector type=Warning -o json`;
	const ready = `${kubectl} get --raw /api/v1/namespaces/todo/services/todo-backend:http/proxy/ready`;
	const logs = `${kubectl} logs todo-ollama-pull-1a2b-xyz --container pull --tail 12`;
	const pull = 'kubectl --context minikube --namespace todo exec statefulset/todo-ollama -- ollama pull qwen2.5:0.5b';
	const step = downloadModel(place, namesOf({}), { name: 'qwen2.5:0.5b', download: '400 MB' }, []);

	const job = (condition?: 'Complete' | 'Failed', name = 'todo-ollama-pull-1a2b') => ({
		kind: 'Job',
		metadata: { name },
		status: {
			conditions: condition ? [{ type: condition, status: 'True', reason: 'BackoffLimitExceeded', message: 'it was given up' }] : [],
		},
	});
	const pod = (phase: string, container: object = {}) => ({
		kind: 'Pod',
		metadata: {
			name: 'todo-ollama-pull-1a2b-xyz',
			creationTimestamp: '2026-11-21T08:00:00Z',
			ownerReferences: [{ kind: 'Job', name: 'todo-ollama-pull-1a2b', controller: true }],
			labels: { 'app.kubernetes.io/component': 'ollama-pull' },
		},
		spec: {},
		status: {
			phase,
			conditions: [],
			containerStatuses: [{ name: 'pull', image: 'ollama/ollama:1', ready: false, restartCount: 0, ...container }],
		},
	});
	const list = (...items: object[]) => JSON.stringify({ kind: 'List', items });

	async function run(script: Readonly<Record<string, Scripted | readonly Scripted[]>>) {
		const shell = new ScriptedShell({ [events]: list(), [ready]: '{"status":"ready","ai":"pulling"}', ...script });
		const ports = portsWith(shell);
		const began = ports.clock.now();
		const [told, failure] = await runStep(step, ports).then(
			(progress) => [progress, undefined] as const,
			(error: unknown) => [[], error as StepFailed] as const,
		);
		return { sent: shell.sent, told, failure, seconds: (ports.clock.now() - began) / 1000 };
	}

	it('follows the job until it is done', async () => {
		const { told, failure, sent } = await run({
			[objects]: [
				list(job(), pod('Running')),
				list(job(), pod('Running')),
				list(job(), pod('Running')),
				list(job('Complete'), pod('Succeeded')),
			],
			[logs]: [exited(1, '', 'container "pull" is waiting to start'), drawn('pulling c5396e06af29...  45% ▕███ ▏ 180 MB/397 MB')],
		});
		expect(failure).toBeUndefined();
		expect(told).toEqual([{ says: 'waiting for Ollama' }, { percent: 45, says: '180 MB of 397 MB' }]);
		expect(sent).not.toContain(pull);
	});

	it('ends as soon as the backend has its model, whatever the job does', async () => {
		const { failure, sent } = await run({ [objects]: list(job(), pod('Running')), [ready]: '{"ai":"ready"}' });
		expect(failure).toBeUndefined();
		expect(sent).not.toContain(logs);
	});

	it('ends at once when there is no such model, and asks for another one', async () => {
		const { failure, seconds } = await run({
			[objects]: list(job(), pod('Failed')),
			[logs]: 'Error: pull model manifest: file does not exist\n',
		});
		expect(failure?.message).toBe('Ollama knows no model "qwen2.5:0.5b".');
		expect(failure?.findings[0]).toMatchObject({
			id: 'app.model-not-downloaded',
			because: 'Error: pull model manifest: file does not exist',
		});
		expect(failure?.findings[0]?.remedies[0]).toMatchObject({ kind: 'ask', question: 'aiModel' });
		expect(seconds).toBe(0);
	});

	it('has failed when the job is given up, with the last words of the download', async () => {
		const said = 'Error: pull model manifest: Get "https://registry.ollama.ai": dial tcp: no such host';
		const { failure } = await run({
			[objects]: [list(job(), pod('Running')), list(job(), pod('Failed')), list(job('Failed'), pod('Failed'))],
			[logs]: ['', `${said}\n`],
		});
		expect(failure?.message).toBe('The model qwen2.5:0.5b could not be downloaded.');
		expect(failure?.findings.map(({ id, because }) => `${id}: ${because}`)).toEqual([`app.model-not-downloaded: ${said}`]);
	});

	it('has failed when its pod cannot have its image', async () => {
		const { failure } = await run({
			[objects]: list(job(), pod('Pending', { state: { waiting: { reason: 'ImagePullBackOff', message: 'no such host' } } })),
			[logs]: exited(1),
		});
		expect(failure?.findings.map(({ id }) => id)).toEqual(['pod.image-missing']);
	});

	it.each([
		['there is no job any more', list()],
		['the job had failed before', list(job('Failed'), pod('Failed'))],
		['there is only a job of somebody else', list(job(undefined, 'todo-backup-1'))],
	])('lets Ollama fetch it when %s', async (_what, there) => {
		const { sent, told, failure } = await run({
			[objects]: there,
			[pull]: 'pulling manifest\npulling c5396e06af29...  10% ▕█ ▏ 40 MB/397 MB\npulling c5396e06af29: 100% ▕███▏ 397 MB\nsuccess',
		});
		expect(failure).toBeUndefined();
		expect(sent.at(-1)).toBe(pull);
		expect(told).toContainEqual({ percent: 10, says: '40 MB of 397 MB' });
		expect(told.at(-1)).toEqual({ percent: 100, says: '397 MB of 397 MB' });
	});

	it('says why Ollama could not fetch it', async () => {
		const { failure } = await run({
			[objects]: list(),
			[pull]: exited(1, '', 'Error from server (NotFound): statefulsets.apps "todo-ollama" not found'),
		});
		expect(failure?.findings[0]?.because).toBe('Error from server (NotFound): statefulsets.apps "todo-ollama" not found');
	});

	it.each([
		['ready', 0],
		['pulling', 1],
		['down', 1],
		['unknown', 1],
		[undefined, 1],
	])('has its goal when the backend says %s: %i findings', (state, findings) => {
		expect(step.goal.diagnose({ state })).toHaveLength(findings);
	});
});
