import { packageFor } from '../../src/tools/install/catalogue.js';
import type { InstallFacts } from '../../src/tools/install/probe.js';
import { hostFacts } from './host-facts.js';

/** A home into which tools can be installed, changed where a test says so. */
export function installFacts(changes: Partial<InstallFacts> = {}): InstallFacts {
	const host = changes.host ?? hostFacts();
	const packages = { minikube: packageFor('minikube', host), kubectl: packageFor('kubectl', host), helm: packageFor('helm', host) };
	return {
		host,
		folder: '/home/user/.local/bin',
		isOnPath: false,
		packages: packages as InstallFacts['packages'],
		ours: new Set(),
		foreign: new Set(),
		...changes,
	};
}
