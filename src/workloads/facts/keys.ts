/** A Secret or ConfigMap by its keys; what stands behind them never leaves kubectl. */
export interface KeysFacts {
	readonly name: string;
	readonly keys: ReadonlySet<string>;
	/** Characters of all values together. */
	readonly size: number;
	/** Made by the cluster itself, or by a tool that uses it without a pod. */
	readonly isOwned: boolean;
}

export interface KeysByKind {
	readonly secrets: ReadonlyMap<string, KeysFacts>;
	readonly configMaps: ReadonlyMap<string, KeysFacts>;
}

/** One line an object and one a key, with the length of the value in its place. */
export const keysTemplate = [
	'{{range .items}}{{.kind}} {{.metadata.name}} {{if .metadata.ownerReferences}}owned{{end}}{{"\\n"}}',
	'{{range $key, $value := .data}}= {{$key}} {{len $value}}{{"\\n"}}{{end}}',
	'{{range $key, $value := .binaryData}}= {{$key}} {{len $value}}{{"\\n"}}{{end}}{{end}}',
].join('');

/** Written by the cluster or by Helm; nobody has to use it. */
const known = /^(kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert|sh\.helm\.release\.)/;

export function parseKeys(printed: string): KeysByKind {
	const secrets = new Map<string, KeysFacts>();
	const configMaps = new Map<string, KeysFacts>();
	let keys = new Set<string>();
	let current: KeysFacts | undefined;
	let into = secrets;
	for (const line of printed.split('\n')) {
		const [kind, name = '', more] = line.split(' ');
		if (!kind) continue;
		if (kind === '=') {
			keys.add(name);
			if (!current) continue;
			current = { ...current, size: current.size + Number(more) };
			into.set(current.name, current);
			continue;
		}
		keys = new Set();
		into = kind === 'Secret' ? secrets : configMaps;
		current = { name, keys, size: 0, isOwned: more === 'owned' || known.test(name) };
		into.set(name, current);
	}
	return { secrets, configMaps };
}
