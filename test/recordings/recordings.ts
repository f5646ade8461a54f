import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCast } from './cast.js';
import { type Theme, toSvg } from './svg.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const folder = `${root}docs/recordings/`;

/** Stories of the demo; they are made anew by `npm run record`, and by the tests. */
export const stories = ['fresh-laptop', 'wsl2-integration-off', 'broken-yesterday'] as const;

/** What somebody reads who does not see the picture. */
export const recordings: Readonly<Record<string, string>> = {
	'first-run':
		'A terminal. npx todo-k8s-setup looks at the machine, asks five questions, shows its plan, builds the images, starts Minikube, installs the release, and verifies the running Todo Chatbot.',
	repair:
		'A terminal. After the cluster was stopped, npx todo-k8s-setup names that as the cause, starts the cluster, builds and installs nothing anew, and verifies the running Todo Chatbot.',
	'fresh-laptop': 'The demo: on a simulated laptop without Minikube, kubectl and Helm the wizard installs them and sets the app up.',
	'wsl2-integration-off':
		'The demo: Docker Desktop does not share a simulated WSL 2 distribution; the wizard says so and goes on when it does.',
	'broken-yesterday': 'The demo: on a simulated machine that worked yesterday the same command finds what broke and does only that again.',
};

/** The text of a kept file; Git may have given it the line ends of this system. */
export function keptText(file: string): string {
	return readFileSync(folder + file, 'utf8').replaceAll('\r\n', '\n');
}

/** The picture of a kept recording. */
export function pictureOf(name: string, theme: Theme): Promise<string> {
	return toSvg(parseCast(keptText(`${name}.cast`)), theme, recordings[name] ?? name);
}
