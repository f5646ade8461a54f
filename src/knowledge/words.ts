/** "Not a command", as the shells of Windows, macOS and Linux say it in the languages of their users. Before it stands the name. */
const notRecognised = [
	'is not recognized',
	"n'est pas reconnu",
	'no se reconoce',
	'n[ãa]o [ée] reconhecid',
	'ist entweder falsch geschrieben',
	'wurde nicht als Name',
	'non [èe] riconosciut',
	'non riconosciut',
	'не является внутренней',
	'не распознано',
	'nie jest rozpoznawan',
	'wordt niet herkend',
	'不是内部或外部命令',
	'不是內部或外部命令',
	'项识别为',
	'は、内部コマンド',
	'は、コマンドレット',
	'내부 또는 외부 명령',
];
const notFound = [
	'(command )?not found',
	'commande introuvable',
	'(Befehl|Kommando) nicht gefunden',
	'orden no encontrada',
	'no se encontr[óo] la orden',
	'comando n(o|[ãa]o) encontrado',
	'comando non trovato',
	'команда не найдена',
	'nie znaleziono polecenia',
	'未找到命令',
	'コマンドが見つかりません',
	'명령을 찾을 수 없',
];

/** A shell does not know one of these commands. `names` is a part of a pattern: "helm|kubectl". */
export function unknownCommand(names: string): RegExp {
	const name = `(${names})(\\.exe)?`;
	const refused = [
		`['"«„] ?(\\.?[\\\\/])?${name} ?['"»] ?[^\\n]{0,20}(${notRecognised.join('|')})`,
		`(?<![\\w/.-])${name} ?: (${notFound.join('|')})`,
		`(command not found|unknown command|comando no encontrado|commande introuvable|Befehl nicht gefunden) ?: ${name}(?![\\w-])(?! (compose|buildx))`,
		`Command '${name}' not found`,
		`The command ${name} was not found, but does exist in the current location`,
	];
	return new RegExp(refused.join('|'), 'i');
}

/** One pattern that matches what any of these do. */
export function anyOf(...patterns: readonly RegExp[]): RegExp {
	const flags = new Set(patterns.flatMap(({ flags }) => [...flags]));
	return new RegExp(patterns.map(({ source }) => source).join('|'), [...flags].join(''));
}

/** A claim that is pending, and after it the list of storage classes, in which its own is not. */
export const classNotListed =
	/^StorageClass:[ \t]+([a-z][\w.-]*)[ \t]*\n([^\n]*\n)?Status:[ \t]+Pending[\s\S]{0,2000}\bPROVISIONER\b(?![\s\S]{0,2000}^\1[ \t(])|^\S+[ \t]+Pending[ \t]+([a-z][\w.-]*)[ \t]+(?:\d|<unset>)[\s\S]{0,2000}\bPROVISIONER\b(?![\s\S]{0,2000}^\3[ \t(])/m;

/** A program of another processor in the build of an image. */
export const wrongArchInBuild =
	/^#\d+ \d+\.\d+ [^\n]*Exec format error|---> Running in \w+\n([^\n]*\n)?[^\n]*Exec format error|(executor failed running|process "\/bin\/sh -c)[^\n]*Exec format error/im;
