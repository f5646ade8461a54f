import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import type { HttpAnswer } from '../../core/ports.js';
import { explain } from '../../knowledge/explain.js';
import { found } from '../../knowledge/found.js';

/** Answers without an account, and is what every pull of a public image asks first. */
const outside = 'https://registry-1.docker.io/v2/';
const patienceMs = 3000;

export interface OutsideFacts {
	/** undefined: the internet is reached. */
	readonly problem: 'dns' | 'tls' | 'clock' | 'unreachable' | undefined;
	readonly said: string | undefined;
	/** How far this clock is ahead of the server's, in seconds. */
	readonly clockAheadSeconds: number | undefined;
	readonly proxy: string | undefined;
}

/** The internet as this process reaches it: names, certificates, the way, and the time. */
export const outsideProbe: Probe<OutsideFacts> = {
	id: 'outside',
	withinMs: patienceMs + 500,
	async read({ http, clock, system }, signal) {
		const [answer, { env }] = await Promise.all([
			http.request({ url: outside, timeoutMs: patienceMs, proxied: true }, signal),
			system.read('/'),
		]);
		return toOutsideFacts(answer, clock.now(), env.HTTPS_PROXY ?? env.https_proxy);
	},
};

export function toOutsideFacts(answer: HttpAnswer, nowMs: number, proxyUrl: string | undefined): OutsideFacts {
	const proxy = proxyUrl?.replace(/\/\/[^/@]*@/, '//');
	switch (answer.kind) {
		case 'answered': {
			if (proxy !== undefined && isRefusal(answer.status)) {
				const said = `status ${answer.status}, through the proxy ${proxy}`;
				return { problem: 'unreachable', said, clockAheadSeconds: undefined, proxy };
			}
			const serverMs = Date.parse(answer.date ?? '');
			return {
				problem: undefined,
				said: undefined,
				// The header counts whole seconds, and the answer took its time.
				clockAheadSeconds: Number.isNaN(serverMs) ? undefined : Math.round((nowMs - serverMs) / 1000),
				proxy,
			};
		}
		case 'timed-out':
			return { problem: 'unreachable', said: `no answer within ${answer.afterMs / 1000} s`, clockAheadSeconds: undefined, proxy };
		case 'unreachable':
			return { problem: problemOf(answer.because), said: answer.because, clockAheadSeconds: undefined, proxy };
	}
}

/** A proxy that lets nobody through answers in the server's place. The server itself says 401 or 429, and not these. */
function isRefusal(status: number): boolean {
	return status === 403 || status === 407 || status >= 500;
}

/** The same knowledge that judges the output of programs judges what Node says. */
function problemOf(because: string): OutsideFacts['problem'] {
	if (/certificate has expired|CERT_HAS_EXPIRED|not yet valid|CERT_NOT_YET_VALID/i.test(because)) return 'clock';
	switch (explain({ output: because }).best?.entry.id) {
		case 'network.dns':
			return 'dns';
		case 'registry.tls-intercepted':
			return 'tls';
		default:
			return 'unreachable';
	}
}

/** Certificates bear some minutes; tokens and signed requests about five. */
const skewSeconds = 300;

/** Images may all be here already, so nothing of this is a blocker. */
export const internetIsReached = defineCheck({
	id: 'network.outside',
	title: 'The internet is reached',
	needs: { net: outsideProbe },
	diagnose: ({ net }) => [...notReached(net), ...skewed(net)],
	describe: ({ net }) => ({
		subject: 'Internet',
		fact: [net.problem ? 'not reached' : 'reached', net.proxy ? `proxy ${net.proxy}` : undefined].filter(Boolean).join(' · '),
	}),
});

const findingOf = {
	dns: 'network.dns',
	tls: 'registry.tls-intercepted',
	clock: 'host.clock-skew',
	unreachable: 'registry.unreachable',
} as const;

function notReached({ problem, said }: OutsideFacts): Finding[] {
	return problem ? [found(findingOf[problem], { severity: 'warning', because: `${outside}: ${said}` })] : [];
}

function skewed({ clockAheadSeconds: ahead }: OutsideFacts): Finding[] {
	if (ahead === undefined || Math.abs(ahead) < skewSeconds) return [];
	const minutes = Math.round(Math.abs(ahead) / 60);
	return [
		found('host.clock-skew', {
			severity: 'warning',
			says: `This clock is ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} the clocks outside.`,
			because: `compared with the time that ${outside} gave`,
		}),
	];
}
