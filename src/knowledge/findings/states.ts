import { type Entry, entry, type Layer } from '../entry.js';

/** A goal of a step that does not hold yet. Whoever runs the wizard again gets it done, so a row says all there is to say. */
function state<const Id extends string>(id: Id, layer: Layer, title: string, means: string, cause?: string): Entry & { readonly id: Id } {
	return entry({
		id,
		...(cause ? { cause } : {}),
		layer,
		title,
		means,
		told: 'It is asked before and after the step that brings it about, with the command that "plan" shows.',
		fixes: [],
		wizard: 'Runs the step that brings it about, and asks again.',
	});
}

/** One row a goal. */
export const states = [
	state(
		'access.not-forwarded',
		'access',
		'The app is not reachable from this machine.',
		'The port-forward that leads from this machine into the cluster does not run.',
	),
	state('access.still-forwarded', 'access', 'The port-forward is still running.', 'It leads to an app that is to be taken away.'),
	state('access.unknown', 'access', 'The app has no address.', 'Neither a port of the node nor a port-forward leads to it.'),
	state(
		'app.data-lost',
		'access',
		'Data did not survive a restart of the backend.',
		'A task was written, the backend ended, and the task was gone afterwards: its storage does not outlive it.',
	),
	state(
		'app.account-fails',
		'access',
		'Sign-up or log-in does not work.',
		'The public address answers, but no account can be made or used there.',
	),
	state(
		'app.chat-fails',
		'access',
		'The chat does not make a task.',
		'The chat answers with an error, or does nothing. With an AI provider its key, its quota or the network may be the reason.',
	),
	state('app.no-page', 'access', 'The app answers, but its web page is gone.', 'The program runs from a folder whose files were removed.'),
	state('app.not-ready', 'rollout', 'The app does not run on this machine.', 'Its process is not there, or does not say that it is ready.'),
	state(
		'app.outdated',
		'rollout',
		'The app runs with other settings than these.',
		'Its settings, its secrets or its version changed since it was started.',
	),
	state('app.page-fails', 'access', 'The web page is not served.', 'The public address does not answer with the page of the app.'),
	state('app.silent', 'access', 'The app does not answer yet.', 'Its pods may be ready, but a browser would get no answer.'),
	state('app.speed-fails', 'access', 'The app does not answer 200 requests.', 'Some of them failed.'),
	state('app.still-there', 'rollout', 'The app still runs on this machine.', 'Its process was to be ended.'),
	state('app.tasks-fails', 'access', 'Tasks cannot be made, listed, completed and deleted.', 'The account works, but the list does not.'),
	state('cluster.still-there', 'cluster', 'The cluster is still there.', 'It was to be deleted.'),
	state('data.still-there', 'rollout', 'The data is still there.', 'Tasks and accounts were to be deleted.'),
	state(
		'folder.outdated',
		'setup',
		'Files of the setup folder are not as they should be.',
		'They are missing, of an older version, or do not fit the answers. Your own edits are not among them.',
	),
	state('image.not-built', 'build', 'An image is not built.', 'Docker has no image of this content.'),
	state(
		'image.not-in-cluster',
		'load',
		'The cluster does not have an image that it needs.',
		'It is built, but the node cannot see it yet.',
		'local-image-not-loaded',
	),
	state('image.still-in-cluster', 'load', 'The cluster still holds an image.', 'It was to be removed.'),
	state('image.still-in-docker', 'load', 'Docker still holds an image.', 'It was to be removed.'),
	state(
		'minikube.not-running',
		'cluster',
		'The cluster is not running.',
		'The profile is absent, stopped, paused, or half started; a start brings it up.',
	),
	state('namespace.absent', 'install', 'The namespace does not exist.', 'It keeps the app apart from everything else in the cluster.'),
	state(
		'namespace.not-restricted',
		'install',
		'The namespace is not restricted.',
		'Its labels let pods in that Pod Security "restricted" would refuse.',
	),
	state(
		'namespace.still-there',
		'install',
		'The namespace is still there.',
		'It was to be deleted, and takes as long as its pods take to end.',
	),
	state('namespace.terminating', 'install', 'The namespace is being deleted.', 'It can be made again once all that was in it has ended.'),
	state('release.absent', 'install', 'The release is not installed.', 'Helm has no record of it in this namespace.'),
	state(
		'release.broken',
		'install',
		'The release is not as Helm should have left it.',
		'Helm records it as failed, uninstalled, or in a state of its own.',
	),
	state(
		'release.deployment-stopped',
		'rollout',
		'A Deployment is gone or scaled to 0.',
		'Somebody deleted it or set its replicas to 0; installing again puts it back.',
	),
	state(
		'release.outdated',
		'install',
		'The release was made from other files, images or secrets.',
		'What Helm installed last is not what the folder and the answers say now.',
	),
	state('release.pods-left', 'rollout', 'Pods of the release are still ending.', 'They finish their requests first.'),
	state('release.still-there', 'install', 'The release is still there.', 'It was to be uninstalled.'),
	state(
		'secret.key-missing',
		'install',
		'The Secret lacks a key, or has an outdated one.',
		'The app reads it from there, and would not start.',
		'config-or-secret-missing',
	),
	state(
		'secret.missing',
		'install',
		'A secret is not in place.',
		'The app on this machine reads it from a file of its own, which only you can read.',
	),
	state('secret.still-there', 'install', 'There are still secrets.', 'They were to be removed.'),
] as const;
