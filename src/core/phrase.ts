/** A piece of a sentence; what it is decides how a front end shows it. */
export type Span = string | { readonly command: string } | { readonly path: string } | { readonly link: string; readonly url: string };

/** Words for people: a plain sentence, or one with commands, paths and links in it. */
export type Phrase = string | readonly Span[];

/** The phrase without decoration, for logs, JSON, tests and narrow places. */
export function toPlain(phrase: Phrase): string {
	if (typeof phrase === 'string') return phrase;
	return phrase.map(toPlainSpan).join('');
}

function toPlainSpan(span: Span): string {
	if (typeof span === 'string') return span;
	if ('command' in span) return span.command;
	if ('path' in span) return span.path;
	return `${span.link} (${span.url})`;
}

/** The phrase with each of its texts changed, for instance by taking secrets out. */
export function changePhrase(phrase: Phrase, change: (text: string) => string): Phrase {
	if (typeof phrase === 'string') return change(phrase);
	return phrase.map((span) => {
		if (typeof span === 'string') return change(span);
		if ('command' in span) return { command: change(span.command) };
		if ('path' in span) return { path: change(span.path) };
		return { link: change(span.link), url: change(span.url) };
	});
}
