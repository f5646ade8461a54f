import type { NamespaceFacts } from '../facts/index.js';
import type { PodFacts } from '../facts/pod.js';
import { spokenFirst } from '../owner.js';
import { ref, type Trouble, trouble } from '../trouble.js';

type Kind = 'Secret' | 'ConfigMap';

interface Missing {
	readonly kind: Kind;
	readonly name: string;
	/** Without one the whole object is missing. */
	readonly key?: string;
}

/** What the kubelet says it misses; undefined when it speaks of something else. */
export function missingIn(message: string, pod: PodFacts): Missing | undefined {
	const key = /couldn't find key (\S+) in (Secret|ConfigMap) (?:[^/\s]+\/)?(\S+)/i.exec(message);
	if (key) return { kind: toKind(key[2]), name: key[3] ?? '', key: key[1] ?? '' };
	const mounted = /references non-existent (secret|config) key: (\S+)/i.exec(message);
	if (mounted) {
		const [, word, name = ''] = mounted;
		const kind = toKind(word);
		const ofKind = pod.template.references.filter((each) => each.kind === kind);
		const owner = ofKind.find((each) => each.key === name) ?? ofKind[0];
		return { kind, name: owner?.name ?? '', key: name };
	}
	const object = /(secret|configmap) "([^"]+)" not found/i.exec(message);
	return object ? { kind: toKind(object[1]), name: object[2] ?? '' } : undefined;
}

function toKind(word = ''): Kind {
	return /secret/i.test(word) ? 'Secret' : 'ConfigMap';
}

/** The trouble of the object that is missing or incomplete, and that of the pod that waits for it. */
export function withoutSettings(pod: PodFacts, message: string): readonly Trouble[] {
	const missing = missingIn(message, pod);
	const because = `${pod.name}: ${message}`;
	if (!missing) {
		const says = `${spokenFirst(pod)} cannot start: its configuration is incomplete.`;
		return [trouble(ref('Pod', pod.name), 'pod.config-missing', { says, because }, { short: 'not ready', fatal: true })];
	}
	// A message that leaves the name out, of a pod that refers to nothing: then the pod itself is all there is to point at.
	const at = missing.name === '' ? ref('Pod', pod.name) : ref(missing.kind, missing.name);
	const what = missing.kind === 'Secret' ? 'secret' : 'configmap';
	const root = missing.key
		? trouble(
				at,
				'pod.secret-key-missing',
				{ says: `${spokenFirst(pod)} cannot start: its key ${missing.key} is missing.`, because },
				{ short: `has no key ${missing.key}`, fatal: true },
			)
		: trouble(
				at,
				'pod.config-missing',
				{ says: `${spokenFirst(pod)} cannot start: the ${what} "${missing.name}" is missing.`, because },
				{ short: 'does not exist', fatal: true },
			);
	return [root, waits(pod, at)];
}

function waits(pod: PodFacts, at: ReturnType<typeof ref>): Trouble {
	return trouble(
		ref('Pod', pod.name),
		'pod.not-ready',
		{ says: `${spokenFirst(pod)} is not ready.`, because: pod.name },
		{ short: 'not ready', causes: [at] },
	);
}

/** What a pod that does not start refers to and does not get, seen before the kubelet gets to it. */
export function unmetReferences(facts: NamespaceFacts, pod: PodFacts): readonly Trouble[] {
	const { keys } = facts;
	if (!keys) return [];
	for (const { kind, name, key, optional } of pod.template.references) {
		if (optional || kind === 'PersistentVolumeClaim') continue;
		const there = (kind === 'Secret' ? keys.secrets : keys.configMaps).get(name);
		if (there && (key === undefined || there.keys.has(key))) continue;
		const message = there ? `couldn't find key ${key} in ${kind} ${facts.namespace}/${name}` : `${kind.toLowerCase()} "${name}" not found`;
		return withoutSettings(pod, message);
	}
	return [];
}
