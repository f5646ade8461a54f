import { on } from '../row.js';
import { restarted } from './ways.js';

const values = 'values/values-dev.yaml';

/** Files of the folder, which are the user's. */
export const folderRows = on('nodeport', [
	{
		id: 'folder.chart-edited',
		broken: 'Chart edited by the user (respected)',
		by: [
			'cp chart/todo-chatbot/values.yaml ../values.kept',
			'echo "# mine" >> chart/todo-chatbot/values.yaml',
			`printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: mine}\\n' > chart/todo-chatbot/templates/mine.yaml`,
		],
		named: ['release.outdated'],
		redone: restarted,
		and: async (world) => {
			await world.sh(['grep -q "# mine" chart/todo-chatbot/values.yaml', 'kubectl -n todo get configmap mine']);
			return undefined;
		},
		after: ['cp ../values.kept chart/todo-chatbot/values.yaml', 'rm chart/todo-chatbot/templates/mine.yaml'],
		takes: 'long',
	},
	{
		id: 'folder.values-edited',
		broken: 'Values file edited by the user (respected)',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  # mine\\n  logLevel: warn/' ${values}`],
		named: ['release.outdated'],
		redone: restarted,
		and: async (world) => {
			const level = await world.sh([
				`grep -q '# mine' ${values}`,
				`kubectl -n todo get configmap todo-backend -o jsonpath='{.data.LOG_LEVEL}'`,
			]);
			return level === 'warn' ? undefined : `the log level is ${level}`;
		},
		after: [`cp ../values.kept ${values}`],
		takes: 'long',
	},
	{
		id: 'folder.values-broken',
		broken: 'Values file broken by hand (named, not overwritten)',
		by: [`cp ${values} ../values.kept`, `printf '\\nbackend: [\\n' >> ${values}`],
		named: [],
		redone: [],
		ends: {
			outcome: 'usage',
			exitCode: 2,
			says: /values\/values-dev\.yaml is not valid YAML: line \d+, column \d+/,
			byUser: [`tail -n 1 ${values} | grep -qF 'backend: ['`, `cp ../values.kept ${values}`],
			redone: [],
		},
		takes: 'long',
	},
	{
		id: 'folder.values-refused',
		broken: 'Key in the values file that the chart does not know',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  replicaz: 3/' ${values}`],
		named: ['helm.values-refused'],
		redone: ['release.install'],
		ends: { outcome: 'failed', exitCode: 4, byUser: [`grep -q replicaz ${values}`, `cp ../values.kept ${values}`] },
		takes: 'long',
	},
	{
		id: 'folder.bad-value',
		broken: 'Bad value in the values file: the pod ends again and again',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  extraEnv: [{name: CORS_ORIGINS, value: nonsense}]/' ${values}`],
		named: ['pod.program-ends'],
		redone: restarted,
		ends: { outcome: 'failed', exitCode: 4, byUser: [`grep -q nonsense ${values}`, `cp ../values.kept ${values}`] },
		takes: 'long',
	},
]);
