import { defineCheck, type Probe } from '../../core/check.js';
import { StepFailed, UsageError } from '../../core/error.js';
import type { Ports } from '../../core/ports.js';
import type { Command } from '../../core/shell.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { helmFindings } from '../helm/helm-issues.js';
import { type ManifestFiles, type ManifestPlace, madeAnew, toManifestFiles } from './manifest-files.js';
import { isUntouched, seal } from './seal.js';

export interface ManifestInputs {
	/** The one of `helm template`. */
	readonly command: Command;
	/** The folder that it renders; absolute. */
	readonly chart: string;
	/** Shown when a value is refused. */
	readonly valuesFile: string;
	readonly place: ManifestPlace;
	/** Where the files go; absolute. */
	readonly folder: string;
}

interface ManifestFacts {
	/** What to write. */
	readonly changed: ManifestFiles;
	/** Files of ours that belong to an object that is not there any more. */
	readonly stale: readonly string[];
	/** Files that we would write and somebody else changed or made. */
	readonly foreign: readonly string[];
}

/** Writes the objects of the release as files, for `kubectl apply`, Kustomize and GitOps. Needs Helm and no cluster. */
export function renderManifests(inputs: ManifestInputs): Step {
	const { folder } = inputs;
	const probe: Probe<ManifestFacts | undefined> = {
		id: `manifests:${folder}`,
		withinMs: 30_000,
		// Before the folder is written there is no chart.
		read: async (ports, signal) => ((await ports.files.kind(inputs.chart)) === 'folder' ? compare(inputs, ports, signal) : undefined),
	};
	return {
		id: 'manifests.write',
		title: 'Render the manifests',
		done: 'Manifests rendered',
		goal: defineCheck({
			id: 'manifests.written',
			title: 'The manifests are as the values say',
			needs: { manifests: probe },
			diagnose: ({ manifests }) => {
				if (manifests === undefined) return [found('manifests.outdated')];
				const count = Object.keys(manifests.changed).length + manifests.stale.length;
				return count === 0
					? []
					: [found('manifests.outdated', { says: [`${count} files in `, { path: folder }, ' are not as they should be.'] })];
			},
		}),
		after: ['folder.write'],
		preview: [`${inputs.command.join(' ')} > ${folder}`],
		seconds: 1,
		async run({ ports, signal }) {
			const { changed, stale, foreign } = await compare(inputs, ports, signal);
			if (foreign.length > 0)
				throw new UsageError(
					`${folder} holds files that are not as we wrote them (${foreign.slice(0, 5).join(', ')}). Nothing was written. Put your change into ${inputs.valuesFile} and delete these files, or name another folder with --out.`,
				);
			for (const [path, text] of Object.entries(changed)) {
				signal.throwIfAborted();
				await ports.files.write(`${folder}/${path}`, text);
			}
			for (const path of stale) await ports.files.remove(`${folder}/${path}`);
		},
	};
}

async function compare({ command, valuesFile, place, folder }: ManifestInputs, ports: Ports, signal: AbortSignal): Promise<ManifestFacts> {
	const { files, shell, system } = ports;
	const outcome = await shell.run(command, { signal, timeoutMs: 30_000 });
	if (outcome.kind !== 'exited' || outcome.code !== 0) {
		const said = outcome.kind === 'exited' ? outcome.stderr : outcome.kind;
		throw new StepFailed('helm template could not render the chart. Nothing was written.', {
			findings: outcome.kind === 'exited' ? helmFindings(said, valuesFile) : outcome.kind === 'missing' ? [found('helm.missing')] : [],
			lastLines: lastLines(said),
			failed: { command: 'helm template', output: said },
		});
	}
	const secrets = madeAnew(outcome.stdout);
	if (secrets.length > 0)
		throw new UsageError(
			`${valuesFile} lets the chart make a Secret (${secrets.join(', ')}), which would be new each time and would lie in a file. Set global.secrets.mode to existing, external or sealed, and global.tls.mode to existing or certManager.`,
		);
	const wanted = Object.fromEntries(
		Object.entries(toManifestFiles(outcome.stdout, place)).map(([path, text]) => [path, seal(text, system)]),
	);
	const there = await files.list(folder);
	const known = await Promise.all(
		there.filter((path) => path.endsWith('.yaml')).map(async (path) => [path, (await files.read(`${folder}/${path}`)) ?? ''] as const),
	);
	const texts = new Map(known);
	return {
		changed: Object.fromEntries(Object.entries(wanted).filter(([path, text]) => texts.get(path) !== text)),
		stale: known.filter(([path, text]) => wanted[path] === undefined && isUntouched(text, system)).map(([path]) => path),
		foreign: Object.keys(wanted).filter(
			(path) => texts.has(path) && texts.get(path) !== wanted[path] && !isUntouched(texts.get(path) ?? '', system),
		),
	};
}
