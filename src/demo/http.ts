import type { Http, HttpAnswer, HttpRequest } from '../core/ports.js';
import type { SimulatedRelease, World } from '../core/world.js';
import { answerAsApp } from '../release/simulation.js';
import { settle } from '../tools/kubectl/simulation.js';
import type { Machine } from './world.js';

/** What answers on the other end of an address: the app in a cluster or on this machine, or an AI provider. */
export function simulatedHttp(machine: Machine): Http {
	return {
		async request(request, signal) {
			signal?.throwIfAborted();
			machine.world = settle(machine.world);
			const { world } = machine;
			const { hostname, port } = new URL(request.url);
			if (hostname === 'registry-1.docker.io') return { ...unauthorized, date: new Date(world.nowMs).toUTCString() };
			const provider = world.providers[hostname];
			if (provider) return answerAsProvider(provider, request);
			const place = byName(world, request) ?? placeOf(world, hostname, Number(port));
			if (place === undefined)
				return { kind: 'unreachable', because: port ? `connect ECONNREFUSED ${hostname}:${port}` : `getaddrinfo ENOTFOUND ${hostname}` };
			if (place.backend === 'away' && new URL(request.url).pathname.startsWith('/api'))
				return { kind: 'answered', status: 502, type: 'text/html', body: '' };
			const { data, answer } = answerAsApp(world.data[place.data] ?? { accounts: {}, todos: [] }, request);
			machine.world = { ...world, data: { ...world.data, [place.data]: data } };
			return answer;
		},
	};
}

/** The registry, to somebody who has not logged in: the internet is there. */
const unauthorized = { kind: 'answered', status: 401, type: 'application/json', body: '' } as const;

interface Place {
	/** Where its data is kept. */
	readonly data: string;
	readonly backend: 'ready' | 'away';
}

/** Through the Ingress of the node that the name leads to, or that we are told. */
function byName(world: World, { url, via }: HttpRequest): Place | undefined {
	const { hostname, protocol } = new URL(url);
	const address = via?.address ?? world.hosts?.[hostname]?.[0];
	const [profile, node] =
		Object.entries(world.minikube.profiles).find(
			([, { ip, state, addons }]) => ip === address && state === 'running' && addons?.includes('ingress'),
		) ?? [];
	for (const [namespace, { releases }] of Object.entries(node?.namespaces ?? {})) {
		for (const [name, release] of Object.entries(releases)) {
			const { ingress } = release;
			// A certificate of its own is only good for who knows its authority.
			const fits =
				ingress?.host === hostname && (ingress.encrypted ? protocol === 'https:' && via?.ca !== undefined : protocol === 'http:');
			if (fits) return throughFrontend(`${profile}/${namespace}/${name}`, release);
		}
	}
	return undefined;
}

function placeOf(world: World, hostname: string, port: number): Place | undefined {
	if (hostname !== 'localhost' && hostname !== '127.0.0.1') {
		const [profile, found] =
			Object.entries(world.minikube.profiles).find(([, { ip, state }]) => ip === hostname && state === 'running') ?? [];
		for (const [namespace, { releases }] of Object.entries(found?.namespaces ?? {})) {
			for (const [name, release] of Object.entries(releases))
				if (release.nodePort === port) return throughFrontend(`${profile}/${namespace}/${name}`, release);
		}
		return undefined;
	}
	const daemon = Object.values(world.daemons).find(({ alive, notes }) => alive && notes.port === port);
	if (!daemon) return undefined;
	if (!daemon.notes.target) return { data: daemon.env.DATA_DIR ?? '', backend: 'ready' };
	const [profile = '', namespace = '', service = ''] = String(daemon.notes.target).split('/');
	const found = world.minikube.profiles[profile];
	const release = found?.state === 'running' ? found.namespaces[namespace]?.releases[service.replace(/-frontend$/, '')] : undefined;
	return release && throughFrontend(`${profile}/${namespace}/${service.replace(/-frontend$/, '')}`, release);
}

function throughFrontend(data: string, { deployments }: SimulatedRelease): Place | undefined {
	const isReady = (component: string) => deployments.some((each) => each.component === component && each.pod?.readyMs !== undefined);
	return isReady('frontend') ? { data, backend: isReady('backend') ? 'ready' : 'away' } : undefined;
}

function answerAsProvider(provider: World['providers'][string], { url, bearer }: HttpRequest): HttpAnswer {
	const answered = (status: number, body: object): HttpAnswer => ({
		kind: 'answered',
		status,
		type: 'application/json',
		body: JSON.stringify(body),
	});
	if (!url.endsWith('/models')) return answered(404, { error: { message: 'not found' } });
	const says = typeof provider === 'string' ? provider : bearer?.reveal() === provider.key ? 'accepts' : 'refuses';
	switch (says) {
		case 'accepts':
			return answered(200, { data: [] });
		case 'refuses':
			return answered(401, { error: { message: 'Incorrect API key provided.' } });
		case 'quota':
			return answered(429, { error: { message: 'You exceeded your current quota.' } });
	}
}
