import type { Access } from '../../core/app.js';
import type { Probe } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import { chatMs, chatsWithModel, describe, type Speed, type Trial, Visitor } from './visitor.js';
import { onTheWay } from './way.js';

/** What a visitor meets: every part tried through the public URL. Parts after a failed one are not tried. */
export interface JourneyFacts {
	readonly url: string | undefined;
	readonly page: Trial;
	readonly account: Trial;
	readonly tasks: Trial;
	readonly chat: Trial;
	readonly speed: Speed;
}

/** Walks through the app as a visitor with an account of its own, and takes that account away again. */
export function journeyProbe(access: Probe<Access>, aiBackend: string): Probe<JourneyFacts> {
	return {
		id: `journey:${access.id}`,
		withinMs: aiBackend === 'ollama' ? 30_000 + chatsWithModel * chatMs : 90_000,
		async read(world, signal) {
			const way = await access.read(world, signal);
			const { url, because } = way;
			if (!url) return untried(undefined, because ?? 'the app has no address');
			const ports = onTheWay(world, way);
			const page = await tryPage(ports, url, signal);
			if (!page.ok) return { ...untried(url, 'the page is not served'), page };
			const visitor = await Visitor.signUp(ports, url, signal);
			if (!visitor.ok) return { ...untried(url, 'there is no account to try it with'), page, account: visitor };
			try {
				const account = await visitor.logIn();
				const tasks = await visitor.tryTasks();
				const chat = await visitor.chat(aiBackend);
				const speed = await visitor.measure();
				return { url, page, account, tasks, chat, speed };
			} finally {
				await visitor.leave();
			}
		},
	};
}

function untried(url: string | undefined, said: string): JourneyFacts {
	const trial: Trial = { ok: false, said };
	return { url, page: trial, account: trial, tasks: trial, chat: trial, speed: trial };
}

/** A rollout can end a moment before the way through the node is open, so the first request has some patience. */
async function tryPage({ http, clock }: Ports, url: string, signal: AbortSignal): Promise<Trial> {
	const deadline = clock.now() + 15_000;
	for (;;) {
		const answer = await http.request({ url: `${url}/`, headers: { accept: 'text/html' }, timeoutMs: 4000 }, signal);
		if (answer.kind === 'answered' && answer.status === 200 && answer.type.includes('text/html')) return { ok: true };
		if (clock.now() > deadline) return { ok: false, said: `GET ${url}/: ${describe(answer)}` };
		await clock.sleep(300, signal);
	}
}
