import type { NamespaceFacts } from '../facts/index.js';
import type { Ref } from '../facts/object.js';
import { ref, type Trouble, trouble } from '../trouble.js';

/** What the API server says to a pod that it does not let in: the rule that refuses it, and the workload that waits. */
export function refusal(facts: NamespaceFacts, at: Ref, message: string): readonly Trouble[] {
	const says = `The cluster does not let the pods of "${at.name}" in.`;
	const details = { says, because: message };
	const because = (cause: Ref): Trouble => trouble(at, 'workload.not-ready', { because: message }, { short: 'not ready', causes: [cause] });
	const quota = /exceeded quota: ([^\s,]+)|failed quota: ([^\s,:]+)/i.exec(message);
	if (quota) {
		const rule = ref('ResourceQuota', quota[1] ?? quota[2] ?? '');
		// Pods that go give back what they used.
		const fatal = !facts.pods.some(({ terminating }) => terminating);
		return [trouble(rule, 'pod.over-quota', details, { short: whatIsUp(message), fatal }), because(rule)];
	}
	const account = /serviceaccounts? "([^"]+)" not found|error looking up service account [^/\s]+\/([^:\s]+)/i.exec(message);
	if (account) {
		const rule = ref('ServiceAccount', account[1] ?? account[2] ?? '');
		const named = { ...details, says: `The service account "${rule.name}" of "${at.name}" does not exist.` };
		return [trouble(rule, 'pod.account-missing', named, { short: 'does not exist', fatal: true }), because(rule)];
	}
	const webhook = /failed calling webhook "([^"]+)"/i.exec(message);
	if (webhook) {
		const rule = ref('Webhook', webhook[1] ?? '');
		return [trouble(rule, 'webhook.not-answering', details, { short: 'does not answer' }), because(rule)];
	}
	const security = /violates PodSecurity "([^"]+)"/i.exec(message);
	const short = security ? `refused by Pod Security "${security[1]}"` : 'refused by the cluster';
	return [trouble(at, 'pod.refused', details, { short, fatal: /forbidden|denied|invalid/i.test(message) })];
}

function whatIsUp(message: string): string {
	const used = /used: ([^,]+)/.exec(message)?.[1];
	const limited = /limited: ([^,]+)/.exec(message)?.[1];
	return used && limited ? `is used up (${used}, of ${limited})` : 'does not allow it';
}
