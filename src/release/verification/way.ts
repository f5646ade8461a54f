import type { Access } from '../../core/app.js';
import { defineCheck, type Probe } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Verification } from '../../core/setup.js';
import { found } from '../../knowledge/found.js';

/** Ports whose requests take the way that leads to the app. */
export function onTheWay<P extends Pick<Ports, 'http'>>(ports: P, { via }: Access): P {
	if (!via) return ports;
	return { ...ports, http: { request: (request, signal) => ports.http.request({ ...request, via }, signal) } };
}

/** The name leads to the app from this machine. We can do without; the browser cannot. */
export function nameIsKnown(access: Probe<Access>): Verification {
	return {
		disturbs: false,
		check: defineCheck({
			id: 'access.name',
			title: 'The name of the app leads to it',
			needs: { access },
			diagnose: ({ access: { url, via } }) => {
				if (!url || !via?.address) return [];
				const { hostname } = new URL(url);
				const line = `${via.address} ${hostname}`;
				return [
					found('access.name-unknown', {
						severity: 'note',
						says: `This machine does not know yet where ${hostname} is, so a browser would not find it.`,
						because: `It should lead to ${via.address}.`,
						remedies: [
							{
								kind: 'manual',
								says: `Add the line "${line}" to the hosts file. We never change that file by ourselves.`,
								commands: [`echo "${line}" | sudo tee -a /etc/hosts`],
							},
						],
					}),
				];
			},
			describe: ({ access: { url, via } }) => ({ subject: 'name', fact: via?.address ? 'not known to this machine' : (url ?? 'none') }),
		}),
	};
}
