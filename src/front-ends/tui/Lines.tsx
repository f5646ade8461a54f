import { Box, Text } from 'ink';
import type { ComponentProps } from 'react';
import { withoutControls } from '../../core/words.js';
import { type Line, type Piece, type Tone, textOf } from './line.js';

type Style = Pick<ComponentProps<typeof Text>, 'color' | 'dimColor' | 'bold'>;

const STYLES: Readonly<Record<Tone, Style>> = {
	good: { color: 'green' },
	bad: { color: 'red' },
	warn: { color: 'yellow' },
	live: { color: 'cyan' },
	accent: { color: 'cyan' },
	dim: { dimColor: true },
	strong: { bold: true },
	added: { color: 'green' },
	removed: { color: 'red' },
};

/** Lines as they are: their layout was made before. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
	return (
		<Box flexDirection="column">
			{lines.map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity beside its place
				<OneLine key={index} line={line} />
			))}
		</Box>
	);
}

function OneLine({ line }: { readonly line: Line }) {
	const { aria, pieces } = line;
	// An empty Text has no height.
	const drawn = <Text wrap="truncate-end">{pieces.length === 0 ? ' ' : pieces.map(toText)}</Text>;
	if (!aria) return drawn;
	const { role, selected, disabled } = aria;
	const state = { ...(selected !== undefined && { selected }), ...(disabled !== undefined && { disabled }) };
	return (
		<Box aria-role={role} aria-state={state} aria-label={textOf(line).trim()}>
			{drawn}
		</Box>
	);
}

function toText({ text, tone }: Piece, index: number) {
	return tone === undefined ? (
		withoutControls(text)
	) : (
		<Text key={index} {...STYLES[tone]}>
			{withoutControls(text)}
		</Text>
	);
}
