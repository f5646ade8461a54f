/** What every emoji has at least one of: a picture, a colour of skin, half of a flag, or the frame of a key. */
const mayBeEmoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20E3/u;

/**
 * Stands in for a package with a pattern of 14 kB: this Node knows by itself what an emoji is. It takes 45 ms to learn it,
 * which is more than all else before the first question, so it is asked only about what may be one.
 */
const emojiPattern = () => ({ test: (cluster) => mayBeEmoji.test(cluster) && /^\p{RGI_Emoji}$/v.test(cluster) });
export default emojiPattern;
