import type { NamespaceFacts } from '../facts/index.js';
import type { IngressFacts } from '../facts/ingress.js';
import { type Analyzer, listed, ref, type Trouble, trouble } from '../trouble.js';

export const ingresses: Analyzer = (facts) =>
	facts.ingresses.flatMap((ingress) => [...ofClass(facts, ingress), ...ofBackends(facts, ingress), ...ofCertificates(facts, ingress)]);

/** Classes that Google's clusters serve without an object of that name. */
const builtIn = ['gce', 'gce-internal', 'gce-multi-cluster'];

function ofClass({ kinds, ingressClasses }: NamespaceFacts, { name, className }: IngressFacts): readonly Trouble[] {
	if (!kinds.has('IngressClass')) return [];
	const at = ref('Ingress', name);
	const there = `there are: ${
		listed(
			ingressClasses.map((each) => each.name),
			5,
		) || 'none'
	}`;
	if (className === undefined) {
		if (ingressClasses.some(({ isDefault }) => isDefault)) return [];
		return [
			trouble(
				at,
				'ingress.no-class',
				{ severity: 'warning', says: `The ingress "${name}" names no class, and none is the default.`, because: there },
				{ short: 'names no class' },
			),
		];
	}
	if (builtIn.includes(className) || ingressClasses.some((each) => each.name === className)) return [];
	const says = `The ingress "${name}" names the class "${className}", which does not exist.`;
	return [
		trouble(
			at,
			'ingress.class-missing',
			{ says, because: there },
			{ short: `names the class ${className}, which does not exist`, fatal: true },
		),
	];
}

function ofBackends({ kinds, services }: NamespaceFacts, { name, backends }: IngressFacts): readonly Trouble[] {
	if (!kinds.has('Service')) return [];
	const at = ref('Ingress', name);
	const asked = new Map(backends.map((backend) => [`${backend.service}:${backend.port ?? ''}`, backend]));
	return [...asked.values()].flatMap(({ service: wanted, port }): readonly Trouble[] => {
		const service = services.find((each) => each.name === wanted);
		if (!service) {
			const says = `The ingress "${name}" leads to the service "${wanted}", which does not exist.`;
			return [
				trouble(
					at,
					'ingress.service-missing',
					{
						says,
						because: `there are: ${
							listed(
								services.map((each) => each.name),
								5,
							) || 'none'
						}`,
					},
					{ short: `leads to the service ${wanted}, which does not exist`, fatal: true },
				),
			];
		}
		if (port !== undefined && !service.ports.some((each) => each.port === port || each.name === port)) {
			const says = `The ingress "${name}" leads to port ${port} of the service "${wanted}", which has no such port.`;
			return [
				trouble(
					at,
					'access.port-mismatch',
					{ says, because: `it has: ${service.ports.map((each) => each.port).join(', ')}` },
					{ short: `leads to port ${port} of ${wanted}, which it does not have`, fatal: true },
				),
			];
		}
		return [
			trouble(
				at,
				'ingress.unreachable',
				{ says: `The ingress "${name}" leads to "${wanted}", which does not answer.` },
				{ short: 'answers 503', causes: [ref('Service', wanted)], follows: true },
			),
		];
	});
}

function ofCertificates({ keys }: NamespaceFacts, { name, tlsSecrets }: IngressFacts): readonly Trouble[] {
	return tlsSecrets
		.filter((each) => keys && !keys.secrets.has(each))
		.map((each) =>
			trouble(
				ref('Secret', each),
				'ingress.tls-missing',
				{
					severity: 'warning',
					says: `The certificate "${each}" of the ingress "${name}" does not exist.`,
					because: `Ingress ${name}: spec.tls`,
				},
				{ short: 'does not exist' },
			),
		);
}
