import type { Entry, Fix } from './entry.js';
import { causeOf } from './explain.js';

/** A part of a page: a heading with what stands under it. */
export interface Section {
	readonly heading: string;
	readonly paragraphs: readonly string[];
	readonly points?: readonly string[];
	readonly code?: readonly string[];
}

/** The page about a finding, whatever shows it: the documentation or a terminal. */
export function toPage(entry: Entry): readonly Section[] {
	const { looks, means, told, signs = [], against = [], fixes, wizard, links = [] } = entry;
	return [
		...(looks ? [{ heading: 'What you see', paragraphs: ['For instance:'], code: looks.split('\n') }] : []),
		{ heading: 'What it means', paragraphs: [means] },
		{
			heading: 'How we tell',
			paragraphs: [told],
			points: [...signs.map(({ says }) => `For it: ${says}.`), ...against.map(({ says }) => `Against it: ${says}.`)],
		},
		...(fixes.length > 0 ? fixes : [again]).map((fix, at) => ({
			heading: `${at === 0 ? 'How to fix it by hand' : 'Or'}${whereOf(fix)}`,
			paragraphs: [fix.says, ...(fix.docs ? [`More: ${fix.docs}`] : [])],
			...(fix.commands ? { code: fix.commands } : {}),
		})),
		{ heading: 'What todo-k8s-setup does', paragraphs: [wizard] },
		...(links.length > 0 ? [{ heading: 'More', paragraphs: [], points: links }] : []),
	];
}

const again: Fix = { says: 'Run todo-k8s-setup again: it does only what is missing.', commands: ['todo-k8s-setup'] };

const spoken = { linux: 'Linux', macos: 'macOS', windows: 'Windows', wsl2: 'WSL', unknown: undefined };

function whereOf({ on }: Fix): string {
	const names = (on ?? []).map((platform) => spoken[platform]).filter((name) => name !== undefined);
	return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

/** The page as a file of docs/findings. */
export function toMarkdown(entry: Entry): string {
	const sections = toPage(entry).map(({ heading, paragraphs, points = [], code }) =>
		[
			`## ${heading}`,
			...paragraphs,
			...(points.length > 0 ? [points.map((point) => `- ${point}`).join('\n')] : []),
			...(code ? [`\`\`\`\n${code.join('\n')}\n\`\`\``] : []),
		].join('\n\n'),
	);
	const root = entry.cause ? ` · root cause \`${causeOf(entry)}\`` : '';
	return `${[`# ${entry.title}`, `\`${entry.id}\`${root} · ${entry.layer}`, ...sections].join('\n\n')}\n`;
}
