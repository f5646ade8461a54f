import type { World } from './world.js';

/** A source file of the app that the user changed makes its image, and all that comes after it, necessary. */
const touched = (file: string) => async (world: World) => {
	world.edit(`app/${file}`, (text) => `${text}// ${Date.now()}\n`);
};

const stopped = (world: World) => world.sh(['kubectl -n todo scale deployment/todo-backend --replicas=0']);

const withoutImage = (component: string) => (world: World) =>
	world.sh([
		`kubectl -n todo scale deployment/todo-${component} --replicas=0`,
		`kubectl -n todo wait --for=delete pod -l app.kubernetes.io/component=${component} --timeout=60s`,
		`docker exec minikube sh -c 'docker rmi -f $(docker images -q todo-${component})'`,
	]);

/** How each step of a plan is made necessary. A step that is not in here fails the test: whoever adds one adds its line. */
export const necessary: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
	'folder.write': (world) => world.sh(['rm README.md compose.yaml']),
	'cluster.start': (world) => world.sh(['minikube stop']),
	'cluster.services': (world) => world.sh(['kubectl -n kube-system scale deployment/coredns --replicas=0']),
	'image.build.backend': touched('backend/build.mjs'),
	'image.build.frontend': touched('frontend/vite.config.ts'),
	'image.load.backend': withoutImage('backend'),
	'image.load.frontend': withoutImage('frontend'),
	'namespace.create': (world) => world.sh(['kubectl label namespace todo pod-security.kubernetes.io/enforce-']),
	'secret.apply': (world) => world.sh(['kubectl -n todo delete secret todo-backend']),
	'release.install': stopped,
	'release.rollout': stopped,
	'access.forward': (world) => world.sh(['kill -9 $(jq .pid .todo-k8s/port-forward.pid.json)']),
	'addon.ingress': (world) => world.sh(['minikube addons disable ingress']),
	// Whether one has to wait for the answer after the pods are ready is a matter of luck; without a port it is certain.
	'app.answer': stopped,
	'secrets.write': (world) => world.sh(['rm .todo-k8s/secrets/JWT_SECRET']),
	'app.start': (world) => world.sh(['kill -9 $(jq .pid .todo-k8s/app.pid.json)']),
};
