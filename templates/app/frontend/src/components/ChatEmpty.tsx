// Words that work with a model and without one.
const suggestions = ['Add buy milk due tomorrow', 'List my open todos', 'Help'];

export function ChatEmpty({ say }: { readonly say: (text: string) => void }) {
	return (
		<div className="chat-empty">
			<p className="blank-title">Talk to your list.</p>
			<p>Say what to add, change or tick off, in your own words. For instance:</p>
			<ul className="suggestions">
				{suggestions.map((words) => (
					<li key={words}>
						<button type="button" onClick={() => say(words)}>
							{words}
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
