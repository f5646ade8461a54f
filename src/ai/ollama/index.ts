import type { AiChoice, Ground } from '../../core/choice.js';
import type { Ports } from '../../core/ports.js';
import type { Option, Question } from '../../core/question.js';
import { MIB, toSize } from '../../core/size.js';
import { modelQuestion } from '../model.js';
import { memoryOf, type OfferedModel, offeredModels } from './models.js';

export const defaultOllamaImage = 'ollama/ollama:0.12.11';

/** Where an Ollama of the user's own listens, in OpenAI's protocol. */
const ownServer = 'http://localhost:11434/v1';
const [smallest] = offeredModels;
/** The server beside the model, which its memory limit has to hold as well. */
const overheadMb = 256;

/** A model that runs beside the app, or in the user's own Ollama where there is no cluster: no key, and nothing leaves the machine. */
export const ollama: AiChoice = {
	id: 'ollama',
	option: (ground) => ({
		value: 'ollama',
		title: 'Ollama',
		hint: ground.holdsServers
			? `no key · ${smallest.download} to download · ${spokenMemory(smallest.memoryMb)} of memory`
			: `no key · an Ollama of yours on this machine, at ${ownServer}`,
		...refusalOf(smallest.name, ground),
	}),
	questions: (_answers, ground) => [modelToRun(ground)],
	config: ({ aiModel = smallest.name }, { holdsServers }) => ({
		backend: 'ollama',
		// Empty: the one that the release brings along.
		baseUrl: holdsServers ? '' : ownServer,
		model: aiModel,
	}),
	companion({ aiModel = smallest.name, ollamaImage = defaultOllamaImage }, { holdsServers }) {
		if (!holdsServers) return undefined;
		const memoryMb = memoryOf(aiModel);
		const download = offeredModels.find(({ name }) => name === aiModel)?.download;
		return {
			name: 'ollama',
			image: ollamaImage,
			// Its image is larger than 1 GB.
			minutesToCome: 20,
			model: aiModel,
			...(download ? { download } : {}),
			...(memoryMb ? { memoryMb: memoryMb + overheadMb } : {}),
		};
	},
};

function modelToRun(ground: Ground): Question {
	const { problem, ...question } = modelQuestion(undefined);
	return {
		...question,
		help: 'Bigger models understand more and answer more slowly. --ai-model takes any other one of Ollama.',
		options: offeredModels.map((model) => toOption(model, ground)),
		open: true,
		fallback: smallest.name,
		problem: (raw) => problem?.(raw) ?? refusalOf(raw, ground).refused,
		...(ground.holdsServers ? {} : { try: askOwnServer }),
	};
}

function toOption({ name, download, memoryMb }: OfferedModel, ground: Ground): Option {
	return {
		value: name,
		title: name,
		hint: `${download} to download · ${spokenMemory(memoryMb)} of memory`,
		...refusalOf(name, ground),
	};
}

/** Nothing is refused for a size that is not known. */
function refusalOf(name: string, { roomMb, because }: Ground): { readonly refused?: string } {
	const needMb = memoryOf(name);
	if (needMb === undefined || roomMb === undefined || needMb <= roomMb) return {};
	return { refused: `The model ${name} needs ${spokenMemory(needMb)} of memory, and ${spokenMemory(roomMb)} can be had: ${because}.` };
}

function spokenMemory(memoryMb: number): string {
	return toSize(Math.max(0, memoryMb) * MIB);
}

/** Whether the user's own Ollama is there and has the model. It may still be started, so nothing is refused. */
async function askOwnServer(model: string, { http }: Ports, signal: AbortSignal): Promise<{ readonly note?: string }> {
	const answer = await http.request({ url: `${ownServer}/models`, timeoutMs: 3000 }, signal);
	if (answer.kind !== 'answered' || answer.status !== 200)
		return { note: `No Ollama answers at ${ownServer} yet. Start it with "ollama serve", and get the model with "ollama pull ${model}".` };
	return answer.body.includes(JSON.stringify(model)) || answer.body.includes(JSON.stringify(`${model}:latest`))
		? {}
		: { note: `Your Ollama does not have this model yet. Get it with "ollama pull ${model}".` };
}
