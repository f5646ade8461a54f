/** Node hides the reason ("connect ECONNREFUSED 127.0.0.1:80") one or two causes deep. */
export function reasonOf(error: unknown): string {
	let deepest: unknown = error;
	while (deepest instanceof Error && deepest.cause) deepest = deepest.cause;
	if (deepest instanceof AggregateError && deepest.errors[0]) deepest = deepest.errors[0];
	return deepest instanceof Error ? deepest.message : String(deepest);
}
