/** A piece of a sentence; what it is decides how a front end shows it. */
export type Span =
	| string
	| { readonly command: string }
	| { readonly path: string }
	| { readonly link: string; readonly url: string };

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
