import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/knowledge/explain.js';

/** Recorded on a Minikube where the app runs well; of the long ones the beginning. */
const recorded = readFileSync(new URL('healthy.jsonl', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean)
	.map((line) => JSON.parse(line) as { readonly command: string; readonly output: string });

describe('what the tools print where nothing is wrong', () => {
	it.each(recorded.map(({ command, output }) => [command, output] as const))('is no more than a guess: %s', (command, output) => {
		const { best } = explain({ command, output, platform: 'linux' });
		expect(best?.confidence ?? 0, `${best?.entry.id}: ${best?.seen[0]?.line}`).toBeLessThanOrEqual(0.25);
	});

	it.each([
		['systeminfo', 'Virtualization Enabled In Firmware: Yes'],
		['file $(which minikube)', '/opt/homebrew/bin/minikube: Mach-O 64-bit executable arm64\n$ uname -m\narm64'],
		['kubectl logs web', 'Tue Mar  7 02:14:55 2023 started\nTue Mar  7 02:14:56 2023 listening'],
	])('is no more than a guess: %s on another system', (command, output) => {
		expect(explain({ command, output }).best?.confidence ?? 0).toBeLessThanOrEqual(0.25);
	});
});
