import { type Check, defineCheck, type Finding, type Probe } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { DownloadEnd } from '../../core/ports.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { shortVersion } from '../version.js';
import { onMirror, type ToolPackage } from './catalogue.js';
import { readChecksum } from './checksum.js';
import { checksumMissing, checksumWrong, fileInTheWay, notDownloaded, notWritten } from './findings.js';
import { joinTool, recordFolder, spokenFolder } from './folder.js';
import type { InstallFacts } from './probe.js';
import { noteInstalled, readRecord } from './record.js';
import type { InstallSource } from './source.js';

export type VersionProbe = Probe<{ readonly version: string | undefined }>;

export interface InstallPlan {
	readonly pkg: ToolPackage;
	readonly folder: string;
	readonly facts: InstallFacts;
	readonly source: InstallSource;
	/** How this tool is asked for its version. */
	readonly probe: VersionProbe;
}

/** Installs one tool for this user: downloaded, compared with its publisher's checksum, and put to its place in one go. */
export function installTool(plan: InstallPlan): Step {
	const { pkg, folder, facts, source, probe } = plan;
	const place = spokenFolder(facts.host, folder);
	const url = source.mirror ? onMirror(pkg.url, source.mirror) : pkg.url;
	const file = joinTool(facts.host, place, pkg.file);
	return {
		id: `${pkg.tool}.install`,
		title: `Install ${pkg.title} ${shortVersion(pkg.version)} for this user`,
		done: `${pkg.title} ${pkg.version} installed`,
		goal: answers(pkg, probe),
		after: [],
		preview: [`curl -fLO ${url}`, `curl -fL ${pkg.sumUrl}`, `install -m 0755 ${pkg.member ?? url.split('/').at(-1)} ${file}`],
		costs: `${pkg.megabytes} MB`,
		seconds: Math.max(5, Math.round(pkg.megabytes / 5)),
		installs: `${pkg.title} into ${place}`,
		...(facts.foreign.has(pkg.tool) ? { destroys: `The file ${file}, which somebody else put there.` } : {}),
		run: (context) => install(context, plan, url),
	};
}

/** The very version that was installed is the one that programs meet. */
function answers({ tool, title, version }: ToolPackage, probe: VersionProbe): Check {
	return defineCheck({
		id: `${tool}.answers`,
		title: `${title} ${version} answers`,
		needs: { answer: probe },
		diagnose: ({ answer }) =>
			answer.version?.replace(/^v/, '') === version
				? []
				: [
						found(`${tool}.missing`, {
							says: `${title} ${version} does not answer.`,
							because: answer.version ? `${tool} says that it is ${answer.version}.` : `No program "${tool}" is on the PATH.`,
							remedies: [],
						}),
					],
	});
}

async function install({ ports, signal, progress }: StepContext, plan: InstallPlan, url: string): Promise<void> {
	const { pkg, folder, facts, source } = plan;
	const { files, downloads, shell } = ports;
	const to = joinTool(facts.host, folder, pkg.file);
	const record = recordFolder(facts.host);
	const before = await readRecord(ports, record, pkg.tool);
	const present = await files.kind(to);
	// What was foreign when the step was made has been given up by a yes. Anything else there must be the very file that we put there.
	if (present !== 'nothing' && !facts.foreign.has(pkg.tool) && !(before && before.sha256 === (await files.hash(to)))) {
		fail(pkg, fileInTheWay(to));
	}
	progress({ says: 'asking for its checksum' });
	const sum = await readChecksum(downloads, pkg, source, signal);
	if (sum.kind === 'none') fail(pkg, checksumMissing(pkg, sum.because, source));
	const end = await downloads.program(
		{
			url,
			to,
			sha256: sum.sha256,
			...(pkg.member ? { member: pkg.member } : {}),
			...(source.caFile ? { caFile: source.caFile } : {}),
			onProgress: tellBytes(progress),
		},
		signal,
	);
	if (end.kind !== 'done') fail(pkg, findingOf(end, plan, url, to));
	const sha256 = await files.hash(to);
	// Without the note the next run only takes it for somebody else's.
	if (record && sha256) await noteInstalled(ports, record, pkg.tool, { path: to, version: pkg.version, sha256 }).catch(() => undefined);
	shell.lookFirstIn(folder);
}

function findingOf(end: Exclude<DownloadEnd, { kind: 'done' }>, { pkg, source, folder }: InstallPlan, url: string, to: string): Finding {
	switch (end.kind) {
		case 'mismatch':
			return checksumWrong(pkg, url, end.found);
		case 'not-written':
			return notWritten(folder, to, end.because);
		default:
			return notDownloaded(pkg, url, end, source);
	}
}

/** "12 of 57 MB", told once for each percent. */
function tellBytes(progress: StepContext['progress']): (bytes: number, total: number | undefined) => void {
	const megabytes = (bytes: number) => Math.round(bytes / 1e6);
	let told = -1;
	return (bytes, total) => {
		const step = total ? Math.floor((100 * bytes) / total) : megabytes(bytes);
		if (step === told) return;
		told = step;
		progress(total ? { percent: step, says: `${megabytes(bytes)} of ${megabytes(total)} MB` } : { says: `${step} MB` });
	};
}

function fail(pkg: ToolPackage, finding: Finding): never {
	throw new StepFailed(`${pkg.title} was not installed.`, { findings: [finding] });
}
