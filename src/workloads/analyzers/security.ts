import type { FindingId } from '../../knowledge/index.js';
import type { NamespaceFacts } from '../facts/index.js';
import { shortName } from '../owner.js';
import { type Analyzer, listed, ref, type Trouble, trouble } from '../trouble.js';

/** Rights that nobody would miss: notes, since nothing fails because of them. */
export const security: Analyzer = (facts) => [...ofPods(facts), ...ofRoles(facts)];

function ofPods(facts: NamespaceFacts): readonly Trouble[] {
	const living = facts.pods.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
	const privileged = living.filter(({ template }) => template.containers.some((each) => each.privileged));
	const silent = living.filter(
		({ template }) =>
			!template.hasSecurityContext && template.containers.length > 0 && !template.containers.some((each) => each.hasSecurityContext),
	);
	const shared = living.filter(({ template }) => template.serviceAccount === 'default' && template.containers.length > 0);
	return [
		...note('security.privileged', privileged, (names) => `A container of ${names} runs privileged.`),
		...note('security.no-context', silent, (names) => `${names} say${plural(silent)} nothing about the rights needed.`),
		...note('security.default-account', shared, (names) => `${names} use${plural(shared)} the default service account.`),
	];
}

function plural(pods: NamespaceFacts['pods']): string {
	return new Set(pods.map(shortName)).size === 1 ? 's' : '';
}

function note(id: FindingId, pods: NamespaceFacts['pods'], says: (names: string) => string): readonly Trouble[] {
	const [first] = pods;
	if (!first) return [];
	const names = [...new Set(pods.map(shortName))].map((name) => `"${name}"`);
	// At an object of its own: it is no state of the pod, and nothing follows from it.
	return [trouble(ref('Rights', id), id, { severity: 'note', says: says(listed(names)) }, { short: 'has more rights than it needs' })];
}

function ofRoles({ roles, boundRoles }: NamespaceFacts): readonly Trouble[] {
	const wide = roles.filter(({ name, allowsAll }) => allowsAll && boundRoles.has(name)).map(({ name }) => `"${name}"`);
	if (wide.length === 0) return [];
	const says = `The role${wide.length === 1 ? '' : 's'} ${listed(wide)} allow${wide.length === 1 ? 's' : ''} everything.`;
	return [trouble(ref('Rights', 'roles'), 'security.wide-role', { severity: 'note', says }, { short: 'allows everything' })];
}
