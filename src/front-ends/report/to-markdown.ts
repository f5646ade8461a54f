import type { Finding } from '../../core/check.js';
import type { CheckEvent } from '../../core/event.js';
import { toPlain } from '../../core/phrase.js';
import type { Report } from '../../core/report.js';

/** Names that say who somebody is. */
export interface Person {
	readonly home: string | undefined;
	readonly user: string | undefined;
	readonly host: string | undefined;
}

export interface Inspection {
	readonly version: string;
	readonly node: string;
	readonly checks: readonly CheckEvent[];
	readonly report: Report;
}

const marks = { holds: 'ok', blocker: 'FAIL', warning: 'warn', note: 'note' } as const;

/** What `doctor` saw, as Markdown. */
export function toMarkdown({ version, node, checks, report }: Inspection): string {
	const rows = checks.map(({ state, row }) => `| ${marks[state]} | ${cell(row.subject)} | ${cell(row.fact ?? '')} |`);
	const findings = checks.flatMap((check) => check.findings);
	return [
		`### todo-k8s-setup ${version} doctor (Node ${node})`,
		'',
		`${report.says}`,
		'',
		'| | What | Seen |',
		'|---|---|---|',
		...rows,
		'',
		...findings.flatMap(findingLines),
		'',
	].join('\n');
}

function findingLines({ id, severity, says, because }: Finding): readonly string[] {
	return [
		`- **${id}** (${severity}): ${oneLine(toPlain(says))}`,
		...(because
			? toPlain(because)
					.split('\n')
					.map((line) => `  > ${line}`)
			: []),
	];
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const cell = (text: string) => oneLine(text).replaceAll('|', '\\|');

/** Without the names of a person and a machine, and without addresses that lead to them. Those of a local cluster stay: they tell much and mean nobody. */
export function anonymous(text: string, { home, user, host }: Person): string {
	const names = [
		[home, '~'],
		[user, 'USER'],
		[host, 'HOST'],
	] as const;
	return names
		.reduce((cleaned, [name, stand]) => (name && name.length > 2 && name !== 'root' ? replaceWord(cleaned, name, stand) : cleaned), text)
		.replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, 'EMAIL')
		.replace(/\b(?:[A-Z]:\\Users\\|\/mnt\/[a-z]\/Users\/|\/Users\/|\/home\/)([^\\/\s"']+)/g, (whole, name: string) =>
			whole.replace(name, 'USER'),
		)
		.replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, (address) =>
			/^(127|192\.168|172\.(1[6-9]|2\d|3[01])|10|0)\./.test(address) ? address : 'ADDRESS',
		);
}

/** Only where it stands alone: a user called "docker" is not in every "docker.sock". */
function replaceWord(text: string, word: string, stand: string): string {
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replace(new RegExp(`(?<![\\w.-])${escaped}(?![\\w.-])`, 'g'), stand);
}
