import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One key of a values.yaml with the comment above it. */
interface Key {
	readonly path: readonly string[];
	readonly says: string;
	/** Words of JSON schema from a line `# @schema {...}`; `open` lets keys in that are not written here. */
	readonly schema: Readonly<Record<string, unknown>> & { readonly open?: boolean };
	readonly value: unknown;
}

type Schema = Record<string, unknown>;

/** Reads a values.yaml. Throws where a key has no comment, so that none can be forgotten. */
export function readKeys(file: string): readonly Key[] {
	const text = readFileSync(file, 'utf8');
	const values = parse(text) as object;
	const keys: Key[] = [];
	const path: { readonly indent: number; readonly name: string }[] = [];
	let comment: string[] = [];
	let hints: string[] = [];
	for (const line of text.split('\n')) {
		const [, note] = /^ *# ?(.*)$/.exec(line) ?? [];
		if (note !== undefined) {
			if (note.startsWith('@schema ')) hints.push(note.slice('@schema '.length));
			else comment.push(note);
			continue;
		}
		const [, indent, name] = /^( *)([\w.-]+):/.exec(line) ?? [];
		if (indent !== undefined && name !== undefined) {
			while (path.length > 0 && path.at(-1)!.indent >= indent.length) path.pop();
			path.push({ indent: indent.length, name });
			const names = path.map((part) => part.name);
			if (comment.length === 0) throw new Error(`${file}: ${names.join('.')} has no comment.`);
			keys.push({
				path: names,
				says: comment.join(' '),
				schema: Object.assign({}, ...hints.map((hint) => parse(hint) as object)),
				value: names.reduce<unknown>((part, each) => (part as Record<string, unknown>)[each], values),
			});
		}
		comment = [];
		hints = [];
	}
	return keys;
}

/** The schema of a chart: closed at every level, with the comment and the default of each key. */
export function toSchema(title: string, keys: readonly Key[]): Schema {
	const root: Schema = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title,
		type: 'object',
		additionalProperties: false,
		properties: { common: { type: 'object', description: 'Put there by Helm for the library chart; it has no values.' } },
	};
	for (const key of keys) {
		const parent = key.path.slice(0, -1).reduce((part, name) => propertiesOf(part)[name]!, root);
		propertiesOf(parent)[key.path.at(-1)!] = describe(key);
	}
	return root;
}

function propertiesOf(schema: Schema): Record<string, Schema> {
	return schema.properties as Record<string, Schema>;
}

function describe({ value, says, schema: { open, ...hints } }: Key): Schema {
	if (Array.isArray(value)) return { type: 'array', description: says, default: value, items: { type: 'string' }, ...hints };
	if (typeof value === 'object' && value !== null) {
		const isMap = Object.keys(value).length === 0;
		if (isMap)
			return { type: 'object', description: says, default: {}, ...(open ? {} : { additionalProperties: { type: 'string' } }), ...hints };
		return { type: 'object', description: says, ...(open ? {} : { additionalProperties: false }), properties: {} };
	}
	return { type: typeof value === 'number' ? 'integer' : typeof value, description: says, default: value, ...hints };
}

/** Rows of the README for the keys that can be set, with the choices of each. */
export function toTable(keys: readonly Key[], prefix: string): string {
	const rows = keys
		.filter(({ value }) => isLeaf(value))
		.map(({ path, says, value, schema }) => {
			const choices =
				Array.isArray(schema.enum) && !says.includes(`${schema.enum[0]}:`) && !says.includes(`${schema.enum[0]} (`)
					? ` One of ${schema.enum.map((choice) => `\`${choice}\``).join(', ')}.`
					: '';
			return `| \`${prefix}${path.join('.')}\` | \`${typeof value === 'string' ? value || '""' : JSON.stringify(value)}\` | ${says.replaceAll('|', '\\|')}${choices} |`;
		});
	return ['| Key | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
}

function isLeaf(value: unknown): boolean {
	return typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0;
}
