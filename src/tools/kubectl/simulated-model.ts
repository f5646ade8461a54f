import type { SimulatedRelease, World } from '../../core/world.js';

/** How long the smallest model takes to come. */
const takesMs = 20_000;
/** After so long a job whose pods fail is given up. */
const givesUpMs = 60_000;

/** What has become of the model by now. */
export function settleModel(release: SimulatedRelease, { nowMs, faults }: World): SimulatedRelease {
	const { model } = release;
	if (!model?.job || model.fetched || faults.model || nowMs < model.job.startedMs + takesMs) return release;
	return { ...release, model: { ...model, fetched: true } };
}

/** The job that fetches it, and its pod. */
export function modelObjects(instance: string, { model }: SimulatedRelease, { nowMs, faults }: World): readonly object[] {
	if (!model?.job) return [];
	const { name, startedMs } = model.job;
	const labels = { 'app.kubernetes.io/component': 'ollama-pull', 'app.kubernetes.io/instance': instance };
	const givenUp = faults.model !== undefined && nowMs >= startedMs + givesUpMs;
	const condition = (type: string, reason: string, message: string) => ({ type, status: 'True', reason, message });
	const conditions = model.fetched
		? [condition('Complete', 'CompletionsReached', 'Reached expected number of succeeded pods')]
		: givenUp
			? [condition('Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit')]
			: [];
	const phase = model.fetched ? 'Succeeded' : faults.model ? 'Failed' : 'Running';
	const ready = phase === 'Running';
	return [
		{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, labels }, spec: {}, status: { conditions } },
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {
				name: `${name}-x7k2p`,
				creationTimestamp: new Date(startedMs).toISOString(),
				ownerReferences: [{ kind: 'Job', name, controller: true }],
				labels,
			},
			spec: { nodeName: 'minikube' },
			status: {
				phase,
				conditions: [
					{ type: 'PodScheduled', status: 'True' },
					{ type: 'Ready', status: ready ? 'True' : 'False' },
				],
				containerStatuses: [
					{
						name: 'pull',
						image: 'ollama/ollama:0.12.11',
						ready,
						restartCount: 0,
						lastState: {},
						state: ready
							? { running: { startedAt: new Date(startedMs).toISOString() } }
							: { terminated: { exitCode: model.fetched ? 0 : 1, reason: model.fetched ? 'Completed' : 'Error' } },
					},
				],
			},
		},
	];
}

/** What `ollama pull` prints: it draws for a terminal, even where there is none. */
export function pullOutput({ model }: SimulatedRelease, { nowMs, faults }: World): string {
	const complaint = faults.model && complaints[faults.model];
	if (complaint) return `\u001b[?25lpulling manifest \u001b[K\n${complaint}\n`;
	const share = model?.fetched || !model?.job ? 1 : Math.min(1, Math.max(0, nowMs - model.job.startedMs) / takesMs);
	const part =
		share < 1
			? `pulling c5396e06af29...  ${Math.floor(share * 100)}% ▕███               ▏ ${Math.floor(share * 397)} MB/397 MB`
			: 'pulling c5396e06af29: 100% ▕██████████████████▏ 397 MB';
	return `\u001b[?2026h\u001b[?25l\u001b[1Gpulling manifest \u001b[K\n${part} \u001b[K\n`;
}

const complaints = {
	unknown: 'Error: pull model manifest: file does not exist',
	offline:
		'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen2.5/manifests/0.5b": dial tcp: lookup registry.ollama.ai: no such host',
} as const;
