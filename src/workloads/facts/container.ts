/** One container of a pod, as the kubelet reports it. */
export interface ContainerFacts {
	readonly name: string;
	readonly image: string;
	readonly ready: boolean;
	readonly restarts: number;
	/** Why it waits: ImagePullBackOff, CreateContainerConfigError, CrashLoopBackOff ... */
	readonly waiting: { readonly reason: string; readonly message: string } | undefined;
	/** How it last ended, if it did. */
	readonly ended:
		| {
				readonly reason: string;
				readonly exitCode: number;
				readonly message?: string;
				/** When that was, in milliseconds since 1970; undefined when nobody tells. */
				readonly atMs?: number;
				/** Since when it has not run, in milliseconds since 1970; only while it does not. */
				readonly sinceMs?: number;
		  }
		| undefined;
	/** Since when it runs, in milliseconds since 1970; undefined when it does not. */
	readonly runningMs?: number;
}

export interface ContainerStatus {
	readonly name: string;
	readonly image: string;
	readonly ready: boolean;
	readonly restartCount: number;
	readonly state?: ContainerState;
	readonly lastState?: ContainerState;
}

interface ContainerState {
	readonly waiting?: { readonly reason?: string; readonly message?: string };
	readonly running?: { readonly startedAt?: string };
	readonly terminated?: { readonly reason?: string; readonly exitCode?: number; readonly message?: string; readonly finishedAt?: string };
}

export function toContainer({ name, image, ready, restartCount, state, lastState }: ContainerStatus): ContainerFacts {
	const ended = state?.terminated ?? lastState?.terminated;
	return {
		name,
		image,
		ready,
		restarts: restartCount,
		waiting: state?.waiting ? { reason: state.waiting.reason ?? '', message: state.waiting.message ?? '' } : undefined,
		ended: ended
			? {
					reason: ended.reason ?? '',
					exitCode: ended.exitCode ?? 0,
					...(ended.message ? { message: ended.message } : {}),
					...(ended.finishedAt ? { atMs: Date.parse(ended.finishedAt) || 0 } : {}),
					...(state?.terminated?.exitCode ? { sinceMs: Date.parse(state.terminated.finishedAt ?? '') || 0 } : {}),
				}
			: undefined,
		...(state?.running ? { runningMs: Date.parse(state.running.startedAt ?? '') || 0 } : {}),
	};
}
