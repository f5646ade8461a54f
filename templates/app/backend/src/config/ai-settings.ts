import type { EnvironmentReader } from './environment.ts';

export const aiBackends = ['openai', 'gemini', 'ollama', 'compatible', 'none'] as const;
export type AiBackend = (typeof aiBackends)[number];

/** How to reach the model; every provider speaks the same chat-completions protocol. */
export type AiSettings =
	| { readonly backend: 'none' }
	| {
			readonly backend: Exclude<AiBackend, 'none'>;
			readonly baseUrl: string;
			readonly model: string;
			/** Empty where the server asks for none. */
			readonly apiKey: string;
			/** The longest silence to bear. */
			readonly timeoutMs: number;
			/** Whether the server is known to accept the wish to be told how many tokens it took. */
			readonly countsTokens: boolean;
	  };

const providers = {
	openai: { baseUrl: 'https://api.openai.com/v1', model: 'gpt-4.1-mini', key: 'OPENAI_API_KEY', keyRequired: true, countsTokens: true },
	gemini: {
		baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
		model: 'gemini-2.5-flash',
		key: 'GEMINI_API_KEY',
		keyRequired: true,
		countsTokens: true,
	},
	// Small enough for a laptop, and it knows tools.
	ollama: { baseUrl: 'http://ollama:11434/v1', model: 'qwen2.5:0.5b', key: 'AI_API_KEY', keyRequired: false, countsTokens: true },
	compatible: { baseUrl: '', model: '', key: 'AI_API_KEY', keyRequired: false, countsTokens: false },
} as const;

export function readAiSettings(reader: EnvironmentReader): AiSettings {
	const backend = reader.oneOf('AI_BACKEND', aiBackends, 'none');
	const timeoutMs = reader.integer('AI_TIMEOUT_MS', 30_000, 100, 600_000);
	if (backend === 'none') return { backend };
	const provider = providers[backend];
	const problemsBefore = reader.problems.length;
	const settings = {
		backend,
		baseUrl: reader.address('AI_BASE_URL', provider.baseUrl),
		model: reader.text('AI_MODEL', provider.model),
		apiKey: reader.secret(provider.key),
		timeoutMs,
		countsTokens: provider.countsTokens,
	};
	if (reader.problems.length > problemsBefore) return settings;
	if (settings.baseUrl === '')
		reader.problems.push(`AI_BASE_URL is missing. AI_BACKEND=${backend} needs the address of the server, such as http://ollama:11434/v1.`);
	if (settings.model === '') reader.problems.push(`AI_MODEL is missing. AI_BACKEND=${backend} needs the name of a model on that server.`);
	if (provider.keyRequired && settings.apiKey === '')
		reader.problems.push(`${provider.key} is missing. AI_BACKEND=${backend} needs it; AI_BACKEND=none works without a key.`);
	return settings;
}
