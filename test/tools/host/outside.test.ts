import { describe, expect, it } from 'vitest';
import { internetIsReached, type OutsideFacts, toOutsideFacts } from '../../../src/tools/host/outside.js';

const now = Date.parse('2026-11-21T08:00:00Z');
const answered = (date: string) => toOutsideFacts({ kind: 'answered', status: 401, type: '', body: '', date }, now, undefined);
const failed = (because: string) => toOutsideFacts({ kind: 'unreachable', because }, now, undefined);
const findings = (net: OutsideFacts) => internetIsReached.diagnose({ net } as never).map(({ id, severity }) => `${id} ${severity}`);

describe('the internet', () => {
	it('is reached, also where an account would be needed', () => {
		expect(findings(answered('Sat, 21 Nov 2026 08:00:02 GMT'))).toEqual([]);
	});

	it.each([
		['getaddrinfo ENOTFOUND registry-1.docker.io', 'network.dns warning'],
		['getaddrinfo EAI_AGAIN registry-1.docker.io', 'network.dns warning'],
		['self-signed certificate in certificate chain', 'registry.tls-intercepted warning'],
		['unable to get local issuer certificate', 'registry.tls-intercepted warning'],
		['certificate is not yet valid', 'host.clock-skew warning'],
		['certificate has expired', 'host.clock-skew warning'],
		['connect ECONNREFUSED 54.1.2.3:443', 'registry.unreachable warning'],
		['connect ENETUNREACH 54.1.2.3:443', 'registry.unreachable warning'],
	])('%s: %s', (because, finding) => {
		expect(findings(failed(because))).toEqual([finding]);
	});

	it('is not waited for', () => {
		expect(findings(toOutsideFacts({ kind: 'timed-out', afterMs: 3000 }, now, undefined))).toEqual(['registry.unreachable warning']);
	});

	it('is not reached when only a proxy answers', () => {
		const behind = (status: number) => toOutsideFacts({ kind: 'answered', status, type: '', body: '' }, now, 'http://proxy:3128');
		expect(behind(401).problem).toBeUndefined();
		expect(behind(407)).toMatchObject({ problem: 'unreachable', said: 'status 407, through the proxy http://proxy:3128' });
		expect(findings(behind(403))).toEqual(['registry.unreachable warning']);
	});

	it('tells how wrong this clock is', () => {
		const [finding] = internetIsReached.diagnose({ net: answered('Sat, 21 Nov 2026 10:30:00 GMT') } as never);
		expect(finding).toMatchObject({
			id: 'host.clock-skew',
			cause: 'clock-skew',
			says: 'This clock is 150 minutes behind the clocks outside.',
		});
	});

	it('names the proxy without its password', () => {
		expect(toOutsideFacts({ kind: 'timed-out', afterMs: 1 }, now, 'http://me:word@proxy:3128').proxy).toBe('http://proxy:3128');
	});
});
