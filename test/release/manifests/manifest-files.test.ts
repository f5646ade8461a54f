import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { System } from '../../../src/core/ports.js';
import { madeAnew, toManifestFiles } from '../../../src/release/manifests/manifest-files.js';
import { isUntouched, seal } from '../../../src/release/manifests/seal.js';

const system = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') } as System;
const rendered = `---
# Source: todo-chatbot/charts/backend/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: todo-backend
  namespace: todo
spec:
  # Inside the cluster only.
  type: ClusterIP
---
# Source: todo-chatbot/templates/nothing.yaml
---
# Source: todo-chatbot/charts/backend/templates/configmap.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: todo-backend
  namespace: todo
data:
  LONG: "${'a word and '.repeat(20)}"
`;
const place = {
	release: 'todo',
	namespace: 'todo',
	labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
	path: 'todo-k8s/manifests',
};

describe('the files of the manifests', () => {
	const files = toManifestFiles(rendered, place);

	it('hold one object each, with the namespace first in the order in which they are applied', () => {
		expect(Object.keys(files).sort()).toEqual([
			'00-namespace.yaml',
			'configmap-todo-backend.yaml',
			'examples/argo-cd.yaml',
			'examples/flux.yaml',
			'kustomization.yaml',
			'service-todo-backend.yaml',
		]);
		expect(parse(files['00-namespace.yaml']!).metadata).toEqual({ name: 'todo', labels: place.labels });
		expect(files['service-todo-backend.yaml']).toContain('# Inside the cluster only.');
		expect(files['configmap-todo-backend.yaml']!.split('\n').filter((line) => line.includes('LONG'))).toHaveLength(1);
	});

	it('are taken together by Kustomize, without the examples', () => {
		expect(parse(files['kustomization.yaml']!).resources).toEqual([
			'00-namespace.yaml',
			'configmap-todo-backend.yaml',
			'service-todo-backend.yaml',
		]);
	});

	it('show Argo CD and Flux where they are', () => {
		expect(parse(files['examples/argo-cd.yaml']!).spec).toMatchObject({
			source: { path: 'todo-k8s/manifests' },
			destination: { namespace: 'todo' },
		});
		const [source, kustomization] = parseAllDocuments(files['examples/flux.yaml']!).map((document) => document.toJS());
		expect([source.kind, kustomization.spec.path, kustomization.spec.sourceRef]).toEqual([
			'GitRepository',
			'./todo-k8s/manifests',
			{ kind: 'GitRepository', name: source.metadata.name },
		]);
	});

	it('do not hold what would be another thing each time', () => {
		expect(madeAnew(rendered)).toEqual([]);
		expect(madeAnew(`${rendered}---\napiVersion: v1\nkind: Secret\nmetadata: {name: todo-tls}\n`)).toEqual(['todo-tls']);
	});
});

describe('the first line of a file', () => {
	it('tells whether somebody changed it since', () => {
		const sealed = seal('kind: Service\n', system);
		expect(isUntouched(sealed, system)).toBe(true);
		expect(isUntouched(sealed.replaceAll('\n', '\r\n'), system)).toBe(true);
		expect(isUntouched(sealed.replace('Service', 'Ingress'), system)).toBe(false);
		expect(isUntouched('kind: Service\n', system)).toBeUndefined();
	});
});
