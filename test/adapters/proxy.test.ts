import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/adapters/proxy.js';

describe('the proxy for an address', () => {
	it.each([
		['https://a.example/x', {}, undefined],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
		['https://a.example/x', { https_proxy: 'http://small:3128', HTTPS_PROXY: 'http://big:3128' }, 'http://small:3128'],
		['https://a.example/x', { HTTP_PROXY: 'http://proxy:3128' }, undefined],
		['http://a.example/x', { HTTP_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
		['https://a.example/x', { ALL_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
		['https://a.example/x', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*' }, undefined],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost, .example' }, undefined],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*.example' }, undefined],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'A.EXAMPLE' }, undefined],
		['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a.example:8443' }, 'http://proxy:3128'],
		['https://a.example:8443/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a.example:8443' }, undefined],
		['https://banana.example/x', { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a.example' }, 'http://proxy:3128'],
	])('%s with %j is %s', (url, env, proxy) => {
		expect(proxyFor(new URL(url), env)).toBe(proxy);
	});
});
