/** What an address of Postgres says, as far as it can be told without trying it. */
export interface DatabaseAddress {
	readonly host: string;
	readonly port: number;
	/** Whether the app will insist on TLS. */
	readonly encrypted: boolean;
}

const sslModes: readonly string[] = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'];
const example = 'postgresql://user:password@db.example.com:5432/todo?sslmode=verify-full';

/** What is wrong with it, by the rules that the app itself has. The address holds a password, so no part of it is repeated. */
export function addressProblem(raw: string): string | undefined {
	const url = URL.canParse(raw) ? new URL(raw) : undefined;
	if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '')
		return `This is not the address of a Postgres database. It looks like ${example}.`;
	if (url.username === '') return `The address names no user. It looks like ${example}.`;
	if (url.pathname.length < 2) return `The address names no database. It looks like ${example}.`;
	if (!sslModes.includes(sslModeOf(url))) return `The address has an sslmode that is none of ${sslModes.join(', ')}.`;
	return undefined;
}

/** Of an address without a problem. */
export function parseAddress(raw: string): DatabaseAddress {
	const url = new URL(raw);
	return {
		// IPv6 stands in brackets in an address, and without them everywhere else.
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port || 5432),
		encrypted: sslModeOf(url) !== 'disable',
	};
}

function sslModeOf(url: URL): string {
	return url.searchParams.get('sslmode') ?? 'verify-full';
}

/** An address that means the machine itself, which in a pod is the pod. */
export function isThisMachine({ host }: DatabaseAddress): boolean {
	return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
