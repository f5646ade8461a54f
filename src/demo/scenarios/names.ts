/** The stories that `demo` can tell, in the order of its menu. */
export const scenarioNames = [
	'fresh-laptop',
	'wsl2-no-driver',
	'wsl2-integration-off',
	'docker-down',
	'helm-missing',
	'broken-yesterday',
	'bad-key',
	'image-not-loaded',
	'low-memory',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];
