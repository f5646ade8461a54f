/** Bytes as people read them: "15.5 GiB", "212 MiB". */
export function toSize(bytes: number): string {
	const gib = bytes / 1024 ** 3;
	if (gib >= 10) return `${trim(gib.toFixed(1))} GiB`;
	if (gib >= 1) return `${trim(gib.toFixed(1))} GiB`;
	return `${Math.round(bytes / 1024 ** 2)} MiB`;
}

function trim(figure: string): string {
	return figure.replace(/\.0$/, '');
}

export const GIB = 1024 ** 3;
export const MIB = 1024 ** 2;
