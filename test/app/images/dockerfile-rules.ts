import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

type Dockerfile = ReturnType<typeof DockerfileParser.parse>;

/** A rule under the number that hadolint gives it. */
export interface Rule {
	readonly id: string;
	readonly says: string;
	/** A file that breaks this rule, to show that the rule can fail. */
	readonly broken: string;
	/** The lines that break it. */
	find(file: Dockerfile): readonly string[];
}

/** What breaks which rule, such as `DL3002 USER root`. */
export function check(text: string): readonly string[] {
	const file = DockerfileParser.parse(text);
	return rules.flatMap(({ id, find }) => find(file).map((line) => `${id} ${line}`));
}

const all = (file: Dockerfile, ...keywords: string[]): Instruction[] =>
	file.getInstructions().filter((instruction) => keywords.includes(instruction.getKeyword()));
const words = (instruction: Instruction): string => instruction.getArgumentsContent() ?? '';
const line = (instruction: Instruction): string => `${instruction.getKeyword()} ${words(instruction).split('\n')[0]}`;
const plain = (instruction: Instruction): string[] =>
	instruction
		.getArguments()
		.map((argument) => argument.getValue())
		.filter((value) => !value.startsWith('--'));

/** The instructions of each stage. */
function stages(file: Dockerfile): { from: From; instructions: Instruction[] }[] {
	const found: { from: From; instructions: Instruction[] }[] = [];
	for (const instruction of file.getInstructions()) {
		if (instruction.getKeyword() === 'FROM') found.push({ from: instruction as From, instructions: [] });
		else found.at(-1)?.instructions.push(instruction);
	}
	return found;
}

/** What a FROM stands for once the ARGs above it have their defaults. */
function imageOf(file: Dockerfile, from: From): string {
	const defaults = new Map(
		file.getInitialARGs().map((arg) => [arg.getProperty()?.getName() ?? '', arg.getProperty()?.getValue() ?? ''] as const),
	);
	return (from.getImage() ?? '').replace(/\$\{?(\w+)\}?/g, (_all, name: string) => defaults.get(name) ?? '');
}

const isStage = (file: Dockerfile, name: string) => file.getFROMs().some((from) => from.getBuildStage() === name);
const several = (file: Dockerfile, keyword: string) =>
	stages(file).flatMap(({ instructions }) =>
		instructions
			.filter((one) => one.getKeyword() === keyword)
			.slice(1)
			.map(line),
	);
const base = 'FROM node:22-slim\n';

