import type { NamespaceFacts } from './facts/index.js';

/** Lines in which a program says that something else does not answer it. */
const trouble =
	/refused|timed? ?out|unreachable|no route to host|reset by peer|upstream|ENOTFOUND|EAI_AGAIN|no such host|could not translate|name or service not known|name resolution|not resolve|failed to connect|cannot connect|could not connect|can't connect|connection error/i;
const token = /(?<![\w.-])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?![\w-])/gi;
/** How programs put a host into a setting: behind // or @, before a port, or alone. */
const hosts = /(?:\/\/|@)([a-z0-9][a-z0-9.-]*)|\b([a-z0-9][a-z0-9.-]*):\d{2,5}\b|^([a-z0-9][a-z0-9.-]*)$/gi;

export function troubledLines(log: string): readonly string[] {
	return log.split('\n').filter((line) => trouble.test(line));
}

/** Services of the namespace whose name or address stands in these lines. */
export function servicesNamed(facts: NamespaceFacts, lines: readonly string[]): readonly string[] {
	return known(
		facts,
		lines.flatMap((line) => line.match(token) ?? []),
	);
}

/** Services of the namespace that a setting or a command line leads to. */
export function servicesSet(facts: NamespaceFacts, words: readonly string[]): readonly string[] {
	return known(
		facts,
		words.flatMap((word) => [...word.matchAll(hosts)].flatMap(([, a, b, c]) => a ?? b ?? c ?? [])),
	);
}

function known({ services, namespace }: NamespaceFacts, names: readonly string[]): readonly string[] {
	const all = new Map(services.flatMap(({ name, clusterIp }) => [[name, name] as const, [clusterIp, name] as const]));
	const found = names.flatMap((each) => {
		const [name = '', rest] = each.split(/\.(.*)/s);
		const here = rest === undefined || rest === namespace || rest.startsWith(`${namespace}.svc`);
		return all.get(each) ?? (here ? (all.get(name) ?? []) : []);
	});
	return [...new Set(found)];
}

const unresolved = [
	/(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)/,
	/could not translate host name "([\w.-]+)"/i,
	/host not found in upstream "([\w.-]+)/i,
	/lookup ([\w.-]+)(?: on [\d.:]+)?: no such host/i,
	/resolve host(?:name)?:? ["']?([\w.-]+)/i,
	/([a-z][\w.-]*)(?::\d+)?: (?:Name or service not known|Temporary failure in name resolution)/i,
];

/** A host of this namespace that a line asks for, although there is no such service; undefined when it is another kind of name. */
export function hostNotThere({ services, namespace, kinds }: NamespaceFacts, line: string): string | undefined {
	if (!kinds.has('Service')) return undefined;
	for (const pattern of unresolved) {
		const host = pattern.exec(line)?.[1];
		if (!host) continue;
		const [name = '', rest] = host.split(/\.(.*)/s);
		const isHere = rest === undefined || rest === namespace || rest.startsWith(`${namespace}.svc`);
		if (isHere && name !== 'localhost' && !services.some((each) => each.name === name)) return name;
	}
	return undefined;
}
