import type { Ports } from '../../core/ports.js';
import type { DatabaseAddress } from './address.js';

/**
 * The first message of Postgres's protocol: a client that wants TLS asks for it before it says anything else. The server
 * answers with one letter, S or N, and nobody has logged in.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL
 */
const sslRequest = new Uint8Array([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const timeoutMs = 8000;

/** Tries whether a Postgres is there that speaks as the address says. */
export async function greet(
	{ host, port, encrypted }: DatabaseAddress,
	{ tcp }: Ports,
	signal: AbortSignal,
): Promise<{ readonly problem?: string; readonly note?: string }> {
	const answer = await tcp.ask({ host, port, send: sslRequest, timeoutMs }, signal);
	switch (answer.kind) {
		case 'unresolved':
			return { note: `The host of the database is not known from here (${answer.because}), so its address was not tried.` };
		case 'unreachable':
			return { problem: `No database answers at this address: ${answer.because}. Start the server, or let this machine in.` };
		case 'timed-out':
			return {
				problem: `The database did not answer within ${timeoutMs / 1000} s. A firewall may keep this machine out; with Neon and others, an idle server takes some seconds to wake up.`,
			};
		case 'answered':
			break;
	}
	const letter = String.fromCharCode(answer.bytes[0] ?? 0);
	if (letter !== 'S' && letter !== 'N') return { problem: 'Something answers at this address, but it is no Postgres.' };
	if (letter === 'N' && encrypted)
		return { problem: 'The database does not encrypt its connections. If you want it so, add ?sslmode=disable to the address.' };
	return {};
}
