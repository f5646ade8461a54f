/** Signs of one place each that never join with a neighbour: Latin, punctuation, arrows, frames, ticks and crosses, Braille. */
const plain = /^[\u0020-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u25FF\u2713-\u2718\u2800-\u28FF]*$/;

/** What Intl.Segmenter makes of text in which every sign stands for itself. */
class PlainSegments {
	#input;

	constructor(input) {
		this.#input = input;
	}

	*[Symbol.iterator]() {
		for (let index = 0; index < this.#input.length; index++) yield this.containing(index);
	}

	containing(index = 0) {
		const input = this.#input;
		return index >= 0 && index < input.length ? { segment: input.charAt(index), index, input } : undefined;
	}
}

/** Intl.Segmenter takes 15 ms to be made, which the first frame should not wait for: it is made for the first text that needs it. */
export class LateSegmenter {
	#options;
	#real;

	constructor(...options) {
		this.#options = options;
	}

	segment(input) {
		if (plain.test(input)) return new PlainSegments(input);
		this.#real ??= new Intl.Segmenter(...this.#options);
		return this.#real.segment(input);
	}
}
