import { defineCheck } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { profileProbe } from './probe.js';
import { minikube } from './run-minikube.js';

/** What an autoscaler counts with. Its first figures come after a minute, which nothing here waits for. */
export function enableMetricsServer(profile: string, after: readonly string[]): Step {
	return {
		id: 'addon.metrics-server',
		title: 'Enable the metrics server',
		done: 'Metrics server enabled',
		goal: defineCheck({
			id: 'autoscaler.metrics-enabled',
			title: 'The cluster counts what pods use',
			needs: { minikube: profileProbe(profile) },
			diagnose: ({ minikube: { addons } }) =>
				addons.includes('metrics-server')
					? []
					: [found('autoscaler.not-counted', { because: `The addon "metrics-server" of the profile "${profile}" is off.` })],
		}),
		after,
		preview: [`minikube addons enable metrics-server -p ${profile}`],
		costs: '200 MiB of memory',
		seconds: 5,
		withinMs: 30_000,
		run: (context) => minikube(context, ['addons', 'enable', 'metrics-server', '-p', profile]),
	};
}
