import { type Image, namesOf, type Settings } from '../../../src/core/app.js';
import type { StepFailed } from '../../../src/core/error.js';
import { installRelease } from '../../../src/release/helm/helm-release.js';
import type { KubeObject } from '../../../src/workloads/facts/object.js';
import { portsWith, runStep } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

export const place = { context: 'minikube', namespace: 'todo' };
export const names = namesOf({});
export const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
export const at = '--kube-context minikube --namespace todo';
export const status = `helm status todo -o json ${at}`;
export const getSecret = `${kubectl} get secret todo-backend -o go-template={{range $k, $v := .data}}{{$k}} {{len $v}}{{"\\n"}}{{end}}{{range $k, $v := .metadata.annotations}}@{{$k}} {{$v}}{{"\\n"}}{{end}}`;
export const getObjects = `${kubectl} get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json`;
export const getEvents = `${kubectl} get events --field-selector type=Warning -o json`;

export function failureOf(promise: Promise<unknown>): Promise<StepFailed | undefined> {
	return promise.then(
		() => undefined,
		(error: unknown) => error as StepFailed,
	);
}

export interface Installed {
	/** The commands other than the upgrade, without those that read the workloads. */
	readonly sent: readonly string[];
	/** All of these in their order, the upgrade as "helm upgrade". */
	readonly order: readonly string[];
	readonly upgrade: string | undefined;
	/** What each command got on stdin. */
	readonly inputs: Readonly<Record<string, string>>;
	readonly failure: StepFailed | undefined;
}

/** Runs the step that installs the release. The upgrade ends as it is told to, whatever its sums are. */
export async function install(script: Readonly<Record<string, Scripted>>, ending: Scripted = ''): Promise<Installed> {
	const ports = portsWith(new ScriptedShell({}));
	const images: readonly Image[] = (['backend', 'frontend'] as const).map((component) => ({
		component,
		repository: `todo-${component}`,
		tag: '0.1.0-aaa',
		context: '/x',
		buildArgs: {},
	}));
	const settings = { dir: '/home/user/todo-k8s', app: { environment: 'dev' } } as Settings;
	const step = installRelease(
		{ settings, place, names, images, contentSum: 'sum', valuesFile: 'values/values-dev.yaml', system: ports.system, helmMajor: 4 },
		[],
	);
	const scripted = new ScriptedShell({
		[getSecret]: recorded('kubectl/secret.there.minikube-1.36'),
		[getObjects]: recorded('kubectl/workloads.none.minikube-1.36'),
		[getEvents]: recorded('kubectl/events.none.minikube-1.36'),
		...script,
	});
	const upgrades: string[] = [];
	const order: string[] = [];
	const shell = {
		run: (...[command, options]: Parameters<ScriptedShell['run']>) => {
			const line = command.join(' ');
			if (line !== getObjects && line !== getEvents) order.push(command[1] === 'upgrade' ? 'helm upgrade' : line);
			if (command[1] !== 'upgrade') return scripted.run(command, options);
			upgrades.push(line);
			return new ScriptedShell({ [line]: ending }).run(command, options);
		},
		pipe: scripted.pipe.bind(scripted),
		lookFirstIn: () => undefined,
	};
	const failure = await failureOf(runStep(step, { ...ports, shell }));
	return {
		sent: order.filter((line) => line !== 'helm upgrade'),
		order,
		upgrade: upgrades[0],
		inputs: Object.fromEntries(scripted.sent.map((line, index) => [line, scripted.inputs[index] ?? ''])),
		failure,
	};
}

const live = JSON.parse(recording('helm/status.live.helm-4.1.json')) as {
	readonly manifest: string;
	readonly info: { readonly resources: Readonly<Record<string, readonly KubeObject[]>> };
};

/** What `helm status` prints of a real release whose objects somebody changed: what `change` gives back for each; nothing is gone. */
export function statusWith(change: (object: any) => object | undefined, manifest: (text: string) => string = (text) => text): string {
	const objects = Object.values(live.info.resources).flat();
	const resources = { all: objects.map((object) => change(structuredClone(object))).filter((each) => each !== undefined) };
	return JSON.stringify({ ...live, manifest: manifest(live.manifest), info: { ...live.info, resources } });
}

/** As `statusWith`, of one object that is gone. */
export function statusWithout(kind: string, name: string): string {
	return statusWith((object) => (object.kind === kind && object.metadata.name === name ? undefined : object));
}
