import type { NamespaceFacts } from '../facts/index.js';
import type { TemplateFacts } from '../facts/template.js';
import { type Analyzer, listed, ref, type Trouble, trouble } from '../trouble.js';

const largestBytes = 1024 * 1024;

/** ConfigMaps that nobody uses, or that have nothing in them, or too much. */
export const configMaps: Analyzer = (facts) => {
	const own = [...(facts.keys?.configMaps.values() ?? [])].filter(({ isOwned }) => !isOwned);
	const used = usedIn(facts);
	// In its own namespaces Kubernetes itself reads them, which no pod shows.
	const unused = facts.namespace.startsWith('kube-') ? [] : own.filter(({ name }) => !used.has(name)).map(({ name }) => name);
	const empty = own.filter(({ keys }) => keys.size === 0).map(({ name }) => name);
	return [
		...aboutAll(unused, 'config.unused', (names) => `Nothing uses the ConfigMap${plural(unused)} ${names}.`, 'is used by nothing'),
		...aboutAll(
			empty,
			'config.empty',
			(names) => `The ConfigMap${plural(empty)} ${names} ${empty.length === 1 ? 'is' : 'are'} empty.`,
			'is empty',
		),
		...own
			.filter(({ size }) => size > largestBytes * 0.95)
			.map(({ name, size }) =>
				trouble(
					ref('ConfigMap', name),
					'config.too-large',
					{
						severity: 'warning',
						says: `The ConfigMap "${name}" is nearly as large as one may be.`,
						because: `${Math.round(size / 1024)} KiB of 1024`,
					},
					{ short: 'is nearly too large' },
				),
			),
	];
};

function usedIn({ pods, controllers }: NamespaceFacts): ReadonlySet<string> {
	const templates: readonly TemplateFacts[] = [...pods, ...controllers].map(({ template }) => template);
	return new Set(templates.flatMap(({ references }) => references).flatMap(({ kind, name }) => (kind === 'ConfigMap' ? [name] : [])));
}

const plural = ({ length }: readonly string[]) => (length === 1 ? '' : 's');

function aboutAll(
	names: readonly string[],
	id: 'config.unused' | 'config.empty',
	says: (names: string) => string,
	short: string,
): readonly Trouble[] {
	const [first] = names;
	if (first === undefined) return [];
	return [trouble(ref('ConfigMap', first), id, { severity: 'note', says: says(listed(names.map((name) => `"${name}"`))) }, { short })];
}
