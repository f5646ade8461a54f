import type { FastifyInstance } from 'fastify';
import { userIdOf } from '../accounts/session.ts';
import { Problem, problem } from '../http/problem.ts';
import type { Store } from '../storage/store.ts';
import type { Assistant } from './assistant.ts';
import { chatSchema } from './chat-schemas.ts';
import { ProviderError } from './provider-error.ts';
import { Toolbox } from './tools.ts';

const rememberedMessages = 20;

/** Talking to the assistant. Its provider can be down; the list is not affected by that. */
export async function chatRoutes(
	app: FastifyInstance,
	{ store, assistant }: { readonly store: Store; readonly assistant: Assistant },
): Promise<void> {
	app.post<{ Body: { message: string; conversationId?: string } }>('/api/chat', { schema: chatSchema }, async (request) => {
		const userId = userIdOf(request);
		const { message, conversationId: given } = request.body;
		if (given !== undefined && !(await store.conversations.belongsTo(userId, given))) throw problem(404, 'There is no such conversation.');
		const history = given === undefined ? [] : await store.conversations.latest(given, rememberedMessages);
		try {
			const { reply, actions } = await assistant.answer(message, history, new Toolbox(store.todos, userId));
			const conversationId = given ?? (await store.conversations.create(userId));
			await store.conversations.append(conversationId, [
				{ role: 'user', content: message, actions: [] },
				{ role: 'assistant', content: reply, actions },
			]);
			return { reply, actions, conversationId };
		} catch (error) {
			if (!(error instanceof ProviderError)) throw error;
			throw new Problem(503, `${error.message} Your todos work as before.`, { reason: error.reason }, error.retryAfterSeconds);
		}
	});
}
