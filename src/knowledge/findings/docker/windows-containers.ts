import { entry } from '../../entry.js';

export const dockerWindowsContainers = entry({
	id: 'docker.windows-containers',
	cause: 'image-arch-mismatch',
	layer: 'docker',
	title: 'Docker Desktop runs Windows containers; the app is made of Linux ones.',
	means: 'Docker Desktop has two modes. Kubernetes and almost all images need the Linux one.',
	told: 'Docker reports its operating system as "windows".',
	fixes: [{ says: 'Docker Desktop menu > Switch to Linux containers.' }],
	wizard: 'Watches until Docker runs Linux containers, then goes on.',
});
