/** Signs of one place each that never join with a neighbour: Latin, punctuation, arrows, frames, ticks and crosses, Braille. */
const plain = /^[\u0020-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u25FF\u2713-\u2718\u2800-\u28FF]*$/;

/** Intl.Segmenter takes 15 ms to be made, which the first frame should not wait for: it is made for the first text that needs it. */
export class LateSegmenter {
	#options;
	#real;

	constructor(...options) {
		this.#options = options;
	}

	segment(input) {
		if (plain.test(input)) return Array.from(input, (segment, index) => ({ segment, index, input }));
		this.#real ??= new Intl.Segmenter(...this.#options);
		return this.#real.segment(input);
	}
}
