import { type Entry, fixFor, type Platform } from './entry.js';
import { entries } from './index.js';
import type { Evidence } from './look.js';
import { clean, gist, inLines, mended, usual } from './text.js';
import { guess } from './topic.js';
import { type Suspect, weigh } from './weigh.js';

/** What is known of a failure, before it is judged. Texts as they came. */
export interface Failure {
	readonly output: string;
	readonly command?: string;
	/** Told from the output and the facts when not given. */
	readonly platform?: Platform;
	readonly facts?: Readonly<Record<string, string>>;
}

/** The judgement on a failure: causes, the likeliest first. */
export interface Explanation {
	readonly platform: Platform;
	/** undefined: nothing that we know explains it. */
	readonly best: Suspect | undefined;
	readonly others: readonly Suspect[];
	/** What was judged of the output, cleaned. */
	readonly output: string;
}

/** Below this we would be guessing. */
const answersFrom = 0.2;

/** Names the causes that fit a failure. Pure: the same text gives the same answer on every machine. */
export function explain(failure: Failure): Explanation {
	const evidence = toEvidence(failure);
	const seen = weigh(recognisable, evidence).filter(({ confidence }) => confidence >= answersFrom);
	const [best, ...others] = seen.length > 0 ? seen : guess(recognisable, evidence);
	return { platform: evidence.platform, best, others, output: evidence.output };
}

/** Entries that can be told from an output. */
export const recognisable: readonly Entry[] = (entries as readonly Entry[]).filter(({ signs }) => signs !== undefined);

/** The failure as it is judged: cleaned, cut to what is worth reading, with its platform. */
export function toEvidence({ output, command = '', platform = 'unknown', facts = {} }: Failure): Evidence {
	const cleaned = {
		// What is not worth judging need not be cleaned to the end.
		output: withMended(usual(gist(inLines(output)))),
		command: clean(command),
		facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [clean(key), gist(clean(value))])),
	};
	const all = () => [cleaned.command, cleaned.output, ...Object.values(cleaned.facts)].join('\n');
	return { ...cleaned, platform: platform === 'unknown' ? platformOf(all()) : platform };
}

/** As it came and, where a terminal broke its lines, these as they were meant. */
function withMended(output: string): string {
	return [output, ...mended(output)].join('\n');
}

/** Where an output was printed, by what is on no other platform. */
export function platformOf(text: string): Platform {
	if (/WSL ?2|microsoft-standard|\/mnt\/c\/|-Microsoft\b|docker-credential-desktop\.exe.*\$PATH/i.test(text)) return 'wsl2';
	if (
		/Microsoft Windows|[A-Z]:\\(Users|Program Files|WINDOWS)|%PATH%|\\\\\.\\pipe|\/\/\.\/pipe|connectex|PowerShell|windows\/amd64/i.test(
			text,
		)
	)
		return 'windows';
	if (/\bDarwin\b|macOS|\/Users\/|hyperkit|darwin\/|\/opt\/homebrew/i.test(text)) return 'macos';
	return 'unknown';
}

/** `explain --json`, as documented. */
export interface ExplanationJson {
	readonly cause: string | null;
	/** The id of the page about it. */
	readonly finding: string | null;
	readonly confidence: number;
	readonly because: readonly string[];
	readonly fix: string;
	readonly commands: readonly string[];
	readonly others: readonly { readonly cause: string; readonly confidence: number }[];
}

export function toJson({ best, others, platform, output }: Explanation): ExplanationJson {
	const named = others.map(({ entry, confidence }) => ({ cause: causeOf(entry), confidence }));
	if (!best) {
		const { says, commands } = nextLook(output);
		return { cause: null, finding: null, confidence: 0, because: [], fix: says, commands, others: named };
	}
	const fix = fixFor(best.entry, platform);
	return {
		cause: best.entry.cause ?? null,
		finding: best.entry.id,
		confidence: best.confidence,
		because: best.seen.map(({ sign, line }) => `${sign.says}: ${line}`),
		fix: fix?.says ?? '',
		commands: fix?.commands ?? [],
		others: named,
	};
}

export function causeOf({ cause, id }: Entry): string {
	return cause ?? id;
}

/** What is unknown still has a layer, and each layer a command that tells more. */
const looks: readonly { readonly pattern: RegExp; readonly layer: string; readonly commands: readonly string[] }[] = [
	{
		pattern: /INSTALLATION FAILED|UPGRADE FAILED|\bhelm\b|chart/i,
		layer: 'Helm',
		commands: ['helm status NAME -n NAMESPACE', 'kubectl get pods -n NAMESPACE'],
	},
	{
		pattern: /\bpod(s|\/)|kubelet|deployment|container "|kubectl/i,
		layer: 'a workload in the cluster',
		commands: ['kubectl get pods -A', 'kubectl describe pod POD', 'kubectl logs POD --previous'],
	},
	{
		pattern: /Step \d+\/\d+|failed to solve|#\d+ \[|dockerfile|npm (ERR|error)/i,
		layer: 'the build of an image',
		commands: ['docker build --progress=plain .'],
	},
	{
		pattern: /minikube|kubeadm|kubelet-check|Exiting due to/i,
		layer: 'the start of the cluster',
		commands: ['minikube logs --file=logs.txt', 'minikube start --alsologtostderr -v=2'],
	},
	{ pattern: /docker|containerd|daemon/i, layer: 'Docker', commands: ['docker info', 'docker run --rm hello-world'] },
	{ pattern: /wsl|windows|0x8/i, layer: 'WSL or Windows', commands: ['wsl --version', 'wsl --list --verbose'] },
];

/** For an output without a known cause: the layer it comes from, and what would tell. */
export function nextLook(output: string): { readonly says: string; readonly commands: readonly string[] } {
	const found = looks.find(({ pattern }) => pattern.test(output));
	if (!found)
		return { says: 'We do not know this one. Give the whole output, from the command to its end.', commands: ['todo-k8s-setup doctor'] };
	return { says: `We do not know the cause. It comes from ${found.layer}; this would tell more:`, commands: found.commands };
}
