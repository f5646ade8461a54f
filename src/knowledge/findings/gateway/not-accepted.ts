import { entry } from '../../entry.js';

export const gatewayNotAccepted = entry({
	id: 'gateway.not-accepted',
	layer: 'access',
	title: 'A gateway is not accepted or not set up.',
	means: 'The controller has seen it and says no, or has no address for it.',
	told: 'The condition Accepted or Programmed is not True; its message says why.',
	fixes: [
		{
			says: 'Correct what the message names.',
			commands: ['kubectl describe gateway NAME -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
