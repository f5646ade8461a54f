import type { Reply, SimulatedProgram } from '../../core/simulation.js';
import { parseAddress } from './address.js';

/** The app's own trial of a database, by Node: whether this simulated server knows the user. */
export const simulatedNode: SimulatedProgram = (world, [, command], { input }): Reply => {
	if (command !== 'try-database')
		return { world, outcome: { kind: 'exited', code: 2, stdout: '', stderr: 'Usage: node server.mjs [command]' } };
	const { host, port } = parseAddress(input);
	const refused = {
		reason: 'refused',
		problem: `The database server ${host}:${port} does not accept this user and password. Correct POSTGRES_USER and POSTGRES_PASSWORD, or DATABASE_URL.`,
	};
	const said = world.databases?.[`${host}:${port}`] === 'refuses-login' ? refused : {};
	return { world, outcome: { kind: 'exited', code: 0, stdout: `${JSON.stringify(said)}\n`, stderr: '' } };
};
