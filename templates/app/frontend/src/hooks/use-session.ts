import { useCallback, useState } from 'react';
import { request } from '../api/client.ts';
import type { User } from '../api/types.ts';

// The session itself is a cookie that no script can read. This is only who it belongs to, so that a first visit needs
// no request to find out that nobody is signed in.
const storageKey = 'todo.user';

export interface Credentials {
	readonly email: string;
	readonly password: string;
	readonly name?: string;
}

export interface SessionState {
	readonly user: User | undefined;
	/** Set when the server ended the session and the user did not. */
	readonly expired: boolean;
	signIn(kind: 'login' | 'signup', credentials: Credentials): Promise<void>;
	signOut(): Promise<void>;
	expire(): void;
}

export function useSession(): SessionState {
	const [user, setUser] = useState<User | undefined>(readUser);
	const [expired, setExpired] = useState(false);

	const signIn = useCallback(async (kind: 'login' | 'signup', credentials: Credentials) => {
		const answer = await request<{ user: User }>('POST', `/auth/${kind}`, { body: credentials });
		localStorage.setItem(storageKey, JSON.stringify(answer.user));
		setExpired(false);
		setUser(answer.user);
	}, []);

	const forget = useCallback(() => {
		localStorage.removeItem(storageKey);
		setUser(undefined);
	}, []);

	const signOut = useCallback(async () => {
		await request('POST', '/auth/logout');
		forget();
	}, [forget]);

	const expire = useCallback(() => {
		setExpired(true);
		forget();
	}, [forget]);

	return { user, expired, signIn, signOut, expire };
}

function readUser(): User | undefined {
	try {
		return (JSON.parse(localStorage.getItem(storageKey) ?? 'null') as User | null) ?? undefined;
	} catch {
		return undefined;
	}
}
