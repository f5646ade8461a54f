import type { Access, ReleaseNames } from '../../core/app.js';
import { type Check, defineCheck, type Probe } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import type { Place } from '../kube.js';
import { onTheWay } from '../verification/way.js';
import { watchPods } from './watch-pods.js';

/** What keeps the app from answering at its address; undefined when both its parts answer. */
function silenceProbe(access: Probe<Access>): Probe<string | undefined> {
	return {
		id: `answer:${access.id}`,
		withinMs: 25_000,
		async read(ports, signal) {
			const way = await access.read(ports, signal);
			const { url, because } = way;
			if (!url) return because ?? 'the app has no address';
			const { http } = onTheWay(ports, way);
			const [page, api] = await Promise.all(
				['/', '/api/todos'].map((path) => http.request({ url: `${url}${path}`, timeoutMs: 3000 }, signal)),
			);
			if (page?.kind !== 'answered' || page.status !== 200) return `${url} does not answer`;
			// Without an account the backend says no, and that is an answer; the web server alone would say 502.
			return api?.kind === 'answered' && api.status < 500 ? undefined : `the backend does not answer at ${url}/api`;
		},
	};
}

function appAnswers(access: Probe<Access>): Check {
	return defineCheck({
		id: 'app.answers',
		title: 'The app answers at its address',
		needs: { silence: silenceProbe(access), access },
		diagnose: ({ silence }) =>
			silence === undefined
				? []
				: [{ id: 'app.silent', severity: 'blocker', says: 'The app does not answer yet.', because: silence, remedies: [] }],
		describe: ({ access: { url }, silence }) => ({ subject: 'Address', fact: silence ?? url ?? 'unknown' }),
	});
}

/**
 * Waits until a browser would get an answer. Right after a cluster was started again, Kubernetes still reports its
 * pods as they were before the stop; only the app itself tells whether it is back.
 */
export function awaitAnswer(access: Probe<Access>, place: Place, names: ReleaseNames, after: readonly string[]): Step {
	const silence = silenceProbe(access);
	return {
		id: 'app.answer',
		title: 'Wait until the app answers',
		done: 'App answers',
		goal: appAnswers(access),
		after,
		preview: ['GET / and GET /api/todos at the address of the app'],
		seconds: 1,
		run: (context) => watchPods(context, place, names, async () => (await silence.read(context.ports, context.signal)) === undefined),
	};
}
