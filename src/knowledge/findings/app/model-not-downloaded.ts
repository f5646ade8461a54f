import { entry } from '../../entry.js';

export const appModelNotDownloaded = entry({
	id: 'app.model-not-downloaded',
	layer: 'rollout',
	title: 'The model of the chat could not be downloaded.',
	looks: 'Error: pull model manifest: file does not exist',
	means: 'Ollama runs in the cluster, and it could not fetch its model: there is none of that name, or its registry was not reached.',
	told: 'The job that fetches it has failed, or its last words say that there is no such model.',
	fixes: [
		{
			says: 'Look whether the name is right (https://ollama.com/library), and whether the cluster reaches registry.ollama.ai; then run this again.',
			commands: ['kubectl logs -l app.kubernetes.io/component=ollama-pull', 'todo-k8s-setup --ai-model qwen2.5:0.5b'],
		},
	],
	wizard: 'Ends the wait as soon as it is sure, names the last words of the download, and fetches the model again in the next run.',
});
