/** Someone who can sign in. */
export interface Account {
	readonly id: string;
	/** In lower case. */
	readonly email: string;
	readonly name: string;
	readonly passwordHash: string;
}

/** What others may see of an account. */
export function toPublicAccount({ id, email, name }: Account): { readonly id: string; readonly email: string; readonly name: string } {
	return { id, email, name };
}
