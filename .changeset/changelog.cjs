/** CHANGELOG.md is for people who use the program: what changed for them, and no commits. */
module.exports = {
	getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll('\n', '\n  ')}`,
	getDependencyReleaseLine: async () => '',
};
