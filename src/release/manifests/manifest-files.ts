import { type Document, parseAllDocuments, stringify } from 'yaml';

/** A file by its path below the folder of the manifests. */
export type ManifestFiles = Readonly<Record<string, string>>;

/** Where the objects belong, and how the examples name them. */
export interface ManifestPlace {
	readonly release: string;
	readonly namespace: string;
	/** Labels of the namespace. */
	readonly labels: Readonly<Record<string, string>>;
	/** Path of the manifests in the repository that holds them. */
	readonly path: string;
}

/** An object of `helm template`, as far as its file is concerned. */
interface Named {
	readonly kind: string;
	readonly metadata: { readonly name: string };
}

/**
 * What `helm template` printed as one file an object, with what Kustomize needs to take them together and an example each for
 * Argo CD and Flux. Applied in the order of their names they work as well: the namespace comes first.
 */
export function toManifestFiles(rendered: string, place: ManifestPlace): ManifestFiles {
	const objects = parseAllDocuments(rendered).filter((document): document is Document.Parsed => document.toJS() !== null);
	const files: Record<string, string> = {
		'00-namespace.yaml': stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: place.namespace, labels: place.labels } }),
	};
	for (const document of objects) {
		const { kind, metadata } = document.toJS() as Named;
		files[`${kind.toLowerCase()}-${metadata.name}.yaml`] = document.toString({ lineWidth: 0, directives: false }).replace(/^---\n/, '');
	}
	return {
		...files,
		'kustomization.yaml': stringify({
			apiVersion: 'kustomize.config.k8s.io/v1beta1',
			kind: 'Kustomization',
			resources: Object.keys(files).sort(),
		}),
		'examples/argo-cd.yaml': argoCd(place),
		'examples/flux.yaml': flux(place),
	};
}

/** Kinds that Helm makes with values of their own each time, so that files of them would never come to rest. */
export function madeAnew(rendered: string): readonly string[] {
	return parseAllDocuments(rendered)
		.map((document) => document.toJS() as Named | null)
		.filter((object) => object?.kind === 'Secret')
		.map((object) => object?.metadata.name ?? '');
}

const repository = 'https://git.example.com/you/your-repository.git';

function argoCd({ release, namespace, path }: ManifestPlace): string {
	return `# For Argo CD: set the address of your repository, then kubectl apply --filename argo-cd.yaml
${stringify({
	apiVersion: 'argoproj.io/v1alpha1',
	kind: 'Application',
	metadata: { name: release, namespace: 'argocd' },
	spec: {
		project: 'default',
		source: { repoURL: repository, targetRevision: 'HEAD', path },
		destination: { server: 'https://kubernetes.default.svc', namespace },
		// What is deleted from the repository goes. Claims of volumes say of themselves that they stay.
		syncPolicy: { automated: { prune: true, selfHeal: true } },
	},
})}`;
}

function flux({ release, namespace, path }: ManifestPlace): string {
	const source = {
		apiVersion: 'source.toolkit.fluxcd.io/v1',
		kind: 'GitRepository',
		metadata: { name: release, namespace: 'flux-system' },
	};
	return `# For Flux: set the address of your repository, then kubectl apply --filename flux.yaml
${stringify({ ...source, spec: { interval: '1m', url: repository, ref: { branch: 'main' } } })}---
${stringify({
	apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
	kind: 'Kustomization',
	metadata: { name: release, namespace: 'flux-system' },
	spec: {
		interval: '10m',
		path: `./${path}`,
		prune: true,
		wait: true,
		timeout: '5m',
		targetNamespace: namespace,
		sourceRef: { kind: source.kind, name: release },
	},
})}`;
}
