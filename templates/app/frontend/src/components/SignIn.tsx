import { type FormEvent, useId, useState } from 'react';
import { explain } from '../api/client.ts';
import type { Credentials } from '../hooks/use-session.ts';
import { LogoIcon, TickIcon } from './icons.tsx';

interface Properties {
	readonly signIn: (kind: 'login' | 'signup', credentials: Credentials) => Promise<void>;
	readonly expired: boolean;
}

export function SignIn({ signIn, expired }: Properties) {
	const [kind, setKind] = useState<'login' | 'signup'>(expired ? 'login' : 'signup');
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
			setProblem(explain(error));
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
					Say it.
					<br />
					See it on the list.
					<br />
					Get it done.
				</h1>
				<ul className="specimen" aria-hidden="true">
					<li className="said">add call Ann due tomorrow</li>
					<li className="made">
						<span className="tick">
							<TickIcon />
						</span>
						Call Ann
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
