import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Who is asking, as a valid token says. */
export interface Session {
	readonly userId: string;
	readonly tokenId: string;
	readonly expiresAtSeconds: number;
}

const issuer = 'todo-chatbot';

/** Makes and reads the signed tokens that stand for a session. */
export class Tokens {
	readonly ttlSeconds: number;
	readonly #key: Uint8Array;

	constructor(secret: string, ttlSeconds: number) {
		this.ttlSeconds = ttlSeconds;
		this.#key = new TextEncoder().encode(secret);
	}

	issue(userId: string): Promise<string> {
		const now = Math.floor(Date.now() / 1000);
		return new SignJWT()
			.setProtectedHeader({ alg: 'HS256' })
			.setIssuer(issuer)
			.setSubject(userId)
			.setJti(randomUUID())
			.setIssuedAt(now)
			.setExpirationTime(now + this.ttlSeconds)
			.sign(this.#key);
	}

	/** Undefined for anything but a token of ours that is still valid. */
	async read(token: string): Promise<Session | undefined> {
		try {
			const {
				payload: { sub, jti, exp },
			} = await jwtVerify(token, this.#key, { algorithms: ['HS256'], issuer });
			return sub === undefined || jti === undefined || exp === undefined ? undefined : { userId: sub, tokenId: jti, expiresAtSeconds: exp };
		} catch {
			return undefined;
		}
	}
}
