import type { Access } from '../../core/app.js';
import { type Check, defineCheck, type Probe } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { freePortNear } from '../../core/port.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { profileProbe } from './probe.js';

/** Where the web's Service is. */
export interface ServicePlace {
	readonly context: string;
	readonly namespace: string;
	readonly service: string;
}

/** NodePort: the node's own address, and the port that the Service really has. */
export function nodePortAccess(profile: string, place: ServicePlace): Probe<Access> {
	const { context, namespace, service } = place;
	return {
		id: `access.node-port:${context}/${namespace}/${service}`,
		withinMs: 20_000,
		async read(ports, signal) {
			const template = '{{range .spec.ports}}{{.nodePort}} {{end}}';
			const [facts, found] = await Promise.all([
				profileProbe(profile).read(ports, signal),
				ports.shell.run(
					[
						'kubectl',
						'--context',
						context,
						'-n',
						namespace,
						'--request-timeout=5s',
						'get',
						'service',
						service,
						'-o',
						`go-template=${template}`,
					],
					{ signal, timeoutMs: 10_000 },
				),
			]);
			const port = found.kind === 'exited' && found.code === 0 ? Number.parseInt(found.stdout, 10) : Number.NaN;
			if (!facts.ip) return { url: undefined, because: 'the node has no address' };
			if (!port) return { url: undefined, because: `the service ${service} has no NodePort` };
			return { url: `http://${facts.ip}:${port}` };
		},
	};
}

const forwardName = 'port-forward';

/** Port-forward: a kubectl of ours that goes on in the background. */
export function portForwardAccess(stateDir: string): Probe<Access> {
	return {
		id: `access.port-forward:${stateDir}`,
		async read({ daemons }) {
			const daemon = await daemons.find(stateDir, forwardName);
			if (!daemon?.alive) return { url: undefined, because: 'no port-forward is running' };
			return { url: `http://localhost:${daemon.notes.port}` };
		},
	};
}

export function startPortForward(stateDir: string, place: ServicePlace, preferredPort: number, after: readonly string[]): Step {
	const { context, namespace, service } = place;
	const command = (port: number | string) =>
		[
			'kubectl',
			'--context',
			context,
			'-n',
			namespace,
			'port-forward',
			'--address',
			'127.0.0.1',
			`service/${service}`,
			`${port}:3000`,
		] as const;
	return {
		id: 'access.forward',
		title: 'Forward a local port to the app',
		done: 'Local port forwarded',
		goal: forwardAnswers(stateDir, place),
		after,
		preview: [command(preferredPort).join(' ')],
		seconds: 2,
		withinMs: 15_000,
		async run({ ports, progress }) {
			await ports.daemons.stop(stateDir, forwardName, 2000);
			await ports.daemons.endOrphans(stateDir, command(preferredPort));
			const port = await freePortNear(ports.system, preferredPort);
			if (port === undefined)
				throw new StepFailed(
					`No port between ${preferredPort} and ${preferredPort + 50} of this machine is free. Name another with --port.`,
				);
			if (port !== preferredPort) progress({ line: `Port ${preferredPort} is taken, using ${port}` });
			await ports.daemons.start({ name: forwardName, command: command(port), stateDir, notes: { port, target: targetOf(place) } });
		},
	};
}

/** The port-forward runs, leads to this very Service, and something answers at its end. */
function forwardAnswers(stateDir: string, place: ServicePlace): Check {
	const probe: Probe<string | undefined> = {
		id: `access.forward-answers:${stateDir}`,
		async read({ daemons, http }, signal) {
			const daemon = await daemons.find(stateDir, forwardName);
			if (!daemon?.alive) return 'no port-forward is running';
			if (daemon.notes.target !== targetOf(place)) return 'the port-forward leads to another place';
			const answer = await http.request({ url: `http://127.0.0.1:${daemon.notes.port}/healthz`, timeoutMs: 3000 }, signal);
			return answer.kind === 'answered' && answer.status === 200 ? undefined : 'nothing answers at the end of the port-forward';
		},
	};
	return defineCheck({
		id: 'access.forwarded',
		title: 'A local port leads to the app',
		needs: { problem: probe },
		diagnose: ({ problem }) =>
			problem === undefined
				? []
				: [found('access.not-forwarded', { says: 'The app is not reachable from this machine.', because: `${problem}.` })],
	});
}

function targetOf({ context, namespace, service }: ServicePlace): string {
	return `${context}/${namespace}/${service}`;
}

export function stopPortForward(stateDir: string): Step {
	return {
		id: 'access.stop',
		title: 'End the port-forward',
		done: 'Port-forward ended',
		goal: defineCheck({
			id: 'access.stopped',
			title: 'No port-forward of ours is running',
			needs: { access: portForwardAccess(stateDir) },
			diagnose: ({ access }) => (access.url ? [found('access.still-forwarded', { says: 'The port-forward is still running.' })] : []),
		}),
		after: [],
		preview: ['kill the kubectl port-forward of this folder'],
		seconds: 1,
		run: ({ ports }) => ports.daemons.stop(stateDir, forwardName, 2000),
	};
}
