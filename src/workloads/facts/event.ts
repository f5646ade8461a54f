import { type KubeObject, type Metadata, toMs } from './object.js';

export interface EventFacts {
	/** "Pod/todo-backend-7c9d". */
	readonly object: string;
	readonly reason: string;
	readonly message: string;
	readonly lastMs: number;
	/** How often it was said. */
	readonly count?: number;
}

interface Event {
	readonly metadata: Metadata;
	readonly involvedObject?: { readonly kind: string; readonly name: string };
	readonly reason?: string;
	readonly message?: string;
	readonly lastTimestamp?: string | null;
	readonly eventTime?: string | null;
	readonly count?: number;
	readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}

export function toEvent(object: KubeObject): EventFacts {
	const { involvedObject, reason, message, lastTimestamp, eventTime, count, series, metadata } = object as unknown as Event;
	const times = series?.count ?? count;
	return {
		object: `${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`,
		reason: reason ?? '',
		message: message ?? '',
		lastMs: toMs(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp),
		...(times === undefined ? {} : { count: times }),
	};
}
