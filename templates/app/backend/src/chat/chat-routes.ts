import type { FastifyInstance, FastifyRequest } from 'fastify';
import { userIdOf } from '../accounts/session.ts';
import { EventStream } from '../http/event-stream.ts';
import { Problem, problem, problemBody, toProblem } from '../http/problem.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ConversationRepository, TodoRepository } from '../storage/store.ts';
import type { Assistant } from './assistant.ts';
import { chatSchema, conversationSchema, forgetSchema } from './chat-schemas.ts';
import type { Action } from './conversation.ts';
import { ProviderError } from './provider-error.ts';
import { Toolbox } from './tools.ts';

const rememberedMessages = 20;
const shownMessages = 50;

export interface ChatRouteOptions {
	readonly todos: TodoRepository;
	readonly conversations: ConversationRepository;
	readonly assistant: Assistant;
	readonly metrics: Metrics;
}

interface Message {
	readonly message: string;
	readonly conversationId?: string;
}

interface ChatAnswer {
	readonly reply: string;
	readonly actions: readonly Action[];
	readonly conversationId: string;
}

/** What happens while an answer is made. */
interface Progress {
	onText(piece: string): void;
	onAction(action: Action): void;
}

/** Talking to the assistant. Its provider can be down; the list is not affected by that. */
export async function chatRoutes(app: FastifyInstance, options: ChatRouteOptions): Promise<void> {
	const { todos, conversations, assistant, metrics } = options;

	app.post<{ Body: Message }>('/api/chat', { schema: chatSchema }, async (request, reply) => {
		const { conversationId } = request.body;
		if (conversationId !== undefined && !(await conversations.belongsTo(userIdOf(request), conversationId)))
			throw problem(404, 'There is no such conversation.');
		metrics.chatMessages.inc();
		const gone = new AbortController();
		reply.raw.once('close', () => gone.abort());
		if (!wantsEvents(request)) return answer(userIdOf(request), request.body, gone.signal, quiet);

		const stream = new EventStream();
		const done = answer(userIdOf(request), request.body, gone.signal, {
			onText: (delta) => stream.send('text', { delta }),
			onAction: (action) => stream.send('action', action),
		});
		try {
			// Until something is to be told, a failure can still be an ordinary answer with a status of its own.
			await Promise.race([stream.begun, done]);
		} catch (error) {
			stream.finish();
			throw error;
		}
		done
			.then(
				(turn) => stream.send('done', turn),
				(error: unknown) => stream.send('error', problemBody(request, toProblem(error, request))),
			)
			.finally(() => stream.finish());
		return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream.readable);
	});

	app.get('/api/chat', { schema: conversationSchema }, async (request) => {
		const conversationId = await conversations.newest(userIdOf(request));
		const messages = conversationId === undefined ? [] : await conversations.latest(conversationId, shownMessages);
		return { conversationId: conversationId ?? null, messages };
	});

	app.delete('/api/chat', { schema: forgetSchema }, async (request, reply) => {
		await conversations.removeAll(userIdOf(request));
		return reply.status(204).send();
	});

	async function answer(
		userId: string,
		{ message, conversationId }: Message,
		signal: AbortSignal,
		progress: Progress,
	): Promise<ChatAnswer> {
		const history = conversationId === undefined ? [] : await conversations.latest(conversationId, rememberedMessages);
		const turn = await assistant
			.answer({ message, history, toolbox: new Toolbox(todos, userId), signal, ...progress })
			.catch((error: unknown) => {
				throw error instanceof ProviderError
					? new Problem(503, `${error.message} Your todos work as before.`, { reason: error.reason }, error.retryAfterSeconds)
					: error;
			});
		// The conversation can have been deleted while this was thought about.
		const isKept = conversationId !== undefined && (await conversations.belongsTo(userId, conversationId));
		const id = isKept ? conversationId : await conversations.create(userId);
		await conversations.append(id, [
			{ role: 'user', content: message, actions: [] },
			{ role: 'assistant', content: turn.reply, actions: turn.actions },
		]);
		return { ...turn, conversationId: id };
	}
}

const quiet: Progress = { onText: () => {}, onAction: () => {} };

function wantsEvents({ headers: { accept } }: FastifyRequest): boolean {
	return accept?.includes('text/event-stream') ?? false;
}
