import type { Settings } from '../../core/app.js';
import { defineCheck } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';

/** Where the app keeps its tasks and accounts. */
export function dataDir({ dir }: Settings): string {
	return `${dir}/data`;
}

export function removeData(settings: Settings): Step {
	const dir = dataDir(settings);
	// What is in a database elsewhere is not ours to delete.
	const isElsewhere = settings.app.database.driver === 'external';
	return {
		id: 'data.remove',
		title: isElsewhere ? 'Delete data of the app on this machine' : 'Delete the tasks and accounts',
		done: isElsewhere ? 'Data of the app on this machine deleted' : 'Tasks and accounts deleted',
		goal: defineCheck({
			id: 'data.removed',
			title: isElsewhere ? 'There is no data of the app on this machine' : 'There are no tasks or accounts',
			needs: { data: { id: `none.data:${dir}`, read: ({ files }: Ports) => files.kind(dir) } },
			diagnose: ({ data }) => (data === 'nothing' ? [] : [found('data.still-there', { says: 'The data is still there.', because: dir })]),
		}),
		after: ['app.stop'],
		preview: [`delete ${dir}`],
		seconds: 1,
		destroys: `All tasks and accounts in ${dir}.`,
		run: ({ ports }) => ports.files.remove(dir),
	};
}
