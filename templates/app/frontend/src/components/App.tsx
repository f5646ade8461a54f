import { useSession } from '../hooks/use-session.ts';
import { SignIn } from './SignIn.tsx';
import { Workspace } from './Workspace.tsx';

export function App() {
	const session = useSession();
	return session.user === undefined ? (
		<SignIn signIn={session.signIn} expired={session.expired} known={session.known} />
	) : (
		<Workspace key={session.user.id} user={session.user} signOut={session.signOut} expire={session.expire} />
	);
}
