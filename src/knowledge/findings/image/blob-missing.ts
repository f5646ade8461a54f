import { decisive, entry, strong } from '../../entry.js';

export const imageBlobMissing = entry({
	id: 'image.blob-missing',
	cause: 'image-load-blob-missing',
	layer: 'load',
	title: 'The image cannot be saved whole, so it cannot be loaded into the cluster.',
	looks:
		'Exiting due to GUEST_IMAGE_LOAD: Failed to load image: save to dir: caching images: caching image "/home/user/.minikube/cache/images/amd64/myimage": write: unable to calculate manifest: blob sha256:ec',
	means:
		"With Docker's containerd image store, an image can list parts (of other platforms, or attestations) that are not on this machine. Saving it then fails.",
	told: 'The loading itself fails and names a blob or a digest; the pod comes later.',
	signs: [
		decisive(
			'a part of the image is missing',
			/unable to calculate manifest|blob sha256:\w+[^\n]{0,20}not found|content digest sha256:\w+[^\n]{0,20}not found|GUEST_IMAGE_(LOAD|SAVE)|mismatched image rootfs and manifest|ctr: (content digest|image might be filtered|failed to (ingest|import|unpack|read|resolve|get))|no unpack platforms|failed to detect containerd snapshotter|unrecognized image format|(archive|image)\/tar: \S+|missing (blob|content|layer)(?![- ](type|length))|docker-import-\d+\S*: no such file|unable to create manifests file|does not exist in the content store/i,
			{
				unless:
					/wmic|no space left|unable to add it to cache|not found in the local image|image not known|No such image|permission denied/i,
			},
		),
		strong('the image was not loaded, and nobody says why', /failed to load image|failed to (save|export) image/i, {
			unless: /wmic|no space left|unable to add it to cache|not found in the local image|image not known|No such image|permission denied/i,
		}),
	],
	topic:
		/image load|load docker-image|\bctr\b|images? import|blob|digest|sha256:\S{1,10}|unable to calculate|docker save|containerd image store|snapshotter|content store|all-platforms|GUEST_IMAGE_LOAD|image save|caching image/i,
	fixes: [
		{
			says: 'Save the image to a file and load that, build it inside the cluster, or switch "Use containerd for pulling and storing images" off in Docker Desktop.',
			commands: ['docker save IMAGE -o image.tar && minikube image load image.tar', 'minikube image build -t IMAGE .'],
		},
	],
	wizard: 'Loads images by a pipe from docker save, builds them without attestations, and looks for them in the node afterwards.',
});
