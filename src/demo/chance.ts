/** A checksum that looks like SHA-256 and is the same everywhere; enough for a machine that does not exist. */
export function digest(text: string): string {
	const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		for (let lane = 0; lane < lanes.length; lane++) lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (code + lane), 0x01000193 + lane * 2);
	}
	const mixed = lanes.flatMap((lane) => [lane, Math.imul(lane ^ (lane >>> 15), 0x2c1b3c6d) ^ text.length]);
	return mixed.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** What the random source gives the nth time it is asked. */
export function letters(nth: number, length: number): string {
	let text = '';
	for (let round = 0; text.length < length; round++) text += BigInt(`0x${digest(`${nth}.${round}`)}`).toString(36);
	return text.slice(0, length);
}
