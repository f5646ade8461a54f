import type { ReleaseNames } from '../../core/app.js';
import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { Verification } from '../../core/setup.js';
import { GIB, toSize } from '../../core/size.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../../tools/version.js';
import { kubectl, type Place } from '../kube.js';

/** Everything of the release together stays below this. */
const budget = { cpu: 2, memoryBytes: 2 * GIB };

interface Usage {
	readonly cpu: number;
	readonly memoryBytes: number;
	/** The nodes did not tell. */
	readonly unknown: boolean;
}

/** CPU and memory in use, as the kubelet itself counts them; works without any addon. */
export function staysInBudget(place: Place, names: ReleaseNames): Verification {
	return {
		disturbs: false,
		check: defineCheck({
			id: 'app.budget',
			title: 'The app stays within 2 CPU and 2 GiB',
			needs: { usage: usageProbe(place, names) },
			diagnose: ({ usage }): Finding[] => {
				if (usage.unknown) return [];
				if (usage.cpu <= budget.cpu && usage.memoryBytes <= budget.memoryBytes) return [];
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
			const nodes =
				(await ask('get', 'pods', '-l', `app.kubernetes.io/instance=${release}`, '-o', 'jsonpath={.items[*].spec.nodeName}'))
					?.split(/\s+/)
					.filter(Boolean) ?? [];
			const summaries = await Promise.all(
				[...new Set(nodes)].map((node) => ask('get', '--raw', `/api/v1/nodes/${node}/proxy/stats/summary`)),
			);
			if (summaries.length === 0 || summaries.some((summary) => summary === undefined)) return { cpu: 0, memoryBytes: 0, unknown: true };
			return summaries
				.map((summary) => toUsage(summary ?? '', place.namespace, release))
				.reduce((a, b) => ({ cpu: a.cpu + b.cpu, memoryBytes: a.memoryBytes + b.memoryBytes, unknown: a.unknown || b.unknown }));
		},
	};
}

export function toUsage(summary: string, namespace: string, release: string): Usage {
	interface PodStats {
		readonly podRef: { readonly name: string; readonly namespace: string };
		readonly cpu?: { readonly usageNanoCores?: number };
		readonly memory?: { readonly workingSetBytes?: number };
	}
	const pods = (parseJson(summary) as { pods?: readonly PodStats[] } | undefined)?.pods ?? [];
	const ours = pods.filter(({ podRef }) => podRef.namespace === namespace && podRef.name.startsWith(`${release}-`));
	return {
		cpu: ours.reduce((sum, { cpu }) => sum + (cpu?.usageNanoCores ?? 0), 0) / 1e9,
		memoryBytes: ours.reduce((sum, { memory }) => sum + (memory?.workingSetBytes ?? 0), 0),
		// The kubelet counts every ten seconds or so; a pod that is younger has no figures yet.
		unknown: ours.length === 0 || ours.some(({ cpu, memory }) => cpu?.usageNanoCores === undefined || !memory?.workingSetBytes),
	};
}
