import { type FormEvent, useId, useState } from 'react';
import { ApiError, explain } from '../api/client.ts';
import type { Credentials } from '../hooks/use-session.ts';
import { CalendarIcon, LogoIcon, TickIcon } from './icons.tsx';

interface Properties {
	readonly signIn: (kind: 'login' | 'signup', credentials: Credentials) => Promise<void>;
	/** The server ended the session. */
	readonly expired: boolean;
	/** Somebody has been here before, so logging in is likelier than signing up. */
	readonly known: boolean;
}

export function SignIn({ signIn, expired, known }: Properties) {
	const [kind, setKind] = useState<'login' | 'signup'>(expired || known ? 'login' : 'signup');
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState<string>();
	const ids = useId();

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const name = String(form.get('name') ?? '').trim();
		setBusy(true);
		setProblem(undefined);
		try {
			await signIn(kind, {
				email: String(form.get('email')).trim(),
				password: String(form.get('password')),
				...(name === '' ? {} : { name }),
			});
		} catch (error) {
			setProblem(describeRefusal(error));
			setBusy(false);
		}
	}

	function choose(other: 'login' | 'signup') {
		setKind(other);
		setProblem(undefined);
	}

	return (
		<main className="sign-in">
			<section className="pitch" aria-label="About">
				<p className="brand">
					<LogoIcon /> Todo Chatbot
				</p>
				<h1>
					<span>Say it.</span> <span>See it on the list.</span> <span>Get it done.</span>
				</h1>
				<ul className="specimen" aria-hidden="true">
					<li className="said">Remind me to call Ann tomorrow</li>
					<li className="made">
						<span className="tick">
							<TickIcon />
						</span>
						<span>
							Call Ann
							<small>
								<CalendarIcon /> Tomorrow
							</small>
						</span>
					</li>
				</ul>
			</section>
			<section className="entry">
				<div className="card">
					<h2>{kind === 'signup' ? 'Create your account' : 'Welcome back'}</h2>
					{expired && problem === undefined && (
						<p className="notice" role="status">
							Your session has ended. Log in to go on.
						</p>
					)}
					{problem !== undefined && (
						<p className="notice problem" role="alert">
							{problem}
						</p>
					)}
					<form onSubmit={(event) => void submit(event)}>
						{kind === 'signup' && (
							<div className="field">
								<label htmlFor={`${ids}-name`}>
									Name <span className="optional">optional</span>
								</label>
								<input id={`${ids}-name`} name="name" autoComplete="name" maxLength={100} />
							</div>
						)}
						<div className="field">
							<label htmlFor={`${ids}-email`}>Email</label>
							<input id={`${ids}-email`} name="email" type="email" autoComplete="username" required maxLength={254} />
						</div>
						<div className="field">
							<label htmlFor={`${ids}-password`}>Password</label>
							<input
								id={`${ids}-password`}
								name="password"
								type="password"
								required
								maxLength={200}
								autoComplete={kind === 'signup' ? 'new-password' : 'current-password'}
								{...(kind === 'signup' ? { minLength: 8, 'aria-describedby': `${ids}-hint` } : {})}
							/>
							{kind === 'signup' && (
								<p className="hint" id={`${ids}-hint`}>
									At least 8 characters.
								</p>
							)}
						</div>
						<button className="primary wide" disabled={busy}>
							{busy ? 'One moment…' : kind === 'signup' ? 'Sign up' : 'Log in'}
						</button>
					</form>
					<p className="switch">
						{kind === 'signup' ? 'Already here before?' : 'New here?'}{' '}
						<button className="link" type="button" onClick={() => choose(kind === 'signup' ? 'login' : 'signup')}>
							{kind === 'signup' ? 'Log in' : 'Create an account'}
						</button>
					</p>
				</div>
			</section>
		</main>
	);
}

/** The browser has checked the form already; what the server still refuses is an address that only looks like one. */
function describeRefusal(error: unknown): string {
	if (error instanceof ApiError && error.status === 400) return 'This does not look like an email address. Check it and try again.';
	return explain(error);
}
