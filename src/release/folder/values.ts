import { type Companion, companionNames, type Exposure, isAutoscaled, namesOf, parseRef, type Settings } from '../../core/app.js';
import { asItIs, type Wanted } from './yaml-merge.js';

/** The answers as Helm values, by dotted path of the chart. */
export function toValues({ app, answers }: Settings, environment: string, exposure: Exposure | undefined): Wanted {
	const { driver, port } = app.database;
	return {
		'global.secrets.existingSecret': namesOf(answers).secret,
		'backend.environment': environment,
		'backend.ai.backend': app.ai.backend,
		'backend.ai.baseUrl': app.ai.baseUrl,
		'backend.ai.model': app.ai.model,
		'backend.database.driver': driver,
		...(port === undefined ? {} : { 'backend.database.port': port === 'kept' ? asItIs : port }),
		...(environment === 'prod' ? { 'backend.autoscaling.enabled': isAutoscaled({ ...app, environment }) } : {}),
		...Object.assign(
			{},
			...companionNames.map((name) =>
				ofCompanion(
					name,
					app.companions.find((each) => each.name === name),
				),
			),
		),
		...(exposure ? { 'frontend.service.type': exposure.serviceType } : {}),
		...(exposure?.nodePort ? { 'frontend.service.nodePort': exposure.nodePort } : {}),
		...(exposure ? { 'ingress.enabled': exposure.ingress !== undefined } : {}),
		...(exposure?.ingress
			? {
					'ingress.host': exposure.ingress.host,
					'ingress.className': exposure.ingress.className,
					'global.tls.mode': exposure.ingress.tls,
				}
			: {}),
	};
}

function ofCompanion(name: Companion['name'], companion: Companion | undefined): Wanted {
	if (!companion) return { [`${name}.enabled`]: false };
	const { repository, tag } = parseRef(companion.image);
	return {
		[`${name}.enabled`]: true,
		[`${name}.image.repository`]: repository,
		[`${name}.image.tag`]: tag,
		// Copies are made by the programs of the same server.
		...(name === 'postgres' ? { 'backend.backup.image.repository': repository, 'backend.backup.image.tag': tag } : {}),
		...(companion.model === undefined ? {} : { [`${name}.model`]: companion.model }),
		...(companion.memoryMb === undefined ? {} : { [`${name}.resources.limits.memory`]: `${companion.memoryMb}Mi` }),
	};
}
