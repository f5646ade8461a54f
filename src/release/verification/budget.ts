import type { Companion, ReleaseNames } from '../../core/app.js';
import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Verification } from '../../core/setup.js';
import { GIB, MIB, toSize } from '../../core/size.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../../tools/version.js';
import { kubectl, type Place } from '../kube.js';

/** Everything of the release together stays below this; a model takes its own memory on top. */
const budget = { cpu: 2, memoryBytes: 2 * GIB };

interface Usage {
	readonly cpu: number;
	readonly memoryBytes: number;
	/** The nodes did not tell. */
	readonly unknown: boolean;
}

/** CPU and memory in use, as the kubelet itself counts them; works without any addon. */
export function staysInBudget(place: Place, names: ReleaseNames, companions: readonly Companion[] = []): Verification {
	const memoryBytes = budget.memoryBytes + companions.reduce((sum, { memoryMb = 0 }) => sum + memoryMb, 0) * MIB;
	return {
		disturbs: false,
		check: defineCheck({
			id: 'app.budget',
			title: `The app stays within ${budget.cpu} CPU and ${toSize(memoryBytes)}`,
			needs: { usage: usageProbe(place, names) },
			diagnose: ({ usage }): Finding[] => {
				if (usage.unknown) return [];
				if (usage.cpu <= budget.cpu && usage.memoryBytes <= memoryBytes) return [];
				return [found('app.over-budget', { severity: 'warning', says: 'The app uses more than it should.', because: figure(usage) })];
			},
			describe: ({ usage }) => ({ subject: 'in use', fact: usage.unknown ? 'not measured yet' : figure(usage) }),
		}),
	};
}

function figure({ cpu, memoryBytes }: Usage): string {
	return `${cpu.toFixed(2)} CPU · ${toSize(memoryBytes)}`;
}

function usageProbe(place: Place, { release }: ReleaseNames): Probe<Usage> {
	return {
		id: `usage:${place.context}/${place.namespace}/${release}`,
		async read({ shell }, signal) {
			const ask = async (...args: string[]) => {
				const outcome = await shell.run(kubectl(place, ...args), { signal, timeoutMs: 8000 });
				return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout : undefined;
			};
			// Pods of jobs that have ended use nothing, and the kubelet has no figures of them.
			const selectors = ['-l', `app.kubernetes.io/instance=${release}`, '--field-selector', 'status.phase=Running'];
			const lines = await ask('get', 'pods', ...selectors, '-o', `go-template=${podsTemplate}`);
			const pods = (lines ?? '').split('\n').flatMap((line) => {
				const [name = '', node = ''] = line.split(' ');
				return node ? [{ name, node }] : [];
			});
			const nodes = [...new Set(pods.map(({ node }) => node))];
			const summaries = await Promise.all(nodes.map((node) => ask('get', '--raw', `/api/v1/nodes/${node}/proxy/stats/summary`)));
			if (summaries.length === 0 || summaries.some((summary) => summary === undefined)) return { cpu: 0, memoryBytes: 0, unknown: true };
			return toUsage(
				summaries.map((summary) => summary ?? ''),
				place.namespace,
				new Set(pods.map(({ name }) => name)),
			);
		},
	};
}

const podsTemplate = '{{range .items}}{{.metadata.name}} {{.spec.nodeName}}{{"\\n"}}{{end}}';

/** What these pods use, from the summaries of their nodes. */
export function toUsage(summaries: readonly string[], namespace: string, names: ReadonlySet<string>): Usage {
	interface PodStats {
		readonly podRef: { readonly name: string; readonly namespace: string };
		readonly cpu?: { readonly usageNanoCores?: number };
		readonly memory?: { readonly workingSetBytes?: number };
	}
	const pods = summaries.flatMap((summary) => (parseJson(summary) as { pods?: readonly PodStats[] } | undefined)?.pods ?? []);
	const ours = pods.filter(({ podRef }) => podRef.namespace === namespace && names.has(podRef.name));
	return {
		cpu: ours.reduce((sum, { cpu }) => sum + (cpu?.usageNanoCores ?? 0), 0) / 1e9,
		memoryBytes: ours.reduce((sum, { memory }) => sum + (memory?.workingSetBytes ?? 0), 0),
		// The kubelet counts every ten seconds or so; a pod that is younger has no figures yet.
		unknown:
			ours.length === 0 ||
			ours.length < names.size ||
			ours.some(({ cpu, memory }) => cpu?.usageNanoCores === undefined || !memory?.workingSetBytes),
	};
}
