import { type Image, refOf, type Settings, spokenName, spokenNameFirst } from '../../core/app.js';
import { defineCheck, type Probe } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { System } from '../../core/ports.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { toBuildProgress } from './build-output.js';

export const defaultBaseNode = 'node:22-slim';
export const defaultBaseWeb = 'nginxinc/nginx-unprivileged:stable';

/**
 * The images that this content of the folder makes. The tag is the version and a
 * hash of everything that goes in, so equal content is never built twice and a
 * change always makes a new pod template.
 */
export function toImages(
	settings: Settings,
	content: Readonly<Record<string, string>>,
	caPem: string | undefined,
	system: System,
): readonly Image[] {
	const { answers, dir, version } = settings;
	const common = {
		...(answers.npmRegistry ? { NPM_REGISTRY: answers.npmRegistry } : {}),
		...(caPem ? { CA_PEM: caPem } : {}),
		BASE_NODE: answers.baseNode ?? defaultBaseNode,
	};
	return (['backend', 'frontend'] as const).map((component) => {
		const buildArgs = component === 'frontend' ? { ...common, BASE_WEB: answers.baseWeb ?? defaultBaseWeb } : common;
		const prefix = `app/${component}/`;
		const files = Object.entries(content)
			.filter(([path]) => path.startsWith(prefix))
			.sort();
		const hash = system.sha256(JSON.stringify([files, buildArgs])).slice(0, 12);
		return { component, repository: `todo-${component}`, tag: `${version}-${hash}`, context: `${dir}/app/${component}`, buildArgs };
	});
}

/** References of our images that the host's Docker has. */
export const hostImagesProbe: Probe<ReadonlySet<string>> = {
	id: 'docker.images',
	async read({ shell }, signal) {
		const outcome = await shell.run(['docker', 'image', 'ls', '--filter', 'reference=todo-*', '--format', '{{.Repository}}:{{.Tag}}'], {
			signal,
			timeoutMs: 10_000,
		});
		return new Set(outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout.split('\n').map((line) => line.trim()) : []);
	},
};

/** Builds one image with the host's Docker; needless when the host or the cluster has it. */
export function buildImage(image: Image, inCluster: Probe<ReadonlySet<string>>): Step {
	const ref = refOf(image);
	return {
		id: `image.build.${image.component}`,
		title: `Build the ${spokenName(image)}`,
		done: `${spokenNameFirst(image)} built`,
		goal: defineCheck({
			id: `image.built.${image.component}`,
			title: `The image ${ref} is built`,
			needs: { host: hostImagesProbe, cluster: inCluster },
			diagnose: ({ host, cluster }) =>
				host.has(ref) || cluster.has(ref) ? [] : [found('image.not-built', { says: `The image ${ref} is not built.` })],
		}),
		after: ['folder.write'],
		preview: [command(image).map(quote).join(' ')],
		seconds: image.component === 'backend' ? 30 : 40,
		withinMs: 10_000,
		run: (context) => build(context, image),
	};
}

function command({ buildArgs, tag, repository, context }: Image) {
	const args = Object.entries({ ...buildArgs, VERSION: tag }).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
	// Without a value Docker takes it from our environment, so that a proxy's password stays out of the process list.
	const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']
		.flatMap((name) => [name, name.toLowerCase()])
		.flatMap((name) => ['--build-arg', name]);
	return ['docker', 'build', '--target', 'runtime', '--tag', `${repository}:${tag}`, ...args, ...proxies, context] as const;
}

function quote(word: string): string {
	if (word.includes('\n')) return `'${word.split('\n')[0]} …'`;
	return /^[\w./:=@-]+$/.test(word) ? word : `'${word}'`;
}

async function build(context: StepContext, image: Image): Promise<void> {
	const lines: string[] = [];
	const outcome = await context.ports.shell.run([...command(image)], {
		signal: context.signal,
		timeoutMs: 20 * 60_000,
		env: { BUILDKIT_PROGRESS: 'plain' },
		onLine(line) {
			lines.push(line);
			context.progress(toBuildProgress(line));
		},
	});
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	const output = lines.join('\n');
	const how =
		outcome.kind === 'exited'
			? `ended with exit code ${outcome.code}`
			: outcome.kind === 'timed-out'
				? 'took more than 20 minutes'
				: outcome.kind;
	throw new StepFailed(`The build of the ${spokenName(image)} ${how}.`, {
		lastLines: lastLines(output),
		failed: { command: 'docker build', output },
	});
}
