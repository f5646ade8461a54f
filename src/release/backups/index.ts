import type { ReleaseNames } from '../../core/app.js';
import type { Step } from '../../core/step.js';
import type { Place } from '../kube.js';
import { runJob } from './job.js';

/** Copies everything now, as every night. `stamp` makes the name of the job its own. */
export function backUp(place: Place, { backend }: ReleaseNames, stamp: string): Step {
	return runJob(
		{ place, pattern: `${backend}-backup`, name: `${backend}-backup-${stamp}` },
		{ id: 'data.back-up', title: 'Copy the tasks and accounts', done: 'Tasks and accounts copied' },
		'backup.not-made',
	);
}

/** Puts a copy in the place of everything that is there, which is copied first. Without a file it is the newest. */
export function restore(place: Place, { backend }: ReleaseNames, stamp: string, file: string | undefined): Step {
	return runJob(
		{ place, pattern: `${backend}-restore`, name: `${backend}-restore-${stamp}`, ...(file === undefined ? {} : { file }) },
		{
			id: 'data.restore',
			title: `Put ${file ?? 'the newest copy'} in the place of all tasks and accounts`,
			done: 'Tasks and accounts restored',
			destroys: 'All tasks and accounts as they are now. They are copied beside the other copies first.',
		},
		'backup.not-restored',
	);
}
