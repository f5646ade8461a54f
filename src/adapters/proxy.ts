type Env = Readonly<Record<string, string | undefined>>;

/** The proxy for an address, by the variables that curl reads as well; undefined when it is to be reached directly. */
export function proxyFor(url: URL, env: Env): string | undefined {
	const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
	const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
	if (!proxy || isExempt(url, read('NO_PROXY') ?? '')) return undefined;
	// "proxy.example:3128" is what many write.
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** NO_PROXY lists hosts and domains: "localhost,.example.com,10.0.0.5:8080", or "*". */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
	const host = hostname.toLowerCase();
	const actualPort = port || (protocol === 'https:' ? '443' : '80');
	return list
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean)
		.some((entry) => {
			if (entry === '*') return true;
			const [, name = entry, wantedPort] = /^(.+?):(\d+)$/.exec(entry) ?? [];
			if (wantedPort !== undefined && wantedPort !== actualPort) return false;
			const domain = name.replace(/^\*?\./, '');
			return host === domain || host.endsWith(`.${domain}`);
		});
}
