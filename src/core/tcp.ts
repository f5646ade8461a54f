export interface TcpQuestion {
	readonly host: string;
	readonly port: number;
	/** Sent as soon as the connection stands. */
	readonly send: Uint8Array;
	readonly timeoutMs: number;
}

export type TcpAnswer =
	/** Its first bytes; none when it only closed the connection. */
	| { readonly kind: 'answered'; readonly bytes: Uint8Array }
	/** The name of the host is not known here. */
	| { readonly kind: 'unresolved'; readonly because: string }
	| { readonly kind: 'unreachable'; readonly because: string }
	| { readonly kind: 'timed-out'; readonly afterMs: number };

/** Servers that speak no HTTP: one question, and the connection is closed. Rejects only when the signal aborts. */
export interface Tcp {
	ask(question: TcpQuestion, signal?: AbortSignal): Promise<TcpAnswer>;
	/** Where the name of a host leads, as a browser would find out; [] when it is not known. */
	addressesOf(host: string): Promise<readonly string[]>;
}
