import { Ajv, type Options } from 'ajv';
import type { FastifyInstance } from 'fastify';

const options: Options = { allErrors: false, useDefaults: true, strict: true, strictTypes: false, allowUnionTypes: true };

/** Checks input as it is written: in a body, "1" is not a number and an unknown field is a mistake. */
export function makeValidator(extra: Options = {}): Ajv {
	const ajv = new Ajv({ ...options, ...extra });
	ajv.addFormat('email', /^[^\s\p{Cc}@"<>()]+@[^\s\p{Cc}@"<>()]+\.[^\s\p{Cc}@"<>()]+$/u);
	ajv.addFormat('date', isDay);
	return ajv;
}

export function addValidation(app: FastifyInstance): void {
	const bodies = makeValidator();
	// An address can only carry text, so numbers in it have to be read from text.
	const addresses = makeValidator({ coerceTypes: true });
	app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? bodies : addresses).compile(schema as object));
}

/** A day that is in the calendar: 2026-02-30 is not. */
export function isDay(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
