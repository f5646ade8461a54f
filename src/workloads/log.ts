import { found } from '../knowledge/found.js';
import { explained } from './explained.js';
import type { NamespaceFacts } from './facts/index.js';
import { hostNotThere, servicesNamed, troubledLines } from './names.js';
import { ref, type Trouble, trouble } from './trouble.js';

/** Starts after which a program that only waits for another one should have found it. */
const patientRestarts = 4;
const loginRefused =
	/authentication failed|access denied for user|invalid (?:username|password)|WRONGPASS|NOAUTH|Login failed for user|password authentication/i;

/** What the last lines of a container add to its trouble: the cause that they name, and what it asked that did not answer. */
export function withLog(facts: NamespaceFacts, before: Trouble, log: string): readonly Trouble[] {
	const lines = log.split('\n').filter((line) => line.trim() !== '');
	if (lines.length === 0) return [before];
	const login = lines.findLast((line) => loginRefused.test(line));
	if (login) return [renamed(before, 'pod.login-refused', login, 'is refused by what it depends on')];
	const asking = troubledLines(log);
	const missing = asking.map((line) => ({ line, host: hostNotThere(facts, line) })).findLast(({ host }) => host !== undefined);
	if (missing?.host) {
		const at = ref('Service', missing.host);
		const says = `"${nameOf(before)}" asks for the service "${missing.host}", which does not exist.`;
		return [
			trouble(at, 'service.missing', { says, because: masked(missing.line) }, { short: 'does not exist' }),
			waiting(before, [at], missing.line),
		];
	}
	const asked = servicesNamed(facts, asking);
	if (asked.length > 0)
		return [
			waiting(
				before,
				asked.map((name) => ref('Service', name)),
				asking.at(-1) ?? '',
			),
		];
	const state = before.finding.id === 'pod.program-ends' ? 'CrashLoopBackOff' : 'Running, not ready';
	const cause = explained({ output: log, command: `kubectl logs ${before.asks?.pod ?? ''}`, facts: { 'pod status': state } });
	// A name without a dot is one of the cluster, and only missing here; whether names resolve at all, it does not tell.
	const isDns = cause?.id === 'network.dns' && !asking.some((line) => /\b[a-z0-9-]+\.[a-z]{2,}\b/i.test(line));
	if (cause && !isDns && cause.id !== 'pod.probe-failing') return [renamed(before, cause.id, cause.line, before.short)];
	const refused = asking.at(-1);
	if (refused) return [waiting(before, [], refused)];
	return [quoted(before, lines.at(-1) ?? '')];
}

function nameOf({ at }: Trouble): string {
	return at.name;
}

/** It may only be early: what it asks comes up by itself, and then so does this. */
function waiting(before: Trouble, causes: Trouble['causes'], line: string): Trouble {
	const patient = (before.asks?.restarts ?? patientRestarts) < patientRestarts;
	return { ...quoted(before, line), causes: [...before.causes, ...causes], fatal: before.fatal && !patient };
}

function quoted(before: Trouble, line: string): Trouble {
	const { finding } = before;
	return { ...before, finding: { ...finding, because: `${finding.because ?? before.at.name}: ${masked(line)}` } };
}

function renamed(before: Trouble, id: Parameters<typeof found>[0], line: string, short: string): Trouble {
	const { severity, because } = before.finding;
	return { ...before, finding: found(id, { severity, because: `${because ?? before.at.name}: ${masked(line)}` }), short };
}

/** Programs print their settings, and settings are secret at times. */
export function masked(line: string): string {
	return line
		.trim()
		.slice(0, 300)
		.replace(/(:\/\/[^:/\s]+:)[^@\s]+@/g, '$1[secret]@')
		.replace(/\b(?:sk-[\w-]{8,}|AIza[\w-]{20,}|ghp_\w{20,}|eyJ[\w-]{10,}\.[\w.-]+)/g, '[secret]')
		.replace(/((?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"',;]{6,}/gi, '$1[secret]');
}
