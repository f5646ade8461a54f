export interface ServerEvent {
	readonly event: string;
	readonly data: any;
	/** Milliseconds since the request. */
	readonly atMs: number;
}

export interface EventCall {
	readonly response: Response;
	/** All events until the stream ends, or until `enough` says so and the connection is dropped. */
	read(enough?: (events: readonly ServerEvent[]) => boolean): Promise<readonly ServerEvent[]>;
}

/** Sends a chat message and listens as the web does. */
export async function chatEvents(url: string, token: string, message: string): Promise<EventCall> {
	const began = performance.now();
	const response = await fetch(`${url}/api/chat`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
		body: JSON.stringify({ message }),
	});
	return {
		response,
		async read(enough = () => false) {
			const events: ServerEvent[] = [];
			let text = '';
			const decoder = new TextDecoder();
			for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
				text += decoder.decode(chunk, { stream: true });
				for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
					const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
					text = text.slice(end + 2);
					if (event !== undefined && data !== undefined) events.push({ event, data: JSON.parse(data), atMs: performance.now() - began });
				}
				if (!enough(events)) continue;
				// Leaving the loop drops the connection.
				break;
			}
			return events;
		},
	};
}
