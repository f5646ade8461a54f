import type { AiChoice } from '../core/choice.js';
import { compatible } from './compatible/index.js';
import { gemini } from './gemini/index.js';
import { noAi } from './none/index.js';
import { ollama } from './ollama/index.js';
import { openai } from './openai/index.js';

/** Every way to answer in the chat, in the order in which they are offered. */
export const aiChoices: readonly AiChoice[] = [openai, gemini, ollama, compatible, noAi];
