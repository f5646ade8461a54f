import type { PlacedRow } from '../row.js';
import { forwardRows, ingressRows, policyRows } from './access.js';
import { clusterRows, engineRows, kubeconfigRows, minikubeHomeRows } from './cluster.js';
import { imageRows, namespaceRows, secretRows, volumeRows } from './data.js';
import { folderRows } from './folder.js';
import { noneRows } from './none.js';
import { ownRows } from './ourselves.js';
import { objectRows, releaseRows } from './release.js';

/** The table, in the order in which the documentation shows it. */
export const tables: readonly { readonly title: string; readonly rows: readonly PlacedRow[] }[] = [
	{ title: 'The cluster', rows: clusterRows },
	{ title: "Minikube's files", rows: minikubeHomeRows },
	{ title: 'kubectl and locks', rows: kubeconfigRows },
	{ title: 'Docker', rows: engineRows },
	{ title: 'The release', rows: releaseRows },
	{ title: 'Objects of the release', rows: objectRows },
	{ title: 'Files of the folder', rows: folderRows },
	{ title: 'Secrets', rows: secretRows },
	{ title: 'Images', rows: imageRows },
	{ title: 'Volumes', rows: volumeRows },
	{ title: 'The namespace', rows: namespaceRows },
	{ title: 'The way to the app', rows: [...forwardRows, ...ingressRows, ...policyRows] },
	{ title: 'Without a cluster', rows: noneRows },
	{ title: 'Our own runs', rows: ownRows },
];

export const rows: readonly PlacedRow[] = tables.flatMap((table) => table.rows);
