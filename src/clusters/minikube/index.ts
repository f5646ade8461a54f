import { namesOf } from '../../core/app.js';
import type { Known } from '../../core/check.js';
import type { ClusterChoice } from '../../core/choice.js';
import type { Question } from '../../core/question.js';
import { dockerIsReady } from '../../tools/docker/checks.js';
import { credentialHelpersAreThere } from '../../tools/docker/credentials.js';
import { desktopTestsItself } from '../../tools/docker/desktop.js';
import { dockerProbe } from '../../tools/docker/probe.js';
import { dockerHasRoom } from '../../tools/docker/storage.js';
import { helmIsInstalled } from '../../tools/helm/checks.js';
import { machineCanHoldCluster } from '../../tools/host/checks.js';
import { kernelCheck } from '../../tools/host/linux.js';
import { hostProbe } from '../../tools/host/probe.js';
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
import { minikubeHomeIsFine } from './home.js';
import { minikubeImagesProbe, minikubeProbe } from './probe.js';
import { removeCluster, removeImage } from './remove.js';
import { serverAnswers } from './server.js';
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
		minikubeIsUsable(dir, answers.profile ?? defaultProfile, toInstallSource(answers)),
		kubectlIsInstalled(toInstallSource(answers)),
		helmIsInstalled(toInstallSource(answers)),
		toolsAreOnPath,
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
		exposure(known),
		...(answers.exposure === 'nodeport' ? [nodePort] : []),
	],
	target(settings) {
		const { answers, stateDir } = settings;
		const profile = answers.profile ?? defaultProfile;
		const names = namesOf(answers);
		const place = { context: profile, namespace: names.namespace, service: names.frontend };
		const byNodePort = answers.exposure === 'nodeport';
		return {
			kind: 'kubernetes',
			context: profile,
			steps: [startCluster({ profile, ...(answers.registryMirror ? { registryMirror: answers.registryMirror } : {}) })],
			images: minikubeImagesProbe(profile),
			deliver: (image, after) => deliverImage(profile, image, after),
			exposure: byNodePort ? { serviceType: 'NodePort', nodePort: Number(answers.nodePort ?? 30080) } : { serviceType: 'ClusterIP' },
			accessSteps: (after) => (byNodePort ? [] : [startPortForward(stateDir, place, Number(answers.port ?? 3000), after)]),
			access: byNodePort ? nodePortAccess(profile, place) : portForwardAccess(stateDir),
			removeAccess: [stopPortForward(stateDir)],
			removeImages: (images) => images.map((image) => removeImage(profile, image)),
			removeCluster: [removeCluster(profile)],
		};
	},
};

const nodePort: Question = {
	id: 'nodePort',
	flag: 'node-port',
	env: ['TODO_K8S_NODE_PORT'],
	asks: 'Which port of the node?',
	fallback: '30080',
	quiet: true,
	problem(raw) {
		const port = Number(raw);
		return Number.isInteger(port) && port >= 30_000 && port <= 32_767
			? undefined
			: `"${raw}" is not a NodePort; it takes a whole number from 30000 to 32767.`;
	},
};

/** The driver's network decides what a browser can reach: only on plain Linux is the node's address open to this machine. */
function exposure(known: Known): Question {
	const host = known(hostProbe(''));
	const docker = known(dockerProbe);
	// What is not known yet refuses nothing: an answer from an earlier run was judged then.
	const nodeReachable = (host === undefined || host.platform === 'linux') && docker?.kind !== 'Desktop';
	return {
		id: 'exposure',
		flag: 'exposure',
		env: ['TODO_K8S_EXPOSURE'],
		asks: 'How will the browser reach the app?',
		help: 'Can be changed later by running this again.',
		options: [
			{
				value: 'nodeport',
				title: 'NodePort',
				hint: 'a port of the cluster node · needs nothing running',
				...(nodeReachable
					? {}
					: {
							refused: 'The node is inside Docker Desktop here, and its address is not reachable from this machine; choose port-forward.',
						}),
			},
			{ value: 'port-forward', title: 'Port-forward', hint: 'http://localhost · a kubectl of ours goes on in the background' },
		],
		fallback: nodeReachable ? 'nodeport' : 'port-forward',
	};
}
