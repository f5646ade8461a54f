import { isAutoscaled, namesOf } from '../../core/app.js';
import type { ClusterChoice } from '../../core/choice.js';
import { dockerIsReady } from '../../tools/docker/checks.js';
import { credentialHelpersAreThere } from '../../tools/docker/credentials.js';
import { desktopTestsItself } from '../../tools/docker/desktop.js';
import { dockerProbe } from '../../tools/docker/probe.js';
import { dockerHasRoom } from '../../tools/docker/storage.js';
import { helmIsInstalled } from '../../tools/helm/checks.js';
import { machineCanHoldCluster } from '../../tools/host/checks.js';
import { kernelCheck } from '../../tools/host/linux.js';
import { notTranslated } from '../../tools/host/rosetta.js';
import { toolsAreOnPath } from '../../tools/install/checks.js';
import { installProbe } from '../../tools/install/probe.js';
import { toInstallSource } from '../../tools/install/source.js';
import { kubectlIsInstalled } from '../../tools/kubectl/checks.js';
import { currentContextIsUsable } from '../../tools/kubectl/context.js';
import { nodePortAccess, portForwardAccess, startPortForward, stopPortForward } from './access.js';
import { minikubeIsUsable } from './checks.js';
import { deliverImage } from './deliver.js';
import { driversAreJudged } from './drivers.js';
import { defaultHost, exposureQuestions } from './exposure.js';
import { contextIsOurs } from './foreign-context.js';
import { groundOf } from './ground.js';
import { minikubeHomeIsFine } from './home.js';
import { enableIngress, ingressAccess } from './ingress.js';
import { enableMetricsServer } from './metrics-server.js';
import { networkEnforcesPolicies } from './network.js';
import { minikubeImagesProbe, minikubeProbe } from './probe.js';
import { removeCluster, removeImage } from './remove.js';
import { serverAnswers } from './server.js';
import { restartStorage, restoreServices } from './services.js';
import { startCluster } from './steps.js';

export const defaultProfile = 'minikube';

/** A cluster in Docker on this machine, by Minikube. */
export const minikubeCluster: ClusterChoice = {
	id: 'minikube',
	option(known) {
		const option = { value: 'minikube', title: 'Minikube' };
		const docker = known(dockerProbe);
		const minikube = known(minikubeProbe(defaultProfile));
		// Not refused: what is missing is shown as a finding with its remedies.
		const install = known(installProbe);
		if (minikube && !minikube.version) {
			const hint = 'not installed here';
			return { ...option, hint: install?.folder && install.packages.minikube ? `${hint} · we can do that` : hint };
		}
		if (docker?.problem) return { ...option, hint: 'needs Docker, which does not answer' };
		return { ...option, hint: minikube?.state === 'running' ? 'running' : '4 GiB of memory · 1 GB to download the first time' };
	},
	examines: (dir, answers) => {
		const profile = answers.profile ?? defaultProfile;
		return [
			kernelCheck(dir),
			notTranslated,
			dockerHasRoom,
			credentialHelpersAreThere,
			desktopTestsItself,
			minikubeHomeIsFine(profile),
			serverAnswers(profile),
			driversAreJudged,
		];
	},
	requires: (dir, answers) => [
		dockerIsReady(dir),
		machineCanHoldCluster(dir),
		minikubeIsUsable(dir, answers.profile ?? defaultProfile, toInstallSource(answers), {
			enforcesPolicies: (answers.environment ?? 'dev') !== 'dev',
			...(answers.registryMirror ? { registryMirror: answers.registryMirror } : {}),
		}),
		kubectlIsInstalled(toInstallSource(answers)),
		helmIsInstalled(toInstallSource(answers)),
		toolsAreOnPath,
		contextIsOurs(answers.profile ?? defaultProfile),
		currentContextIsUsable(answers.profile ?? defaultProfile),
	],
	questions: (known, answers) => [
		{
			id: 'profile',
			flag: 'profile',
			env: ['TODO_K8S_PROFILE'],
			asks: 'Which Minikube profile?',
			fallback: defaultProfile,
			quiet: true,
			problem: (raw) =>
				/^[a-z0-9][a-z0-9-]{1,40}$/.test(raw)
					? undefined
					: `"${raw}" is not a profile name; it takes lower-case letters, digits and dashes.`,
		},
		...exposureQuestions(known, answers),
	],
	ground: (known, answers) => groundOf(known, answers.profile ?? defaultProfile),
	target(settings) {
		const { answers, stateDir, app } = settings;
		const profile = answers.profile ?? defaultProfile;
		const names = namesOf(answers);
		const place = { context: profile, namespace: names.namespace, service: names.frontend };
		const byNodePort = answers.exposure === 'nodeport';
		const byIngress = answers.exposure === 'ingress';
		const { host = defaultHost, tls = 'none' } = answers;
		return {
			kind: 'kubernetes',
			context: profile,
			...(app.environment === 'dev' ? {} : { notes: networkEnforcesPolicies(profile) }),
			steps: [
				startCluster({
					profile,
					serversMb: app.companions.reduce((sum, { memoryMb = 0 }) => sum + memoryMb, 0),
					enforcesPolicies: app.environment !== 'dev',
					...(answers.registryMirror ? { registryMirror: answers.registryMirror } : {}),
				}),
			],
			images: minikubeImagesProbe(profile),
			deliver: (image, after) => deliverImage(profile, image, after),
			exposure: byNodePort
				? { serviceType: 'NodePort', nodePort: Number(answers.nodePort ?? 30080) }
				: { serviceType: 'ClusterIP', ...(byIngress ? { ingress: { host, className: '', tls } } : {}) },
			addons: (after) => [
				restoreServices(profile, after),
				...(byIngress ? [enableIngress(profile, after)] : []),
				...(isAutoscaled(app) ? [enableMetricsServer(profile, after)] : []),
			],
			restartStorage: (context) => restartStorage(profile, context),
			accessSteps: (after) => (byNodePort || byIngress ? [] : [startPortForward(stateDir, place, Number(answers.port ?? 3000), after)]),
			access: byNodePort
				? nodePortAccess(profile, place)
				: byIngress
					? ingressAccess(profile, { ...place, release: names.release, host, tls })
					: portForwardAccess(stateDir),
			removeAccess: [stopPortForward(stateDir)],
			removeImages: (images) => images.map((image) => removeImage(profile, image, names)),
			removeCluster: [removeCluster(profile)],
		};
	},
};
