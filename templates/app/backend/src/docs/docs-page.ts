/** As much of OpenAPI as our own routes use. */
interface Schema {
	readonly type?: string | readonly string[];
	readonly description?: string;
	readonly enum?: readonly unknown[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly default?: unknown;
	readonly format?: string;
}
interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly required?: boolean;
	readonly description?: string;
	readonly schema?: Schema;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Operation {
	readonly tags?: readonly string[];
	readonly summary?: string;
	readonly description?: string;
	readonly security?: readonly unknown[];
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: { readonly content?: Content };
	readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
}
interface Description {
	readonly info: { readonly title: string; readonly version: string; readonly description?: string };
	readonly tags?: readonly { readonly name: string; readonly description?: string }[];
	readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export const styles = `
:root { color-scheme: light dark; --ink: light-dark(#22252b, #e9e6df); --soft: light-dark(#666b76, #a5a196); --line: light-dark(#ddd8cc, #33363d);
	--paper: light-dark(#f6f3ec, #15171c); --card: light-dark(#fffdf8, #1c1f25); --accent: light-dark(#a63d1e, #f0936f); }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 52rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.9rem; letter-spacing: -0.02em; margin: 0 0 0.25rem; }
h2 { font-size: 1.15rem; margin: 3rem 0 0.25rem; text-transform: capitalize; }
p { margin: 0.35rem 0; color: var(--soft); }
code { font: 0.9em ui-monospace, monospace; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; margin: 0.75rem 0; padding: 0 1rem; }
summary { cursor: pointer; padding: 0.75rem 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; }
summary .method { color: var(--accent); font-weight: 700; min-width: 4.5rem; }
.says { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 0.25rem 0 1rem; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); border-top: 0; }
h3 { font-size: 0.9rem; margin: 1rem 0 0; }
`;

/** The whole page; needs no script. */
export function renderPage(document: unknown): string {
	const { info, tags = [], paths = {} } = document as Description;
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
	);
	const sections = tags.map(({ name, description = '' }) => {
		const own = operations.filter(({ operation }) => operation.tags?.includes(name));
		const body = own.map(({ path, method, operation }) => renderOperation(path, method, operation)).join('');
		return own.length === 0 ? '' : `<section><h2>${escaped(name)}</h2><p>${words(description)}</p>${body}</section>`;
	});
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)} API</title><style>${styles}</style></head><body><main><h1>${escaped(info.title)} API</h1>
<p>Version ${escaped(info.version)}. ${words(info.description ?? '')}</p>
<p>Programs get the same as OpenAPI 3.1 from this address with <code>Accept: application/json</code>.</p>
${sections.join('')}</main></body></html>`;
}

function renderOperation(path: string, method: string, operation: Operation): string {
	const { summary = '', description = '', security, parameters = [], requestBody, responses = {} } = operation;
	const body = Object.values(requestBody?.content ?? {})[0]?.schema;
	const fields = [
		...parameters.map((parameter) =>
			row(`${parameter.name} (${parameter.in})`, { ...parameter.schema, ...described(parameter) }, parameter.required === true),
		),
		...Object.entries(body?.properties ?? {}).map(([name, schema]) => row(name, schema, body?.required?.includes(name) === true)),
	];
	const answers = Object.entries(responses).map(
		([status, answer]) =>
			`<tr><td><code>${escaped(status)}</code></td><td>${words(answer.description ?? '')} ${shape(answer.content?.['application/json']?.schema)}</td></tr>`,
	);
	return `<details><summary><code class="method">${method.toUpperCase()}</code> <code>${escaped(path)}</code> <span class="says">${words(summary)}</span></summary>
${description === '' ? '' : `<p>${words(description)}</p>`}${security === undefined ? '' : '<p>Needs a session.</p>'}
${fields.length === 0 ? '' : `<h3>Input</h3><table><tr><th>Name</th><th>Type</th><th>What it is</th></tr>${fields.join('')}</table>`}
<h3>Answers</h3><table>${answers.join('')}</table></details>`;
}

function described({ description }: Parameter): Pick<Schema, 'description'> {
	return description === undefined ? {} : { description };
}

function row(name: string, schema: Schema, required: boolean): string {
	const limits = [
		schema.enum === undefined ? '' : schema.enum.map(String).join(', '),
		(schema.minLength ?? 1) === 1 ? '' : `at least ${schema.minLength} characters`,
		schema.maxLength === undefined ? '' : `at most ${schema.maxLength} characters`,
		schema.minimum === undefined ? '' : `from ${schema.minimum}`,
		schema.maximum === undefined ? '' : `to ${schema.maximum}`,
		schema.default === undefined || schema.default === '' ? '' : `${String(schema.default)} when left out`,
	].filter((part) => part !== '');
	const sentence = limits.join(', ');
	const says = [schema.description ?? '', sentence === '' ? '' : `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`].join(' ').trim();
	return `<tr><td><code>${escaped(name)}</code>${required ? '' : ' <span class="says">optional</span>'}</td><td>${escaped(typeOf(schema))}</td><td>${words(says)}</td></tr>`;
}

function typeOf({ type, format }: Schema): string {
	return [[type ?? 'anything'].flat().join(' or '), format ?? ''].join(' ').trim();
}

/** The outline of an object, such as `{todos: [{id, title}], next}`. */
function shape(schema: Schema | undefined): string {
	const text = outline(schema);
	return text === '' ? '' : `<code>${escaped(text)}</code>`;
}

function outline(schema: Schema | undefined): string {
	if (schema?.properties !== undefined) {
		const members = Object.entries(schema.properties).map(([name, inner]) =>
			[name, outline(inner)].filter((part) => part !== '').join(': '),
		);
		return `{${members.join(', ')}}`;
	}
	return schema?.items === undefined ? '' : `[${outline(schema.items)}]`;
}

/** Text with `code` in it. */
function words(text: string): string {
	return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
