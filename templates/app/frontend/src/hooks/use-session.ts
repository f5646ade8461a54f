import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, request } from '../api/client.ts';
import type { User } from '../api/types.ts';
import { forgetDrafts } from '../browser/drafts.ts';
import { recall, remember } from '../browser/memory.ts';

// The session itself is a cookie that no script can read. This is only who it belongs to, so that a first visit needs
// no request to find out that nobody is signed in.
const userKey = 'todo.user';
const knownKey = 'todo.known';

export interface Credentials {
	readonly email: string;
	readonly password: string;
	readonly name?: string;
}

export interface SessionState {
	readonly user: User | undefined;
	/** Set when the server ended the session and the user did not. */
	readonly expired: boolean;
	/** Somebody has been signed in with this browser before. */
	readonly known: boolean;
	signIn(kind: 'login' | 'signup', credentials: Credentials): Promise<void>;
	signOut(): Promise<void>;
	expire(): void;
}

export function useSession(): SessionState {
	const [user, setUser] = useState<User | undefined>(readUser);
	const [expired, setExpired] = useState(false);
	const lastUserId = useRef(user?.id);

	const welcome = useCallback((newUser: User) => {
		if (lastUserId.current !== newUser.id) forgetDrafts();
		lastUserId.current = newUser.id;
		remember('localStorage', userKey, JSON.stringify(newUser));
		remember('localStorage', knownKey, 'yes');
		setExpired(false);
		setUser(newUser);
	}, []);

	const forget = useCallback(() => {
		remember('localStorage', userKey, null);
		setUser(undefined);
	}, []);

	const expire = useCallback(() => {
		setExpired(true);
		forget();
	}, [forget]);

	const signIn = useCallback(
		async (kind: 'login' | 'signup', credentials: Credentials) => {
			welcome((await request<{ user: User }>('POST', `/auth/${kind}`, { body: credentials })).user);
		},
		[welcome],
	);

	const signOut = useCallback(async () => {
		await request('POST', '/auth/logout');
		forgetDrafts();
		forget();
	}, [forget]);

	// The cookie may have ended, or belong to somebody else by now.
	useEffect(() => {
		if (readUser() === undefined) return;
		const asking = new AbortController();
		request<User>('GET', '/account', { signal: asking.signal }).then(welcome, (error: unknown) => {
			if (error instanceof ApiError && error.status === 401) expire();
		});
		return () => asking.abort();
	}, [welcome, expire]);

	// Another tab signed in or out.
	useEffect(() => {
		const follow = ({ key }: StorageEvent) => {
			if (key === userKey || key === null) setUser(readUser());
		};
		addEventListener('storage', follow);
		return () => removeEventListener('storage', follow);
	}, []);

	return { user, expired, known: recall('localStorage', knownKey) !== null, signIn, signOut, expire };
}

function readUser(): User | undefined {
	try {
		return (JSON.parse(recall('localStorage', userKey) ?? 'null') as User | null) ?? undefined;
	} catch {
		return undefined;
	}
}
