import type { Tcp } from '../core/tcp.js';
import type { Machine } from './world.js';

/** Servers that speak no HTTP: databases elsewhere. */
export function simulatedTcp(machine: Machine): Tcp {
	return {
		addressesOf: async (host) => machine.world.hosts?.[host] ?? [],
		async ask({ host, port, timeoutMs }, signal) {
			signal?.throwIfAborted();
			switch (machine.world.databases?.[`${host}:${port}`]) {
				case 'encrypted':
				case 'refuses-login':
					return { kind: 'answered', bytes: new TextEncoder().encode('S') };
				case 'plain':
					return { kind: 'answered', bytes: new TextEncoder().encode('N') };
				case 'refuses':
					return { kind: 'unreachable', because: `connect ECONNREFUSED ${host}:${port}` };
				case 'silent':
					return { kind: 'timed-out', afterMs: timeoutMs };
				case undefined:
					return { kind: 'unresolved', because: `getaddrinfo ENOTFOUND ${host}` };
			}
		},
	};
}
