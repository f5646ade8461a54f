import type { Access } from '../../core/app.js';
import { defineCheck, type Probe } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { profileProbe } from './probe.js';
import { minikube } from './run-minikube.js';

const controller = { namespace: 'ingress-nginx', name: 'ingress-nginx-controller' };

/** How many of the controller's pods are available; undefined when there is no controller. */
function controllerProbe(profile: string): Probe<number | undefined> {
	return {
		id: `minikube.ingress-controller:${profile}`,
		async read({ shell }, signal) {
			const get = ['get', 'deployment', controller.name, '-o', 'go-template={{.status.availableReplicas}}'];
			const place = ['--context', profile, '-n', controller.namespace, '--request-timeout=5s'];
			const outcome = await shell.run(['kubectl', ...place, ...get], { signal, timeoutMs: 8000 });
			return outcome.kind === 'exited' && outcome.code === 0 ? Number.parseInt(outcome.stdout, 10) || 0 : undefined;
		},
	};
}

/** Minikube's own Ingress controller; its pods come over the network. */
export function enableIngress(profile: string, after: readonly string[]): Step {
	return {
		id: 'addon.ingress',
		title: 'Enable the Ingress controller',
		done: 'Ingress controller enabled',
		goal: defineCheck({
			id: 'ingress.controller-ready',
			title: 'The cluster has an Ingress controller',
			needs: { minikube: profileProbe(profile), available: controllerProbe(profile) },
			diagnose: ({ minikube: { addons }, available }) => {
				if (addons.includes('ingress') && (available ?? 0) > 0) return [];
				return [
					found('ingress.not-enabled', {
						because: addons.includes('ingress')
							? `${controller.name}: ${available === undefined ? 'not there' : 'no pod of it is available'}`
							: `The addon "ingress" of the profile "${profile}" is off.`,
					}),
				];
			},
			describe: ({ available }) => ({ subject: 'Ingress controller', fact: available ? 'running' : 'not running' }),
		}),
		after,
		preview: [`minikube addons enable ingress -p ${profile}`],
		costs: '90 MiB of memory · 300 MB to download the first time',
		seconds: 40,
		withinMs: 3 * 60_000,
		run: (context) => minikube(context, ['addons', 'enable', 'ingress', '-p', profile]),
	};
}

export interface IngressPlace {
	readonly context: string;
	readonly namespace: string;
	readonly release: string;
	readonly host: string;
	readonly tls: string;
}

/** By name. Where this machine does not know the name, or the authority of the certificate, `via` says what a browser would have to be told. */
export function ingressAccess(profile: string, place: IngressPlace): Probe<Access> {
	const { host, tls } = place;
	const encrypted = tls !== 'none';
	return {
		id: `access.ingress:${place.context}/${place.namespace}/${place.release}/${tls}/${host}`,
		withinMs: 20_000,
		async read(ports, signal) {
			const [{ ip }, known, ca] = await Promise.all([
				profileProbe(profile).read(ports, signal),
				ports.tcp.addressesOf(host),
				encrypted ? authority(ports, place, signal) : undefined,
			]);
			if (!ip) return { url: undefined, because: 'the node has no address' };
			if (encrypted && !ca) return { url: undefined, because: `the secret ${place.release}-tls holds no certificate authority` };
			const via = { ...(known.includes(ip) ? {} : { address: ip }), ...(ca ? { ca } : {}) };
			return { url: `${encrypted ? 'https' : 'http'}://${host}`, ...(Object.keys(via).length > 0 ? { via } : {}) };
		},
	};
}

/** The certificate of the authority that the chart has made; it is no secret, and its key never leaves the chart. */
async function authority(
	{ shell }: Ports,
	{ context, namespace, release }: IngressPlace,
	signal: AbortSignal,
): Promise<string | undefined> {
	const get = ['get', 'secret', `${release}-tls`, '-o', 'go-template={{index .data "ca.crt"}}'];
	const outcome = await shell.run(['kubectl', '--context', context, '-n', namespace, '--request-timeout=5s', ...get], {
		signal,
		timeoutMs: 10_000,
	});
	if (outcome.kind !== 'exited' || outcome.code !== 0) return undefined;
	const pem = new TextDecoder().decode(Uint8Array.from(atob(outcome.stdout.trim()), (letter) => letter.charCodeAt(0)));
	return pem.includes('-----BEGIN CERTIFICATE-----') ? pem : undefined;
}
