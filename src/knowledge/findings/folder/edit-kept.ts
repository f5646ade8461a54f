import { entry } from '../../entry.js';

export const folderEditKept = entry({
	id: 'folder.edit-kept',
	layer: 'setup',
	title: 'A change of yours was kept, although a newer version or answer says otherwise.',
	means: 'You edited a file of the setup folder, and this version of the program would write it differently.',
	told: 'The file differs both from what was written last and from what would be written now.',
	fixes: [{ says: 'Look at both in the plan, and take over what you like.', commands: ['todo-k8s-setup plan'] }],
	wizard: 'Merges what can be merged, asks where it cannot, and never overwrites without a yes.',
});
