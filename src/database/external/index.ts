import type { DatabaseChoice, Ground } from '../../core/choice.js';
import type { Question } from '../../core/question.js';
import { addressProblem, isThisMachine, parseAddress } from './address.js';
import { greet } from './greet.js';
import { logIn } from './log-in.js';

/** A Postgres that somebody else runs: Neon, a cloud's, or one on another machine. */
export const external: DatabaseChoice = {
	id: 'external',
	option: () => ({ value: 'external', title: 'Another Postgres', hint: 'Neon or any address · nothing to run here' }),
	questions: (_answers, ground, { bundles }) => [address(ground, bundles)],
	config: (given) => ({ driver: 'external', port: given ? parseAddress(given.reveal()).port : 'kept' }),
	secretKey: (given) => ({ key: 'DATABASE_URL', generated: false, ...(given ? { given } : {}) }),
};

function address({ holdsServers }: Ground, bundles: string): Question {
	return {
		id: 'databaseUrl',
		env: ['TODO_K8S_DATABASE_URL', 'DATABASE_URL'],
		asks: 'Address of the database',
		help: 'postgresql://user:password@host:5432/name, with the password in it. Kept where the app reads it, and nowhere else.',
		secret: true,
		problem(raw) {
			const problem = addressProblem(raw);
			if (problem !== undefined || !holdsServers || !isThisMachine(parseAddress(raw))) return problem;
			return 'In the cluster, localhost is the app itself. For a server on this machine use host.minikube.internal, and let it listen there.';
		},
		async try(raw, ports, signal) {
			const greeted = await greet(parseAddress(raw), ports, signal);
			return greeted.problem === undefined && greeted.note === undefined ? logIn(raw, bundles, ports, signal) : greeted;
		},
	};
}
