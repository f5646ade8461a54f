import { readFileSync } from 'node:fs';
import { get as getByHttp, type IncomingMessage } from 'node:http';
import { get as getByHttps } from 'node:https';
import { rootCertificates } from 'node:tls';
import { proxyFor } from './proxy.js';

export interface GetOptions {
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal;
	/** Longest silence: before the answer, and within it. */
	readonly silenceMs: number;
	readonly caFile?: string | undefined;
	readonly headers?: Readonly<Record<string, string>>;
	/** Whether to go where a redirect leads; true when not given. */
	readonly follows?: boolean;
}

const mostRedirects = 6;

/** Asks for a file, following redirects, through the proxy of the environment. The answer's body is not read yet. */
export async function httpGet(address: string, options: GetOptions): Promise<IncomingMessage> {
	let url = new URL(address);
	for (let hops = 0; hops <= mostRedirects; hops++) {
		const answer = await getOnce(url, options);
		const { statusCode = 0, headers } = answer;
		if (statusCode < 300 || statusCode > 399 || !headers.location || options.follows === false) return answer;
		answer.destroy();
		const next = new URL(headers.location, url);
		if (url.protocol === 'https:' && next.protocol !== 'https:') throw new Error(`${url.host} redirects to ${next.host} without TLS`);
		url = next;
	}
	throw new Error(`${url.host} redirects more than ${mostRedirects} times`);
}

async function getOnce(url: URL, { env, signal, silenceMs, caFile, headers }: GetOptions): Promise<IncomingMessage> {
	const ca = caFile ? trusted(caFile, env) : undefined;
	const agent = await agentFor(url, env, ca);
	const get = url.protocol === 'https:' ? getByHttps : getByHttp;
	return new Promise((resolve, reject) => {
		const settings = {
			signal,
			headers: { 'user-agent': 'todo-k8s-setup', ...headers },
			...(ca ? { ca } : {}),
			...(agent ? { agent } : {}),
		};
		const request = get(url, settings, (answer) => {
			clearTimeout(patience);
			// A body that stands still is ended, too; whoever reads it sees the error.
			answer.setTimeout(silenceMs, () => answer.destroy(silence(url, silenceMs)));
			resolve(answer);
		});
		// request.setTimeout begins only with the connection; a host that swallows packets never gets that far.
		const patience = setTimeout(() => request.destroy(silence(url, silenceMs)), silenceMs);
		request.on('error', (error) => {
			clearTimeout(patience);
			reject(error);
		});
	});
}

function silence({ host }: URL, silenceMs: number): Error {
	return new Error(`${host} was silent for ${Math.round(silenceMs / 1000)} s`);
}

/** Node's own fetch knows no proxies before Node 24; these agents are loaded only when there is one. */
async function agentFor(url: URL, env: NodeJS.ProcessEnv, ca: string[] | undefined) {
	const proxy = proxyFor(url, env);
	if (proxy === undefined) return undefined;
	const options = ca ? { ca } : {};
	if (url.protocol === 'https:') {
		const { HttpsProxyAgent } = await import('https-proxy-agent');
		return new HttpsProxyAgent(proxy, options);
	}
	const { HttpProxyAgent } = await import('http-proxy-agent');
	return new HttpProxyAgent(proxy, options);
}

/** Naming an authority replaces Node's own list, NODE_EXTRA_CA_CERTS included, so all of it is named. */
function trusted(caFile: string, { NODE_EXTRA_CA_CERTS: extra }: NodeJS.ProcessEnv): string[] {
	const files = [caFile, ...(extra ? [extra] : [])];
	return [...rootCertificates, ...files.map((path) => readFileSync(path, 'utf8'))];
}