export const rules: readonly Rule[] = [
	{
		id: 'DL3000',
		says: 'WORKDIR is absolute',
		broken: `${base}WORKDIR app`,
		find: (file) =>
			all(file, 'WORKDIR')
				.filter((one) => !/^["']?[/$]/.test(words(one)))
				.map(line),
	},
	{
		id: 'DL3002',
		says: 'the last USER is not root',
		broken: `${base}USER root`,
		find: (file) => {
			const last = stages(file)
				.flatMap(({ instructions }) => instructions.filter((one) => one.getKeyword() === 'USER'))
				.at(-1);
			return last === undefined || /^(root|0)(:|$)/.test(words(last)) ? [last === undefined ? 'no USER' : line(last)] : [];
		},
	},
	{
		id: 'DL3003',
		says: 'WORKDIR in place of cd',
		broken: `${base}RUN cd /src && make`,
		find: (file) =>
			all(file, 'RUN')
				.filter((one) => /(^|[;&|]\s*)cd\s/.test(words(one)))
				.map(line),
	},
	{
		id: 'DL3006',
		says: 'every base has a tag',
		broken: 'FROM node',
		find: (file) =>
			file
				.getFROMs()
				.filter((from) => !isStage(file, from.getImage() ?? '') && !/:[^/]+$|@/.test(imageOf(file, from)))
				.map(line),
	},
	{
		id: 'DL3007',
		says: 'no base is "latest"',
		broken: 'FROM node:latest',
		find: (file) =>
			file
				.getFROMs()
				.filter((from) => imageOf(file, from).endsWith(':latest'))
				.map(line),
	},
	{
		id: 'DL3011',
		says: 'ports are ports',
		broken: `${base}EXPOSE 80000`,
		find: (file) =>
			all(file, 'EXPOSE')
				.filter((one) => plain(one).some((port) => !(Number.parseInt(port, 10) <= 65_535)))
				.map(line),
	},
	{
		id: 'DL3012',
		says: 'one HEALTHCHECK',
		broken: `${base}HEALTHCHECK NONE\nHEALTHCHECK NONE`,
		find: (file) => several(file, 'HEALTHCHECK'),
	},
	{
		id: 'DL3016',
		says: 'npm installs from the lock file or a version',
		broken: `${base}RUN npm install express`,
		find: (file) =>
			all(file, 'RUN')
				.filter((one) => /npm (i|install|add)\b(?!.*@\d)/.test(words(one)))
				.map(line),
	},
	{
		id: 'DL3018',
		says: 'apk adds versions',
		broken: `${base}RUN apk add --no-cache curl`,
		find: (file) =>
			all(file, 'RUN')
				.filter((one) => /apk (.* )?add\b(?!.*=)/.test(words(one)))
				.map(line),
	},
	{ id: 'DL3020', says: 'COPY in place of ADD', broken: `${base}ADD src /src`, find: (file) => all(file, 'ADD').map(line) },
	{
		id: 'DL3021',
		says: 'several files are copied into a folder',
		broken: `${base}WORKDIR /a\nCOPY a b c`,
		find: (file) =>
			all(file, 'COPY')
				.filter((one) => plain(one).length > 2 && !/\/$/.test(plain(one).at(-1) ?? ''))
				.map(line),
	},
	{
		id: 'DL3022',
		says: 'COPY --from names a stage of this file',
		broken: `${base}COPY --from=elsewhere /a /b`,
		find: (file) =>
			all(file, 'COPY')
				.filter((one) => {
					const [, from] = /--from=(\S+)/.exec(one.getTextContent()) ?? [];
					return from !== undefined && !isStage(file, from);
				})
				.map(line),
	},
	{
		id: 'DL3024',
		says: 'stages have names of their own',
		broken: `FROM node:22 AS one\nFROM node:22 AS one`,
		find: (file) => {
			const names = file.getFROMs().flatMap((from) => from.getBuildStage() ?? []);
			return names.filter((name, index) => names.indexOf(name) !== index);
		},
	},
	{
		id: 'DL3025',
		says: 'CMD and ENTRYPOINT are lists',
		broken: `${base}CMD node server.js`,
		find: (file) =>
			all(file, 'CMD', 'ENTRYPOINT')
				.filter((one) => !words(one).startsWith('['))
				.map(line),
	},
	{
		id: 'DL3045',
		says: 'what is copied to a relative place has a WORKDIR',
		broken: `${base}COPY a b`,
		find: (file) =>
			stages(file).flatMap(({ from, instructions }) =>
				instructions
					.filter(
						(one, index) =>
							one.getKeyword() === 'COPY' &&
							!/^[/$]/.test(plain(one).at(-1) ?? '') &&
							!instructions.slice(0, index).some((before) => before.getKeyword() === 'WORKDIR') &&
							// A stage begins where the one that it is made from ended.
							!isStage(file, from.getImage() ?? ''),
					)
					.map(line),
			),
	},
	{
		id: 'DL3048',
		says: 'label names are lower case with dots and dashes',
		broken: `${base}LABEL My_Label="x"`,
		find: (file) =>
			all(file, 'LABEL').flatMap((one) =>
				[...one.getTextContent().matchAll(/([\w.-]+)="/g)]
					.map(([, name]) => name ?? '')
					.filter((name) => !/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/.test(name)),
			),
	},
	{
		id: 'DL3059',
		says: 'RUNs that follow each other are one',
		broken: `${base}RUN a\nRUN b`,
		find: (file) => {
			const instructions = file.getInstructions();
			return instructions.filter((one, index) => one.getKeyword() === 'RUN' && instructions[index - 1]?.getKeyword() === 'RUN').map(line);
		},
	},
	{
		id: 'DL3066',
		says: 'USER is a number, which Kubernetes can check',
		broken: `${base}USER node`,
		find: (file) =>
			all(file, 'USER')
				.filter((one) => !/^\d+(:\d+)?$/.test(words(one)))
				.map(line),
	},
	{ id: 'DL4000', says: 'no MAINTAINER', broken: `${base}MAINTAINER me`, find: (file) => all(file, 'MAINTAINER').map(line) },
	{ id: 'DL4003', says: 'one CMD', broken: `${base}CMD ["a"]\nCMD ["b"]`, find: (file) => several(file, 'CMD') },
	{
		id: 'DL4004',
		says: 'one ENTRYPOINT',
		broken: `${base}ENTRYPOINT ["a"]\nENTRYPOINT ["b"]`,
		find: (file) => several(file, 'ENTRYPOINT'),
	},
	{
		id: 'DL4006',
		says: 'a pipe fails when its first part fails',
		broken: `${base}RUN curl example.com | sh`,
		find: (file) =>
			all(file, 'RUN')
				.filter(
					(one) =>
						/[^|]\|[^|]/.test(words(one)) &&
						!/pipefail/.test(
							file
								.getInstructions()
								.map((each) => each.getTextContent())
								.join('\n'),
						),
				)
				.map(line),
	},
];
