import { entry } from '../../entry.js';

export const hostTightMemory = entry({
	id: 'host.tight-memory',
	layer: 'prerequisites',
	title: 'Memory is tight for a cluster.',
	means: 'The cluster fits, but little is left for everything else.',
	told: "The memory of this machine, or of Docker's virtual machine.",
	fixes: [{ says: "Close what you do not need; give Docker's virtual machine more if it has a limit." }],
	wizard: 'Sizes the node by the memory that there is.',
});
