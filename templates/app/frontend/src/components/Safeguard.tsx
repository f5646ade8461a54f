import { Component, type ReactNode } from 'react';

interface State {
	readonly broken: boolean;
}

/** What is shown in place of an empty page when one of our own components throws. */
export class Safeguard extends Component<{ readonly children: ReactNode }, State> {
	override state: State = { broken: false };

	static getDerivedStateFromError(): State {
		return { broken: true };
	}

	override render() {
		if (!this.state.broken) return this.props.children;
		return (
			<main className="blank broken">
				<h1>This page has stopped working.</h1>
				<p role="alert">Your todos are safe on the server. Load the page again to go on.</p>
				<button className="primary" type="button" onClick={() => location.reload()}>
					Load again
				</button>
			</main>
		);
	}
}
