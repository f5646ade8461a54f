import { entry } from '../../entry.js';

export const accessNameUnknown = entry({
	id: 'access.name-unknown',
	layer: 'access',
	title: 'This machine does not know where the name of the app leads.',
	means: 'The Ingress serves the app under a name, and nothing tells the browser the address behind it.',
	told: 'The name is looked up as a browser would, and compared with the address of the node.',
	fixes: [
		{
			says: 'Add a line with the address of the node and the name to the hosts file.',
			commands: ['echo "$(minikube ip) todo.local" | sudo tee -a /etc/hosts'],
			on: ['linux', 'macos', 'wsl2'],
		},
		{
			says: 'Add a line with the address of the node and the name to C:\\Windows\\System32\\drivers\\etc\\hosts, as administrator.',
			on: ['windows'],
		},
	],
	wizard: 'Tries the app by its address meanwhile, and shows the exact line. It never changes the hosts file by itself.',
});
