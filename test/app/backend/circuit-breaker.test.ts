import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '../../../templates/app/backend/src/chat/circuit-breaker.ts';
import { ProviderError } from '../../../templates/app/backend/src/chat/provider-error.ts';

describe('the circuit breaker', () => {
	it('lets one request try after a while, and all of them when that worked', async () => {
		let now = 0;
		const breaker = new CircuitBreaker(() => now);
		const fail = () => breaker.run(() => Promise.reject(new ProviderError('failing', 'x')));
		const reason = (work: Promise<unknown>) => work.then(() => 'ok').catch((error: ProviderError) => error.reason);
		for (let count = 0; count < 5; count++) expect(await reason(fail())).toBe('failing');
		expect(await reason(fail())).toBe('circuit-open');
		now += 30_001;
		let finish: (value: string) => void = () => {};
		const trying = breaker.run(() => new Promise<string>((resolve) => (finish = resolve)));
		expect(await reason(breaker.run(async () => 'second'))).toBe('circuit-open');
		finish('back');
		expect(await trying).toBe('back');
		expect(await reason(breaker.run(async () => 'third'))).toBe('ok');
	});

	it('does not count what is wrong with the request', async () => {
		const breaker = new CircuitBreaker(() => 0);
		for (let count = 0; count < 10; count++) await breaker.run(() => Promise.reject(new ProviderError('bad-key', 'x'))).catch(() => {});
		expect(await breaker.run(async () => 'asked')).toBe('asked');
	});
});
