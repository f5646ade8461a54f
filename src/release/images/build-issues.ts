import type { Image } from '../../core/app.js';
import type { Finding, Remedy } from '../../core/check.js';

interface BuildIssue {
	readonly id: string;
	readonly cause: string;
	/** Matches the mechanism that failed, in whichever words the builder prints it. */
	readonly pattern: RegExp;
	readonly says: (image: Image, found: RegExpExecArray) => string;
	readonly remedies: readonly Remedy[];
}

const network: Remedy = {
	kind: 'manual',
	says: 'Check the network of Docker. Behind a company proxy or mirror, name them.',
	commands: ['export HTTPS_PROXY=http://proxy:3128', 'todo-k8s-setup --npm-registry https://registry.example --ca-file company.pem'],
};

/** Ways in which a build is known to fail, most specific first. */
export const buildIssues: readonly BuildIssue[] = [
	{
		id: 'build.disk-full',
		cause: 'disk-full',
		pattern: /no space left on device/i,
		says: () => 'The disk that Docker keeps its images on is full.',
		remedies: [{ kind: 'manual', says: 'Free space in Docker.', commands: ['docker system df', 'docker system prune'] }],
	},
	{
		id: 'build.tls-intercepted',
		cause: 'registry-tls-intercepted',
		pattern:
			/self[- ]signed certificate|unable to get local issuer certificate|certificate signed by unknown authority|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN/i,
		says: () => 'Something between the build and the internet replaces certificates.',
		remedies: [
			{ kind: 'manual', says: 'Name the certificate authority of your network.', commands: ['todo-k8s-setup --ca-file company.pem'] },
		],
	},
	{
		id: 'build.rate-limited',
		cause: 'registry-rate-limited',
		pattern: /toomanyrequests|pull rate limit|429 Too Many Requests/i,
		says: () => 'The image registry refuses further downloads for now.',
		remedies: [{ kind: 'manual', says: 'Log in to the registry, wait, or use a mirror.', commands: ['docker login'] }],
	},
	{
		id: 'build.lockfile',
		cause: 'npm-lockfile-mismatch',
		pattern: /can only install packages when your package\.json|package\.json and package-lock\.json.*not in sync|EUSAGE/is,
		says: ({ component }) => `package.json and package-lock.json of the ${component} do not fit together.`,
		remedies: [{ kind: 'manual', says: 'Write the lock file anew, then run this again.', commands: ['npm install'] }],
	},
	{
		id: 'build.file-missing',
		cause: 'dockerfile-copy-not-found',
		pattern: /(?:COPY|ADD) failed: .*|failed to (?:compute cache key|calculate checksum).*not found|"\/[^"]*": not found/i,
		says: ({ context }, [text]) =>
			`The Dockerfile copies a file that is not in ${context} (or that .dockerignore leaves out): ${text.slice(0, 120)}.`,
		remedies: [],
	},
	{
		id: 'build.base-image-missing',
		cause: 'registry-unreachable-proxy',
		pattern: /manifest (?:for (\S+) )?(?:not found|unknown)|pull access denied for (\S+?),|repository does not exist|(\S+): not found/i,
		says: (_image, [, a, b, c]) =>
			`The base image ${(a ?? b ?? c ?? '').replace(/[,:]$/, '')} does not exist, or may not be pulled.`.replace(
				'image  does',
				'image does',
			),
		remedies: [{ kind: 'manual', says: 'Name one that can be pulled here.', commands: ['todo-k8s-setup --base-node node:22-slim'] }],
	},
	{
		id: 'build.dns',
		cause: 'dns-resolution-failure',
		pattern: /EAI_AGAIN|ENOTFOUND|no such host|dial tcp: lookup \S+|temporary failure in name resolution|server misbehaving/i,
		says: () => 'Names on the internet do not resolve inside the build.',
		remedies: [network],
	},
	{
		id: 'build.network',
		cause: 'registry-unreachable-proxy',
		pattern: /ETIMEDOUT|ECONNREFUSED|ECONNRESET|i\/o timeout|TLS handshake timeout|network is unreachable|connection refused|proxyconnect/i,
		says: () => 'The build does not reach the internet.',
		remedies: [network],
	},
];

/** The cause of a failed build, when its output names one. */
export function buildFindings(image: Image, output: string): readonly Finding[] {
	for (const { id, cause, pattern, says, remedies } of buildIssues) {
		const found = pattern.exec(output);
		if (!found) continue;
		const line = output.split('\n').find((text) => pattern.test(text)) ?? found[0];
		return [{ id, cause, severity: 'blocker', says: says(image, found), because: line.trim().slice(0, 240), remedies }];
	}
	return [];
}
