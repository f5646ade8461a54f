import type { Finding } from '../core/check.js';
import type { Place } from '../tools/kubectl/place.js';
import { isWorkload } from './chain.js';
import type { Ref } from './facts/object.js';

/** The finding with commands that can be copied: for this object, and for no other cluster or namespace than this one. */
export function placed(finding: Finding, at: Ref, top: Ref, place: Place): Finding {
	const fill = (command: string) => {
		const named = command
			.replace(/ -n NAMESPACE\b/g, '')
			.replace(/\bdeployment\/NAME\b/g, isWorkload(top) ? `${top.kind.toLowerCase()}/${top.name}` : 'deployment/NAME')
			.replace(/\bPOD\b/g, at.kind === 'Pod' ? at.name : 'POD')
			.replace(/\bNAME\b/g, at.kind === 'Rights' ? 'NAME' : at.name);
		return named.replace(/^kubectl /, `kubectl --context ${place.context} -n ${place.namespace} `);
	};
	const remedies = finding.remedies.map((remedy) =>
		remedy.kind === 'manual' && remedy.commands ? { ...remedy, commands: remedy.commands.map(fill) } : remedy,
	);
	return { ...finding, remedies };
}
