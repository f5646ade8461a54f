import type { AiConfig } from '../../core/app.js';
import type { Remedy } from '../../core/check.js';
import { manualFixes } from '../../knowledge/found.js';

/** What helps against each reason for which the provider did not answer; the words are those of the app (`reason` in its 503). */
const advice: Readonly<Record<string, (ai: AiConfig) => Remedy>> = {
	'bad-key': () => does('Give the app a key that the provider accepts.', 'todo-k8s-setup secrets set'),
	'no-model': ({ model }) => does(`Name a model that the provider has; the app asks for "${model}".`, 'todo-k8s-setup --ai-model NAME'),
	'rate-limited': () => does('Wait a minute, or look at limits and credit of the account with the provider.', 'todo-k8s-setup verify'),
	unreachable: () => does('See whether the cluster gets out to the provider: proxy, name service and firewall.', 'todo-k8s-setup doctor'),
	slow: () => does('Try once more, or take a smaller model.', 'todo-k8s-setup verify', 'todo-k8s-setup --ai-model NAME'),
	failing: () => does('Wait until the provider is well again, then try once more.', 'todo-k8s-setup verify'),
	'circuit-open': () => does('Wait until the provider is well again, then try once more.', 'todo-k8s-setup verify'),
};

/** Whether the provider will say the same in a moment. */
export function isLasting(reason: string | undefined): boolean {
	return ['bad-key', 'no-model', 'rate-limited', 'refused'].includes(reason ?? '');
}

/** What helps when the chat makes no task, best first. `reason`: what the app says of the provider, where it does. */
export function chatRemedies(reason: string | undefined, ai: AiConfig): readonly Remedy[] {
	const fitting = reason === undefined ? undefined : advice[reason]?.(ai);
	return [...(fitting ? [fitting] : []), ...manualFixes('app.chat-fails')];
}

function does(says: string, ...commands: string[]): Remedy {
	return { kind: 'manual', says, commands };
}
