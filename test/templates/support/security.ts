/** The Pod Security Standard "restricted" in full, as every pod has it. */
export const podContext = {
	runAsNonRoot: true,
	runAsUser: 10001,
	runAsGroup: 10001,
	fsGroup: 10001,
	fsGroupChangePolicy: 'OnRootMismatch',
	seccompProfile: { type: 'RuntimeDefault' },
};

/** The same for every container. */
export const containerContext = {
	allowPrivilegeEscalation: false,
	privileged: false,
	readOnlyRootFilesystem: true,
	runAsNonRoot: true,
	runAsUser: 10001,
	runAsGroup: 10001,
	capabilities: { drop: ['ALL'] },
	seccompProfile: { type: 'RuntimeDefault' },
};
